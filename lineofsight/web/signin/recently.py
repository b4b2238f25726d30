"""Before something that cannot be taken back, people prove again who they are (promise P17)."""

import time

from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.http import HttpRequest

STEP_UP_SECONDS = 5 * 60


def proved_recently(request: HttpRequest) -> bool:
    """Whether this session passed its second step within five minutes, at sign-in or since.

    Always in demonstration mode, where nobody has a second step.
    """
    if settings.IS_DEMONSTRATION:
        return True
    moments = [
        record["at"] for record in get_authentication_records(request, request.user) if record["method"] == "mfa"
    ]
    return bool(moments) and time.time() - moments[-1] < STEP_UP_SECONDS
