"""Signed off: the agency that says a sentence has signed this wording, and every different view is printed."""

from collections.abc import Iterator
from datetime import timedelta

from lineofsight.library.words import day_words
from lineofsight.publication.content.edition import Line, LineKind, Signature, wording_sha
from lineofsight.publication.gate.based import base_of
from lineofsight.publication.gate.check import Found, LineCheck
from lineofsight.publication.gate.given import Given


def _applies(line: Line, given: Given) -> bool:
    # What the partnership says about the review itself is approved with the whole Summary.
    return line.kind is not LineKind.CONTEXT or line.wording_sha != wording_sha(line.wording)


def _find(line: Line, given: Given) -> Iterator[Found]:
    if line.wording_sha != wording_sha(line.wording):
        yield Found(
            "signed.changed",
            "The words were changed after the sentence was put together: its mark is of other words.",
            "Write the sentence again on its own page, so that it is read and signed as it stands.",
        )
    if line.kind is LineKind.CONTEXT:
        return
    if not line.agency.strip():
        yield Found(
            "signed.no_agency", "Nobody says this sentence, so nobody can sign it.", "Name the agency that says it."
        )
        return
    # The wording's own hash counts, not the one that stands beside it: a changed letter loses the signature.
    sha = wording_sha(line.wording)
    own = [signature for signature in line.signatures if signature.agency == line.agency]
    if not own:
        yield Found(
            "signed.missing",
            f"{line.agency} has not signed this sentence.",
            f"Ask {line.agency} to sign it.",
            page="sign",
        )
    elif not any(signature.wording_sha == sha for signature in own):
        last = max(signature.signed_date for signature in own)
        yield Found(
            "signed.earlier_wording",
            f"{line.agency} signed an earlier wording, on {day_words(last)}.",
            f"Ask {line.agency} to read and sign the sentence as it stands now.",
            page="sign",
        )
    for signature in own:
        if signature.wording_sha == sha:
            yield from _objected(line, signature)
            yield from _days(line, signature, given)
            yield from _before_counted(line, signature)
            if signature.signed_date > given.today:
                yield Found(
                    "signed.later",
                    f"{line.agency} signs on {day_words(signature.signed_date)}, which is still to come.",
                    f"Ask {line.agency} to sign it.",
                    page="sign",
                )
    for signature in line.signatures:
        if signature.wording_sha == sha:
            yield from _view(signature)


def _days(line: Line, signature: Signature, given: Given) -> Iterator[Found]:
    behalf, day = signature.on_behalf, signature.signed_date
    if behalf is not None:
        # Working days are never fewer than days: who was given fewer days was given too few working days.
        least = day + timedelta(days=given.own_rules.publishing.object_days)
        if behalf.agreed_date > day or (behalf.object_until is not None and behalf.object_until < least):
            yield Found(
                "signed.behalf_days",
                f"The signature for {line.agency} was recorded on {day_words(day)}: before it agreed, or with less "
                "time to object than the library gives.",
                "Record it again, after the agency has agreed and with its full time to object.",
                page="sign",
            )


def _before_counted(line: Line, signature: Signature) -> Iterator[Found]:
    """A wording that holds a number cannot have been signed before the last day on which that was counted."""
    counted = [
        day for figure in line.figures if (base := base_of(figure)) and (day := base.period_to or base.as_at_date)
    ]
    if counted and signature.signed_date < max(counted):
        yield Found(
            "signed.before_counted",
            f"{line.agency} signed on {day_words(signature.signed_date)}, and the sentence tells what was counted to "
            f"{day_words(max(counted))}.",
            f"Ask {line.agency} to read and sign the sentence with its figure.",
            page="sign",
        )


def _objected(line: Line, signature: Signature) -> Iterator[Found]:
    behalf = signature.on_behalf
    if behalf is not None and behalf.objected_date is not None:
        why = behalf.objection.rstrip(".")
        yield Found(
            "signed.objected",
            f"{line.agency} objected on {day_words(behalf.objected_date)} to the signature recorded for it: {why}.",
            f"Ask {line.agency} to read the sentence and sign it itself, or change the sentence.",
            page="sign",
        )


def _view(signature: Signature) -> Iterator[Found]:
    if not signature.agrees and not (signature.different_view.strip() and signature.is_view_printed):
        yield Found(
            "signed.view_not_printed",
            f"{signature.agency} has a different view, and it is not printed with the sentence.",
            "Print it in the agency's words, beside the sentence.",
            page="sign",
        )
    if signature.agrees and signature.different_view.strip():
        yield Found(
            "signed.view_as_agreement",
            f"{signature.agency} is counted as agreeing, and yet a different view stands beside its name.",
            "Ask the agency which of the two it means.",
            page="sign",
        )
    if signature.on_behalf is not None and not signature.on_behalf.minute.strip():
        yield Found(
            "signed.no_minute",
            f"The signature for {signature.agency} was recorded on its behalf without a minute.",
            "Attach the minute in which the agency agreed.",
            page="sign",
        )


CHECK = LineCheck(
    id="signed",
    title="Each agency has signed what it says, as it stands",
    codes={
        "signed.changed": "The words are not those of which the edition keeps the mark.",
        "signed.no_agency": "The sentence does not say which agency says it.",
        "signed.missing": "The agency has not signed the sentence.",
        "signed.earlier_wording": "The agency signed an earlier wording.",
        "signed.later": "The signature has a day that is still to come.",
        "signed.before_counted": "The signature is older than the last day that the sentence's figure counts.",
        "signed.objected": "The agency objected to a signature that was recorded for it.",
        "signed.view_not_printed": "A different view is not printed with the sentence.",
        "signed.behalf_days": "A signature on behalf came before the agency agreed, or left too little time to object.",
        "signed.view_as_agreement": "A different view is counted as agreement.",
        "signed.no_minute": "A signature on behalf of an agency has no minute.",
    },
    applies=_applies,
    find=_find,
)
