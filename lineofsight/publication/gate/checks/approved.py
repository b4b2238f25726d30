"""Approved: each safeguarding partner has approved what stands there now."""

from collections.abc import Iterator

from lineofsight.library.words import day_words
from lineofsight.publication.gate.check import Found, Stage, WholeCheck
from lineofsight.publication.gate.given import Given
from lineofsight.publication.read_mark import read_sha


def _find(given: Given) -> Iterator[Found]:
    declared = given.content.declared
    if not declared.partners:
        yield Found(
            "approval.no_partners",
            "The Summary does not say who the safeguarding partners are, so nobody can approve it.",
            "Name the safeguarding partners.",
            "ready",
        )
        return
    mark = read_sha(given.content)
    for partner in declared.partners:
        own = [approval for approval in declared.approvals if approval.partner == partner]
        if not own:
            yield Found(
                "approval.missing",
                f"{partner} has not approved the Summary.",
                f"Ask {partner} to read and approve it.",
                "ready",
            )
            continue
        last = max(own, key=lambda approval: approval.approved_date)
        if not any(approval.read_sha == mark for approval in own):
            yield Found(
                "approval.earlier_text",
                f"{partner} approved another text, on {day_words(last.approved_date)}.",
                f"Ask {partner} to read what has changed and approve it again.",
                "ready",
            )
        elif not last.role.strip():
            yield Found(
                "approval.no_role",
                f"The approval of {partner} does not say in which role it was given.",
                "Add the role.",
                "ready",
            )
        elif last.approved_date > given.today:
            yield Found(
                "approval.later",
                f"{partner} approves on {day_words(last.approved_date)}, which is still to come.",
                "Write down the day on which it was approved.",
                "ready",
            )


APPROVED = WholeCheck(
    id="approved",
    title="Each safeguarding partner has approved what stands there",
    codes={
        "approval.no_partners": "It does not say who the safeguarding partners are.",
        "approval.missing": "A safeguarding partner has not approved it.",
        "approval.earlier_text": "A safeguarding partner approved another text.",
        "approval.no_role": "An approval has no role.",
        "approval.later": "An approval has a day that is still to come.",
    },
    find=_find,
    stage=Stage.PUBLISH,
)
