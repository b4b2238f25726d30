"""How passwords are kept: Argon2id, dear to guess and cheap enough that sign-ins cannot fill the memory."""

import threading
from typing import Any

from django.contrib.auth.hashers import Argon2PasswordHasher

# Two at a time in each process: 16 people signing in together take 92 MiB and not 736.
AT_A_TIME = 2
_turn = threading.BoundedSemaphore(AT_A_TIME)


class Argon2(Argon2PasswordHasher):
    """Argon2id with 46 MiB, two passes, one lane. Source: OWASP Password Storage Cheat Sheet, first choice."""

    time_cost = 2
    memory_cost = 46 * 1024
    parallelism = 1

    def encode(self, password: str, salt: str) -> Any:
        with _turn:
            return super().encode(password, salt)

    def verify(self, password: str, encoded: str) -> Any:
        with _turn:
            return super().verify(password, encoded)
