"""What could point to a child, a parent or a worker, in any text that is printed. The rules stand in the library."""

from collections.abc import Iterator

from lineofsight.library.identifying import Shape
from lineofsight.publication.gate.check import Found, TextCheck
from lineofsight.publication.gate.given import Given
from lineofsight.publication.gate.printed import PrintedText

_CODES = {
    Shape.AGE: "points.age",
    Shape.DAY_BESIDE: "points.day",
    Shape.DAY_BEHIND: "points.day",
    Shape.WORDS: "points.words",
    Shape.PLACE: "points.place",
    Shape.TITLE: "points.name",
    Shape.RARE: "points.illness",
    Shape.NHS_NUMBER: "points.number",
    Shape.POSTCODE: "points.address",
    Shape.TELEPHONE: "points.contact",
    Shape.EMAIL: "points.contact",
}
# The line about help is there to be rung and written to.
_FOR_HELP = frozenset({Shape.TELEPHONE, Shape.EMAIL, Shape.POSTCODE})
_HELP_FIELDS = frozenset({"support_line"})


def _find(text: PrintedText, given: Given) -> Iterator[Found]:
    for pointer in given.pointers(text.text):
        rule = next(rule for rule in given.own_rules.identifying if rule.id == pointer.rule_id)
        if text.field in _HELP_FIELDS and rule.shape in _FOR_HELP:
            continue
        where = "" if text.field == "wording" else f" It stands in {text.where}."
        yield Found(_CODES[rule.shape], f"{rule.reason.replace('{word}', pointer.says)}{where}", rule.cure)


CHECK = TextCheck(
    id="points",
    title="Nothing points to a child, a parent or a worker",
    codes={
        "points.age": "It gives the age of one person.",
        "points.day": "It ties a day to a birth, a death or what happened to a person.",
        "points.words": "It tells the order of the children of one family, or who is what to whom in it.",
        "points.place": "It names a place smaller than the area.",
        "points.name": "It gives a title with a name.",
        "points.illness": "It names an illness that few people have.",
        "points.number": "It gives an NHS number.",
        "points.address": "It gives a postcode.",
        "points.contact": "It gives a telephone number or an e-mail address outside the line about help.",
    },
    find=_find,
)
