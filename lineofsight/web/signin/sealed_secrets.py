"""The secrets of authenticator apps are kept sealed, so that a copy of the database alone opens nothing."""

import base64

from cryptography.fernet import Fernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


def _fernet() -> Fernet:
    key = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"lineofsight authenticator secrets")
    return Fernet(base64.urlsafe_b64encode(key.derive(settings.SECRET_KEY.encode())))


def seal_secret(text: str) -> str:
    """The text, sealed with a key made from SECRET_KEY."""
    return _fernet().encrypt(text.encode()).decode()


def open_secret(sealed: str) -> str:
    """The text again. Raises cryptography's InvalidToken when SECRET_KEY is another than when it was sealed."""
    return _fernet().decrypt(sealed.encode()).decode()
