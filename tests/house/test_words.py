"""The words of the practice: British spelling everywhere, and no word about people that has been left behind."""

import io
import re
import tokenize

import pytest

from tests.house.tracked import texts

AMERICAN = re.compile(
    r"\b(?:(?:organi|recogni|prioriti|summari|emphasi|criti|minimi|categori|scrutini|apologi|finali|anonymi|pseudonymi)"
    r"z(?:e|ed|es|er|ers|ing|ation|ations)|analyz(?:e|ed|es|ing)|(?:behavi|fav|lab|neighb|hon|col)or(?:s|ed|ing|al|able)?"
    r"|centers?|centered|fulfill|enroll(?:ment)?|defense|offense|cancelation|canceled|canceling|labeled|labeling|modeled"
    r"|modeling|traveled|counselors?|catalogs?|artifacts?|skillful|gray|aging|skeptical|toward)\b",
    re.IGNORECASE,
)
# Written the same on both sides, or the name of somebody's interface and not a word of ours.
SPELT_SO = re.compile(r"[-\"'`.#(:]\w*colou?r\b|\"Artifact\"|\bcolor[-:=]|\bcenter[;\"'}]", re.IGNORECASE)

# About people: what each is replaced by is in docs/glossary.md.
ABOUT_PEOPLE = [
    r"LAC\b",
    r"CLA\b",
    r"DNA(?:'d|ed|s)?\b",
    r"did not attend",
    r"hard[ -]to[ -]reach",
    r"non-?complian\w+",
    r"disguised compliance",
    r"fail(?:ed|s|ing|ure)? to engage",
    r"failed returns?",
    r"abscond\w*",
    r"unseen (?:child|children)",
    r"overdue (?:child|children)",
    r"(?:child|children) (?:is|are) overdue",
    r"(?:mother|father|parent) unfit",
    r"resistant (?:mother|father|parent|family|families)",
    r"worst team",
    r"dysfunctional",
]
# Ours in code and decisions, never on the pages that people read.
OF_THE_WORKSHOP = [
    r"ledger",
    r"hash(?:es|ed)?",
    r"gate",
    r"snapshot",
    r"kappa",
    r"obligation",
    r"instrument",
    r"witness",
    r"dissent",
    r"judgement",
    r"unbacked",
    r"invalid",
    r"sorry",
    r"please",
]


def pattern(words: list[str]) -> re.Pattern[str]:
    """One pattern for the words; capital letters count only where the word is written in them."""
    return re.compile("|".join(rf"\b{word}" if word[:3].isupper() else rf"(?i:\b{word}\b)" for word in words))


# Where a word stands for a reason: the file, the word, why.
ALLOWED = {
    ("lineofsight/library/wording/", ""): "the lists that find these words have to name them",
    ("lineofsight/library/glossary/", ""): "the glossary names the words that ours replace",
}

# What others write has to be read as they write it.
READ_AS_WRITTEN = ("lineofsight/intake/quotations/attribution.py", "lineofsight/publication/render/pdf_values.py")


def prose_of_template(text: str) -> str:
    """What people read of a Jinja2 template: the text between tags, and strings inside braces that look like text."""
    text = re.sub(r"\{#.*?#\}|<!--.*?-->", " ", text, flags=re.DOTALL)
    braces = re.findall(r"\{[{%].*?[%}]\}", text, flags=re.DOTALL)
    quoted = [part for brace in braces for part in re.findall(r"\"([^\"]*)\"|'([^']*)'", brace)]
    said = [words for pair in quoted for words in pair if " " in words.strip() or words[:1].isupper()]
    outside = re.sub(r"<[^>]*>", " ", re.sub(r"\{[{%].*?[%}]\}", " ", text, flags=re.DOTALL))
    titles = re.findall(r"(?:aria-label|title|alt|placeholder)=\"([^\"{]*)\"", text)
    return "\n".join([outside, *said, *titles])


def prose_of_python(text: str) -> str:
    """The comments and strings of a Python file."""
    kinds = {tokenize.COMMENT, tokenize.STRING}
    return "\n".join(
        token.string for token in tokenize.generate_tokens(io.StringIO(text).readline) if token.type in kinds
    )


def prose(name: str, text: str) -> str:
    if name.endswith(".py"):
        return prose_of_python(text)
    return prose_of_template(text) if name.endswith(".html") else text


def american(text: str) -> list[str]:
    return [found[0] for found in AMERICAN.finditer(SPELT_SO.sub(" ", text))]


def is_allowed(name: str, word: str) -> bool:
    return any(name.startswith(file) and word.lower().startswith(given) for file, given in ALLOWED)


def to_avoid(name: str, text: str, words: list[str]) -> list[str]:
    """The words of `words` in a text, but for those that stand there for a reason."""
    return [found[0] for found in pattern(words).finditer(text) if not is_allowed(name, found[0])]


def test_spelling_is_british():
    ours = [
        (name, text)
        for name, text in texts(".py", ".md", ".html", ".yaml", ".yml")
        if not name.startswith(("tests/", *READ_AS_WRITTEN))
    ]

    assert {name: found for name, text in ours if (found := american(prose(name, text)))} == {}


def test_templates_and_library_hold_no_word_to_avoid_about_people():
    templates = [(name, prose_of_template(text)) for name, text in texts(".html") if "/templates" in name]
    library = [
        (name, text) for name, text in texts(".yaml", ".yml") if name.startswith(("lineofsight/library/", "demo/"))
    ]

    assert templates
    assert library
    found = {name: to_avoid(name, text, ABOUT_PEOPLE) for name, text in templates + library}
    assert {name: words for name, words in found.items() if words} == {}


def test_templates_hold_no_word_of_the_workshop():
    templates = [(name, prose_of_template(text)) for name, text in texts(".html") if "/templates" in name]

    found = {name: to_avoid(name, text, OF_THE_WORKSHOP) for name, text in templates}

    assert {name: words for name, words in found.items() if words} == {}


def test_every_reason_for_a_word_is_still_needed():
    names = [name for name, _ in texts()]

    assert [file for file, _ in ALLOWED if not any(name.startswith(file) for name in names)] == []
    assert set(READ_AS_WRITTEN) <= set(names)


@pytest.mark.parametrize("word", ["organization", "analyzed", "behavior", "the color", "a center", "canceled", "Gray"])
def test_control_an_american_spelling_is_found(word):
    assert american(f"See {word} here.")


@pytest.mark.parametrize("text", ['stroke="currentColor"', "background-color: red", "cancellation", "organisation"])
def test_control_an_interface_is_no_spelling(text):
    assert american(text) == []


@pytest.mark.parametrize(
    "template",
    [
        "<p>The child was a DNA twice.</p>",
        "<p>A hard to reach family</p>",
        '{{ govukButton({"text": "Parent failed to engage"}) }}',
        '<img alt="Non-compliant">',
        "<p>Overdue children</p>",
    ],
)
def test_control_a_word_to_avoid_is_found(template):
    assert to_avoid("x.html", prose_of_template(template), ABOUT_PEOPLE)


@pytest.mark.parametrize("template", ["<p>The gate refused</p>", '{{ row("Ledger number") }}', "<p>Sorry.</p>"])
def test_control_a_word_of_the_workshop_is_found(template):
    assert to_avoid("x.html", prose_of_template(template), OF_THE_WORKSHOP)


@pytest.mark.parametrize(
    "template", ['<a href="/gate/{{ gate }}">Can it be published?</a>', "{# the gate #}", "{% if gate %}"]
)
def test_control_code_in_a_template_is_no_word(template):
    assert to_avoid("x.html", prose_of_template(template), OF_THE_WORKSHOP) == []
