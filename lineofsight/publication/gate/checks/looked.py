"""Who looked from outside, and at whom: a name of a body, and no piece of a sentence."""

import re
from collections.abc import Iterator

from lineofsight.publication.content.edition import Assessment, Line
from lineofsight.publication.gate.check import Found, LineCheck
from lineofsight.publication.gate.given import Given

# A body has no day in its name, does nothing in it, and its name does not break off before the next word.
# Its words begin with capitals: «What Is Working Ltd» is a name.
_A_PIECE = re.compile(
    r"\b(?:19|20)\d\d\b|\b(?:visited|inspected|found|said|told|showed|reported|noted|saw|was|were|is|are|has|have)\b"
    r"|\b(?:and|or|but|that|which|who|the|a|an|of|in|on|at|by|to|for|with|from)\s*$"
)


def _used(line: Line, given: Given) -> list[Assessment]:
    """The assessments that a sentence quotes or rests on, each once."""
    refs = [quotation.assessment_ref for quotation in line.quotations]
    refs += [item.assessment_ref for item in given.rests_on(line) if item.assessment_ref]
    found = (given.content.assessment(ref) for ref in dict.fromkeys(refs))
    return [assessment for assessment in found if assessment is not None]


def _applies(line: Line, given: Given) -> bool:
    return bool(_used(line, given))


def _find(line: Line, given: Given) -> Iterator[Found]:
    for assessment in _used(line, given):
        body = assessment.body.strip()
        if not body or _A_PIECE.search(body):
            yield Found(
                "assessment.no_body",
                f"«{body}» is no name of a body that looked." if body else f"«{assessment.title}»: nobody is named.",
                f"Say on the page of «{assessment.title}» who looked.",
                f"assessments/{assessment.ref}/describe",
            )
        # Of what is quoted another check asks the same.
        if not assessment.about and all(one.assessment_ref != assessment.ref for one in line.quotations):
            yield Found(
                "assessment.about_nobody",
                f"«{assessment.title}» does not say at whom it looked, so that its words speak for nobody here.",
                f"Say on the page of «{assessment.title}» at whom it looked.",
                f"assessments/{assessment.ref}/describe",
            )


CHECK = LineCheck(
    id="looked",
    title="Whoever looked from outside has a name, and it is said at whom they looked",
    codes={
        "assessment.no_body": "Who looked is a piece of a sentence, or nobody.",
        "assessment.about_nobody": "It is not said at whom an outside assessment looked.",
    },
    applies=_applies,
    find=_find,
)
