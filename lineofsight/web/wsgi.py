"""The WSGI application that the server runs."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from lineofsight.program import seldom_look_for_garbage

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lineofsight.settings")
seldom_look_for_garbage()
application = get_wsgi_application()


def settle() -> None:
    """Load what every page needs, and look for no garbage in it: addresses, models and library stay as they are.

    Looking through them took a sixth of what the pages take together.
    """
    from lineofsight.partnership.shelf import shelf

    _ = get_resolver().url_patterns
    shelf()
    gc.collect()
    gc.freeze()


settle()
