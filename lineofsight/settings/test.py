"""Settings of the test run: the same, with a folder of its own and a cheap password hash."""

import atexit
import os
import shutil
import tempfile
from hashlib import sha256
from typing import cast

import jinja2

if "LOS_DATA" not in os.environ:
    os.environ["LOS_DATA"] = tempfile.mkdtemp(prefix="lineofsight-test-")
    # Worker processes of the same run share the folder by inheriting the name, and only its maker clears it away.
    atexit.register(shutil.rmtree, os.environ["LOS_DATA"], ignore_errors=True)
os.environ["LOS_MODE"] = "test"
os.environ.setdefault("LOS_SECRET_KEY", "only-for-tests-" * 5)

from lineofsight.settings import *  # noqa: F403

# In the folder that is cleared away after the run, and not beside it.
DELETED_LIST = LOS_DATA / "deleted.jsonl"  # noqa: F405
# The package was read before the line above: neither live, with its one agency on SQLite, nor the demonstration.
LOS_MODE = "test"

# Templates are compiled once for all processes of a run, and for the next. What is kept goes by a template's text; the
# folder's name says which Jinja2 made it and what we told it.
_MADE_BY = jinja2.__version__.encode() + (PACKAGE / "web" / "jinja.py").read_bytes()  # noqa: F405
_COMPILED = PACKAGE.parent / "var" / "templates" / sha256(_MADE_BY).hexdigest()[:16]  # noqa: F405
_COMPILED.mkdir(parents=True, exist_ok=True)
_TEMPLATES = cast(list[dict[str, dict[str, object]]], TEMPLATES)  # noqa: F405
_TEMPLATES[0]["OPTIONS"]["bytecode_cache"] = jinja2.FileSystemBytecodeCache(str(_COMPILED))

# Argon2's real cost is measured in bench/, not paid by every test.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# The provider that signing in by an account of one's organisation is tried against: allauth's own.
INSTALLED_APPS = [*INSTALLED_APPS, "allauth.idp.oidc"]  # noqa: F405
IDP_OIDC_ADAPTER = "tests.web.signin.organisation.Provider"
