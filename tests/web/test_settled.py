"""The server loads what every page needs before the first request, and looks for no garbage in it."""

import gc

from lineofsight.partnership.shelf import _loaded
from lineofsight.program import SELDOM


def test_what_is_loaded_at_the_start_is_left_alone_and_what_pages_make_is_still_looked_through():
    threshold = gc.get_threshold()
    try:
        from lineofsight.web import wsgi

        many = [[number] for number in range(5_000)]
        assert len(gc.get_objects()) > len(many)
        wsgi.settle()
        # What was there before stands no longer among what is looked through.
        assert len(gc.get_objects()) < len(many)
        assert gc.get_threshold() == SELDOM
        assert _loaded.cache_info().currsize >= 1
        # Two that hold each other are found all the same.
        one: list[object] = []
        one.append(one)
        del one
        assert gc.collect() >= 1
    finally:
        gc.set_threshold(*threshold)
