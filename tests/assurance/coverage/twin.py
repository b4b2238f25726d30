"""An invented report in the shape of a published one: 44 paragraphs of five agencies, 13 of them quoting one body."""

COUNCIL = "Wexcombe Council children's services"
ADVISORY = "The Family Court Advisory Service"
COMMUNITY = "Wexcombe Community Health Trust"
MENTAL = "Tarn Valley Mental Health Trust"
PROBATION = "Wexcombe Probation Service"
# Which paragraphs quote alone, and which pair a quotation with a claim.
ALONE = frozenset({4, 21, 38, 39, 41})
PAIRED = frozenset({5, 8, 18, 19, 22, 23, 42, 43})
_HEADINGS = {
    3: "What parents can do: the capacity of parents",
    5: "Care planning",
    14: "The family court",
    18: "Management oversight",
    22: "Returning home and non-engagement",
    28: "Substance use and domestic abuse",
    33: "The response to injuries",
    37: "The quality of service",
    40: "The workforce",
}
_WHO = {12: ADVISORY, 14: ADVISORY, 16: ADVISORY, 17: COMMUNITY, 26: COMMUNITY, 29: MENTAL, 32: PROBATION}
_SPECIAL = {
    1: 'This review was asked for after a baby, who is called "Robin" here, was hurt.',
    2: f"The inspection quoted below is an inspection by Ofsted of {COUNCIL}.",
    28: "Over one hundred practitioners came to the workshops.",
    29: f"{MENTAL} trained over 95% of its practitioners in the workbook.",
    30: f"{ADVISORY} shared the tool with all of its practitioners.",
    37: f"{COUNCIL} read plans again, and 75% of the plans were good or better.",
    40: "Over forty newly qualified workers have joined and 86% of them remain. There are 36 more permanent workers and"
    " agency workers are less than 30% of the workforce.",
}


def report() -> str:
    """The whole report as text."""
    lines = ['Wexcombe Safeguarding Children Partnership Review "Robin" Summary of Progress', "", "Introduction", ""]
    for number in range(1, 45):
        if number in _HEADINGS:
            lines += [_HEADINGS[number], ""]
        lines += [f"{number}. {_paragraph(number)}", ""]
    return "\n".join(lines)


def _paragraph(number: int) -> str:
    if number in _SPECIAL:
        return _SPECIAL[number]
    quotation = f'The Ofsted inspection found that: "visits of kind {_letters(number)} are written down in good time".'
    if number in ALONE:
        return quotation
    claim = f"{_WHO.get(number, COUNCIL)} wrote guidance on topic {_letters(number)} for practitioners."
    return f"{claim} {quotation}" if number in PAIRED else claim


def _letters(number: int) -> str:
    """A number as letters, so that no figure is read in it."""
    return "".join(chr(ord("a") + int(digit)) for digit in str(number))
