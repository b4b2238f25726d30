"""What changed since the edition before: what was published then is retold as it was."""

from collections.abc import Iterator
from datetime import date

from lineofsight.publication.comparing import changes
from lineofsight.publication.content import Assessment
from lineofsight.publication.gate.check import Found, WholeCheck
from lineofsight.publication.gate.given import Given

_CURE = "Have what changed put together again from the two editions."


def _find(given: Given) -> Iterator[Found]:
    told = given.content.changes
    since = told.since.ref if told is not None and told.since is not None else None
    earlier = next((one for one in given.earlier if one.ref == since), None)
    if told is not None and earlier is not None:
        # A sentence may be edited after the changes were put together. What was public before cannot be.
        real = {item.statement_ref: item for item in changes(earlier, given.content).items if item.before is not None}
        for item in told.items:
            now = real.get(item.statement_ref)
            if item.before is None or now is None or now.before is None:
                continue
            if item.before != now.before:
                yield Found(
                    "retold.before",
                    f"What changed tells of «{now.before.wording}» otherwise than edition {earlier.number} printed it.",
                    _CURE,
                    "edit",
                )
            elif item.after == now.after and item.kind is not now.kind:
                yield Found(
                    "retold.kind",
                    f"«{now.before.wording}» is told as {item.kind.value}; against edition {earlier.number} it is "
                    f"{now.kind.value}.",
                    _CURE,
                    "edit",
                )
    before = {one.ref: one for content in given.earlier for one in content.assessments}
    for assessment in given.content.assessments:
        then = before.get(assessment.ref)
        # The same text of the same body cannot have become younger.
        if then is not None and then.source_sha == assessment.source_sha and _days(then) != _days(assessment):
            yield Found(
                "retold.assessment",
                f"«{assessment.title}» has other days than in an edition before, and the same text.",
                "Give the days on which somebody looked, and that of the report.",
                "edit",
            )


def _days(assessment: Assessment) -> tuple[date | None, ...]:
    return (assessment.inspected_from, assessment.inspected_to, assessment.published_date)


RETOLD = WholeCheck(
    id="retold",
    title="What was published before is retold as it was",
    codes={
        "retold.before": "What changed tells of an earlier sentence otherwise than it was printed.",
        "retold.kind": "A sentence is told as stronger, weaker or re-dated, and is another of these.",
        "retold.assessment": "A quoted report has other days than in an edition before.",
    },
    find=_find,
)
