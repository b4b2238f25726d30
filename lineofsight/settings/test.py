"""Settings of the test run: the same, with a folder of its own and a cheap password hash."""

import os
import tempfile

os.environ.setdefault("LOS_DATA", tempfile.mkdtemp(prefix="lineofsight-test-"))
os.environ["LOS_MODE"] = "test"
os.environ.setdefault("LOS_SECRET_KEY", "only-for-tests-" * 5)

from lineofsight.settings import *  # noqa: F403

# Argon2's real cost is measured in bench/, not paid by every test.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
