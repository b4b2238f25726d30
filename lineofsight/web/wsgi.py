"""The WSGI application that the server runs."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from lineofsight.program import seldom_look_for_garbage

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lineofsight.settings")
seldom_look_for_garbage()
application = get_wsgi_application()
# All pages now, and not with the first request; what is loaded stays, and no search goes through it again.
len(get_resolver().url_patterns)
gc.freeze()
