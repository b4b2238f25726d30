"""Look for garbage among what a test made, and not among all that was loaded before it.

A pytest plugin. A process of a run holds ten thousand tests, Django and all our modules, and Python's search for
circles went through them again and again: a tenth of the processor's time of a test.
"""

import gc

import pytest

from lineofsight.program import seldom_look_for_garbage


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests() -> None:
    """Nothing that is loaded or collected is garbage."""
    gc.disable()


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """From now on only what comes is searched."""
    gc.collect()
    gc.freeze()
    seldom_look_for_garbage()
    gc.enable()
