"""A sentence is a bundle of small claims: how often, how far, at which stage, how well. Each is set beside what stands
behind the sentence, by the words of the library."""

from collections.abc import Iterator

from lineofsight.library.borne_out import not_borne_out
from lineofsight.library.claim import Otherwise, Unsaid
from lineofsight.library.words import listed
from lineofsight.publication.content.edition import Line, LineKind
from lineofsight.publication.content.told import TOO_FEW
from lineofsight.publication.gate.behind import is_only_asked, said_before, texts_behind
from lineofsight.publication.gate.check import Found, LineCheck
from lineofsight.publication.gate.given import Given


def _applies(line: Line, given: Given) -> bool:
    return line.kind in (LineKind.PROGRESS, LineKind.ADVERSE) or bool(line.figures)


def _find(line: Line, given: Given) -> Iterator[Found]:
    own, behind, before = given.own_words(line), texts_behind(line, given), said_before(line, given)
    if not behind or TOO_FEW in own:
        return  # that nothing stands behind it is another check's to say; and it may say what cannot be told
    is_counted, is_asked = bool(line.figures), is_only_asked(given.rests_on(line), given)
    for kind in given.own_rules.claims:
        # How it was said before bears nothing out, but is told otherwise only with new evidence.
        there = behind if kind.otherwise is Otherwise.NEVER else (*behind, *before)
        for one in not_borne_out(kind, own, there, is_counted=is_counted, is_only_asked=is_asked):
            if one.behind:
                yield Found(
                    "claim.otherwise",
                    f"The sentence says «{one.words}» ({kind.matter}). {_where(line, given, bool(before))} "
                    f"«{one.behind}», and not «{one.words}».",
                    f"{kind.cure} Or add evidence that says «{one.words}».",
                )
            else:
                yield Found(
                    "claim.not_said",
                    f"«{one.words}» says {kind.matter}, and nothing that stands behind the sentence says that.",
                    kind.cure,
                )


def _where(line: Line, given: Given, is_said_before: bool) -> str:
    """What the sentence is set beside, by its numbers, so that somebody can go and look."""
    items = [*(item.number for item in given.rests_on(line)), *(figure.number for figure in line.figures)]
    return f"What stands behind it ({listed(items)}){', or how it was told before,' if is_said_before else ''} says"


def _definitions(line: Line, given: Given) -> Iterator[Found]:
    """What was counted, as it is printed beside the sentence, says no more than the sentence and its evidence."""
    behind = [given.own_words(line), *(item.title for item in given.rests_on(line))]
    for figure in line.figures:
        if figure.stated is None or not figure.stated.definition.strip():
            continue
        for kind in (one for one in given.own_rules.claims if one.unsaid is Unsaid.COUNTED):
            for one in not_borne_out(kind, figure.stated.definition, behind, is_counted=True):
                yield Found(
                    "claim.definition",
                    f"{figure.number} is said to count «{figure.stated.definition}»: «{one.words}» says "
                    f"{kind.matter}, and neither the sentence nor its evidence says that.",
                    "Say what was counted in the words of the sentence, as the evidence has it.",
                )


DEFINITION = LineCheck(
    id="definition-borne-out",
    title="What is said to be counted is what the sentence says",
    codes={
        "claim.definition": "What was counted is told with a claim that neither the sentence nor its evidence makes."
    },
    applies=_applies,
    find=_definitions,
)

CHECK = LineCheck(
    id="borne-out",
    title="Each small claim of a sentence is said by what stands behind it",
    codes={
        "claim.otherwise": "The sentence says of one matter (how often, at which stage) what its evidence says "
        "otherwise.",
        "claim.not_said": "The sentence says of one matter (how well, why, in whose words) what nothing behind "
        "it says.",
    },
    applies=_applies,
    find=_find,
)
