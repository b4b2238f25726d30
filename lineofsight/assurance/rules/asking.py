"""Whether a recommendation asks something that can be done and seen: five questions, and the word that is missing.

Plain rules over plain words. They help whoever writes; a person decides.
"""

import re
from dataclasses import dataclass
from datetime import date

_VAGUE = re.compile(
    r"\b(consider|explore|be aware|ensure|promote|embed|raise awareness|be mindful|continue to|work towards|strive|"
    r"remind)\b",
    re.IGNORECASE,
)
_DOES = re.compile(
    r"\b(write|agree|set up|publish|read|audit|train|tell|share|record|check|review|ask|count|report|visit|appoint|"
    r"change|replace|add|make|test|sample|meet|put|give|send|show|bring|use|stop|begin|start|name|provide|commission|introduce)"
    r"(s|es)?\b",
    re.IGNORECASE,
)
# Whatever an agency should, must or will do, in whatever words.
_SHOULD = re.compile(
    r"\b(?:should|must|shall|will|is to|are to|needs? to)\s+(?:also\s+|each\s+|\w+ly\s+)?(?!be\b|have\b|not\b|never\b)"
    r"([a-z]+)",
    re.IGNORECASE,
)
_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
_WHEN = re.compile(
    rf"\bby (the end of )?(\d{{1,2}} )?({_MONTH})\b|\b(with)?in \w+ (working )?(days|weeks|months)\b|"
    rf"\b\d{{1,2}} ({_MONTH}) \d{{4}}\b",
    re.IGNORECASE,
)
_WHY = re.compile(r"\b(because|so that|since|as the review found|to make sure that)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Question:
    """One question of the check: whether the recommendation answers it, and the sentence where it does not."""

    asks: str
    is_answered: bool
    missing: str = ""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A recommendation as the check reads it."""

    text: str
    lead: str = ""
    owner_role: str = ""
    due_date: date | None = None
    measure: str = ""
    why: str = ""
    findings: int = 0


def five_questions(asked: Asked) -> tuple[Question, ...]:
    """Who, does what, by when, how we will know, why: in this order."""
    vague = _VAGUE.search(asked.text)
    done = [found.start(1) for found in (_DOES.search(asked.text), _SHOULD.search(asked.text)) if found]
    if done and not (vague and vague.start() <= min(done)):
        what = Question("Does what?", True)
    elif vague:
        told = f"«{vague.group(0)}» is not something that can be seen to be done. Say what will be done instead."
        what = Question("Does what?", False, told)
    else:
        what = Question("Does what?", False, "Names nothing that is done. Add what somebody will do.")
    when = asked.due_date is not None or bool(_WHEN.search(asked.text))
    return (
        _answered("Who?", bool(asked.lead and asked.owner_role.strip()), _who_is_missing(asked)),
        what,
        _answered("By when?", when, "Names no date. Add by when."),
        _answered(
            "How will we know?",
            bool(asked.measure.strip()),
            "Names nothing that will be measured or looked at. Add how we will know.",
        ),
        _answered(
            "Why?",
            bool(asked.why.strip() or asked.findings or _WHY.search(asked.text)),
            "Rests on no finding and gives no reason. Tie it to a finding, or say why.",
        ),
    )


def _answered(asks: str, is_answered: bool, missing: str) -> Question:
    return Question(asks, is_answered, "" if is_answered else missing)


def _who_is_missing(asked: Asked) -> str:
    return "Names an agency and no role. Add the role that answers for it." if asked.lead else "Names nobody. Add who."
