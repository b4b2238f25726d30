"""Settings, from the environment only. Nothing here may be edited for one installation.

LOS_MODE        demonstration | live | test            (test only from settings/test.py)
LOS_DATA        folder for the database, the uploaded files and the keys
DATABASE_URL    postgresql://… ; without it SQLite in LOS_DATA
LOS_APP_ROLE    the PostgreSQL role that requests run as (neither owner nor able to bypass row security)
LOS_SECRET_KEY  at least 50 letters; made and kept in LOS_DATA when it is not given
LOS_HOSTS       the addresses we answer to, separated by commas
LOS_ADDRESS     where people reach us, for the links in mails: https://… (the first of LOS_HOSTS)
LOS_HTTPS       1 (default in live mode): cookies and headers for HTTPS
LOS_MAIL_URL    smtp://user:secret@host:port ; without it mails are printed
LOS_MAIL_FROM   the address that mails come from
LOS_SHELF       folder of the partnership's own library files
LOS_OIDC_ISSUER, LOS_OIDC_CLIENT, LOS_OIDC_SECRET_FILE, LOS_OIDC_NAME, LOS_OIDC_SECOND_STEP
                signing in by an account of one's organisation: docs/how-to/sign-in-with-passkeys-and-accounts.md
LOS_PASSKEY_ALONE  1: a passkey that asks for a PIN, a finger or a face signs in without a password
LOS_PSEUDONYM_KEYS  folder of the keys that pseudonyms are made with; apart from LOS_DATA where the council keeps it
LOS_DELETED     the list of what was deleted when its time was over; beside LOS_DATA, or on another disk
"""

import contextlib
import os
import secrets
from pathlib import Path
from urllib.parse import unquote, urlsplit

from csp.constants import NONCE, NONE, SELF

from lineofsight.settings.organisation import organisation_account
from lineofsight.version import VERSION

PACKAGE = Path(__file__).resolve().parent.parent
LOS_VERSION = VERSION
LOS_MODE = os.environ.get("LOS_MODE", "live")
IS_DEMONSTRATION = LOS_MODE == "demonstration"
LOS_DATA = Path(os.environ.get("LOS_DATA") or PACKAGE.parent / "var" / LOS_MODE)
LOS_DATA.mkdir(parents=True, exist_ok=True)
LOS_APP_ROLE = os.environ.get("LOS_APP_ROLE", "lineofsight_app")
LOS_SHELF = os.environ.get("LOS_SHELF", "")
# Outside of the data and of every backup: it puts a backup from before right.
DELETED_LIST = Path(os.environ.get("LOS_DELETED") or LOS_DATA.with_name(f"{LOS_DATA.name}-deleted.jsonl"))
FILES_ROOT = LOS_DATA / "files"
KEYS_ROOT = LOS_DATA / "keys"
# Returns that wait for somebody to take or leave them. They hold names, so they are in no backup and never stay.
RETURNS_ROOT = LOS_DATA / "returns-waiting"
# Not among the keys that a backup may take along: whoever has a backup must not be able to look children up.
PSEUDONYM_KEYS_ROOT = Path(os.environ.get("LOS_PSEUDONYM_KEYS") or LOS_DATA / "pseudonym-keys")


def _secret_key() -> str:
    given = os.environ.get("LOS_SECRET_KEY")
    if given:
        return given
    kept = LOS_DATA / "secret-key"
    if not kept.exists():
        # Written whole under another name first, so that two processes starting together keep one key.
        draft = kept.with_suffix(f".{os.getpid()}")
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(64))
        with contextlib.suppress(FileExistsError):
            os.link(draft, kept)
        draft.unlink()
    return kept.read_text()


SECRET_KEY = _secret_key()
DEBUG = False
ALLOWED_HOSTS = os.environ.get("LOS_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
IS_HTTPS = os.environ.get("LOS_HTTPS", "0" if IS_DEMONSTRATION else "1") == "1"

LOS_ADDRESS = os.environ.get("LOS_ADDRESS") or (
    f"https://{ALLOWED_HOSTS[0]}/" if IS_HTTPS else f"http://{ALLOWED_HOSTS[0]}:8000/"
)


def _database() -> dict[str, object]:
    address = os.environ.get("DATABASE_URL", "")
    if not address:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": LOS_DATA / "lineofsight.sqlite3",
            # Each new connection reads the whole schema: that took half of what a small page costs.
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                # IMMEDIATE: a deferred transaction that turns into a write fails when another got there first.
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": (
                    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
                    "PRAGMA recursive_triggers=ON;"
                ),
            },
        }
    parts = urlsplit(address)
    query = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(query.pop("host", parts.hostname or "")),
        "PORT": parts.port or "",
        "OPTIONS": {
            "pool": {"min_size": 1, "max_size": 16, "timeout": 10},
            # A question asked for the sixth time is planned already. Django prepares none unless the server binds.
            "prepare_threshold": 5,
            "server_side_binding": True,
        },
    }


DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "partnership.Person"

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "django_htmx",
    "csp",
    "lineofsight.trail",
    "lineofsight.partnership",
    "lineofsight.files",
    "lineofsight.jobs",
    "lineofsight.mails",
    "lineofsight.records.identities",
    "lineofsight.records.forms",
    "lineofsight.records.practice",
    "lineofsight.records.pathways",
    "lineofsight.records.registers",
    "lineofsight.records.stated",
    "lineofsight.records.workforce",
    "lineofsight.records.learning",
    "lineofsight.records.audits",
    "lineofsight.records.voice",
    "lineofsight.assurance",
    "lineofsight.publication",
    "lineofsight.web",
    "lineofsight.cli",
]

MIDDLEWARE = [
    "lineofsight.web.middleware.Headers",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "lineofsight.web.middleware.SignedIn",
]

APPEND_SLASH = False
ROOT_URLCONF = "lineofsight.web.urls"
WSGI_APPLICATION = "lineofsight.web.wsgi.application"

_CONTEXT = [
    "django.template.context_processors.request",
    "django.contrib.auth.context_processors.auth",
    "django.contrib.messages.context_processors.messages",
    "csp.context_processors.nonce",
    "lineofsight.web.context.page",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [PACKAGE / "web" / "templates"],
        "OPTIONS": {"environment": "lineofsight.web.jinja.environment", "context_processors": _CONTEXT},
    },
    {
        # Only for the sign-in pages of django-allauth, which are Django templates that render our layout.
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "web" / "templates_allauth"],
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": _CONTEXT},
    },
]

STATIC_URL = "/static/"
STATICFILES_DIRS = [PACKAGE / "web" / "static"]
# Served from the package itself: there is no second folder to forget at an upgrade.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_MAX_AGE = 3600

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = False

# --- sign-in -------------------------------------------------------------------------------------------------------
AUTHENTICATION_BACKENDS = ["lineofsight.web.signin.backend.EmailBackend"]
PASSWORD_HASHERS = ["lineofsight.web.signin.hashers.Argon2"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
# Limits and the replay guard of one-time codes live in the cache: it must be one that all workers share.
# Django throws a third away as soon as there are 300 entries: anybody could make it forget their wrong tries.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "shared_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
SESSION_ENGINE = "lineofsight.web.signin.sessions"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = IS_HTTPS
SESSION_COOKIE_NAME = "__Host-session" if IS_HTTPS else "session"
SESSION_COOKIE_AGE = 12 * 3600
IDLE_SECONDS = 30 * 60
CSRF_COOKIE_NAME = "__Host-csrf" if IS_HTTPS else "csrf"
CSRF_COOKIE_SECURE = IS_HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "lineofsight.web.errors.csrf_failed"
LOGIN_URL = "signin"
LOGIN_REDIRECT_URL = "/"

ACCOUNT_ADAPTER = "lineofsight.web.signin.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/5m/ip,10/5m/key",
    "other_way_failed": "10/5m/ip",
    "reply_link_guessed": "10/5m/ip",
}
LOS_OIDC = organisation_account(os.environ)
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = os.environ.get("LOS_PASSKEY_ALONE") == "1"
MFA_RATE_LIMITS = {"webauthn_login": "30/m/ip"}
MFA_ADAPTER = "lineofsight.web.signin.adapter.MFAAdapter"
MFA_TOTP_ISSUER = "Line of Sight"
MFA_RECOVERY_CODES_SHOW_ONCE = True
# Addresses are proved by the invitation that was sent there.
MFA_ALLOW_UNVERIFIED_EMAIL = True
# Behind a proxy everybody would share its address, and ten wrong tries would lock everybody out.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if os.environ.get("LOS_BEHIND_PROXY") == "1" else 0

# --- headers (promise P16) -----------------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_SSL_REDIRECT = False
X_FRAME_OPTIONS = "DENY"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if os.environ.get("LOS_BEHIND_PROXY") == "1" else None

DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
DEFAULT_FROM_EMAIL = os.environ.get("LOS_MAIL_FROM", "line-of-sight@localhost")
if os.environ.get("LOS_MAIL_URL"):
    _mail = urlsplit(os.environ["LOS_MAIL_URL"])
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST, EMAIL_PORT = _mail.hostname, _mail.port or 587
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = unquote(_mail.username or ""), unquote(_mail.password or "")
    EMAIL_USE_TLS = True
    EMAIL_TIMEOUT = 20

SILENCED_SYSTEM_CHECKS = ["security.W008"]  # HTTPS is ended by the proxy in front of us.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
