"""Settings of the test run: the same, with a folder of its own and a cheap password hash."""

import atexit
import os
import shutil
import tempfile
from typing import cast

if "LOS_DATA" not in os.environ:
    os.environ["LOS_DATA"] = tempfile.mkdtemp(prefix="lineofsight-test-")
    # Worker processes of the same run share the folder by inheriting the name, and only its maker clears it away.
    atexit.register(shutil.rmtree, os.environ["LOS_DATA"], ignore_errors=True)
os.environ["LOS_MODE"] = "test"
os.environ.setdefault("LOS_SECRET_KEY", "only-for-tests-" * 5)

from lineofsight.settings import *  # noqa: F403
from lineofsight.settings.compiled import compiled_once

# In the folder that is cleared away after the run, and not beside it.
DELETED_LIST = LOS_DATA / "deleted.jsonl"  # noqa: F405
# The package was read before the line above: neither live, with its one agency on SQLite, nor the demonstration.
LOS_MODE = "test"

# Templates are compiled once for all processes of a run, and for the next.
_TEMPLATES = cast(list[dict[str, dict[str, object]]], TEMPLATES)  # noqa: F405
_TEMPLATES[0]["OPTIONS"]["bytecode_cache"] = compiled_once(PACKAGE)  # noqa: F405

# Argon2's real cost is measured in bench/, not paid by every test.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# The provider that signing in by an account of one's organisation is tried against: allauth's own.
INSTALLED_APPS = [*INSTALLED_APPS, "allauth.idp.oidc"]  # noqa: F405
IDP_OIDC_ADAPTER = "tests.web.signin.organisation.Provider"
