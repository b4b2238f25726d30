"""The WSGI application that the server runs."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lineofsight.settings")
application = get_wsgi_application()

# As many new objects as a dear page makes. Python's own number is 700, and each third page waited for memory to be
# looked through.
NEW_OBJECTS = 50_000


def settle() -> None:
    """Load what every page needs, and look for no garbage in it: addresses, models and library stay as they are.

    Looking through them took a sixth of what the pages take together.
    """
    from lineofsight.partnership.shelf import shelf

    _ = get_resolver().url_patterns
    shelf()
    gc.collect()
    gc.freeze()
    gc.set_threshold(NEW_OBJECTS, 10, 10)


settle()
