"""The GOV.UK macros draw GOV.UK Frontend's own fixtures, under our names that fail when misspelt."""

import gzip
import json
from html.parser import HTMLParser
from typing import Any

import pytest
from jinja2 import Environment, StrictUndefined, UndefinedError

from lineofsight.web.jinja import environment
from tests.web.look.vendoring import FIXTURES

COMPONENTS: dict[str, list[dict[str, Any]]] = json.loads(gzip.decompress(FIXTURES.read_bytes()))


class _Tokens(HTMLParser):
    """Tags with their attributes and words, without the white space between them."""

    def __init__(self) -> None:
        super().__init__()
        self.tokens: list[object] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tokens.append((tag, sorted((name, " ".join((value or "").split())) for name, value in attrs)))

    def handle_endtag(self, tag: str) -> None:
        self.tokens.append(f"/{tag}")

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.tokens.append(" ".join(data.split()).join("  "))


def tokens(markup: str) -> list[object]:
    parser = _Tokens()
    parser.feed(markup)
    parser.close()
    return parser.tokens


def draw(env: Environment, component: str, options: dict[str, Any]) -> str:
    macro = "govuk" + "".join(word.title() for word in component.split("-"))
    source = f'{{% from "govuk_frontend_jinja/components/{component}/macro.html" import {macro} %}}{{{{ {macro}(p) }}}}'
    return env.from_string(source).render(p=options)


@pytest.mark.parametrize("component", sorted(COMPONENTS))
def test_a_macro_draws_every_fixture_of_its_component(component: str):
    env = environment()

    wrong = [
        fixture["name"]
        for fixture in COMPONENTS[component]
        if tokens(draw(env, component, fixture["options"])) != tokens(fixture["html"])
    ]

    assert wrong == []


def test_all_657_fixtures_of_37_components_are_here():
    assert (len(COMPONENTS), sum(map(len, COMPONENTS.values()))) == (37, 657)


def test_the_comparison_sees_a_changed_word_a_changed_attribute_and_a_lost_tag():
    fixture = COMPONENTS["button"][0]
    drawn = draw(environment(), "button", fixture["options"])

    for sick in (drawn.replace("Save", "Keep"), drawn.replace('type="submit"', ""), drawn.replace("</button>", "")):
        assert tokens(sick) != tokens(fixture["html"])


def test_the_macros_would_fail_if_keys_left_out_were_mistakes():
    strict = environment()
    strict.undefined = StrictUndefined

    with pytest.raises(UndefinedError):
        draw(strict, "button", COMPONENTS["button"][0]["options"])
