"""How far a reader has come: readers say it in a few words, and whoever waits may listen."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_listener: ContextVar[Callable[[str], None] | None] = ContextVar("listener", default=None)


def tell(words: str) -> None:
    """Say how far the reading has come («Page 12 of 40»). Nobody has to be listening."""
    listener = _listener.get()
    if listener is not None:
        listener(words)


@contextmanager
def told_to(listener: Callable[[str], None]) -> Iterator[None]:
    """Hand all that readers tell within this block to the listener."""
    token = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(token)
