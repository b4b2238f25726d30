"""A misspelt name fails where it would be seen; a key that a dict leaves out is nothing."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.test import override_settings
from jinja2 import UndefinedError

from lineofsight.web.jinja import environment, n_of_n


def told(source: str, **values: Any) -> str:
    return environment().from_string(source).render(values)


@pytest.mark.parametrize(
    "source",
    [
        "{{ lede }}",
        "{% for one in lede %}{% endfor %}",
        "{{ lede | length }}",
        "{{ action.titel }}",
        "{{ 'x' ~ lede }}",
        "{{ lede | upper }}",
        "{% macro m(a) %}{{ a }}{% endmacro %}{{ m() }}",
        "{{ lede.words }}",
    ],
)
def test_a_misspelt_name_fails_when_it_is_printed_or_looped_over(source: str):
    with pytest.raises(UndefinedError):
        told(source, action=SimpleNamespace(title="Supervision"))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("{{ params.classes }}", ""),
        ("{% for one in params.items_left_out %}x{% endfor %}", ""),
        ("{{ params.classes | length }}", "0"),
        ("{{ 'a' if false }}", ""),
        ("{% if lede %}x{% else %}none{% endif %}", "none"),
        ("{{ lede or 'instead' }}", "instead"),
    ],
)
def test_a_key_left_out_of_a_dict_and_a_name_that_is_only_asked_for_are_nothing(source: str, expected: str):
    assert told(source, params={}) == expected


@override_settings(DEBUG=True)
def test_names_fail_alike_when_the_backend_asks_for_its_lenient_kind():
    from jinja2 import DebugUndefined

    env = environment(undefined=DebugUndefined, autoescape=False)

    with pytest.raises(UndefinedError):
        env.from_string("{{ lede }}").render()
    assert env.from_string("{{ text }}").render(text="<b>") == "&lt;b&gt;"


@pytest.mark.parametrize(
    ("n", "of", "words"),
    [
        (6, 8, "6 of 8 (75%)"),
        (0, 8, "0 of 8 (0%)"),
        (8, 8, "8 of 8 (100%)"),
        (1, 8, "1 of 8 (13%)"),
        (1, 1204, "1 of 1,204 (1%)"),
        (1203, 1204, "1,203 of 1,204 (99%)"),
        (0, 0, "no cases"),
    ],
)
def test_a_share_is_told_as_n_of_n_first(n: int, of: int, words: str):
    assert n_of_n(n, of) == words


@pytest.mark.parametrize(("n", "of"), [(9, 8), (-1, 8), (1, 0)])
def test_more_than_all_and_less_than_none_are_no_share(n: int, of: int):
    with pytest.raises(ValueError, match="no share"):
        n_of_n(n, of)
