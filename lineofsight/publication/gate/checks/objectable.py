"""What was signed on behalf of an agency is not published while that agency may still object."""

from collections.abc import Iterator

from lineofsight.library.words import day_words
from lineofsight.publication.content.edition import Line, LineKind, wording_sha
from lineofsight.publication.gate.check import Found, LineCheck, Stage
from lineofsight.publication.gate.given import Given

MAY_OBJECT = "signed.may_object"
"""The code of this check. What has no other refusal waits for a day, and for nobody."""


def _applies(line: Line, given: Given) -> bool:
    return line.kind is not LineKind.CONTEXT and any(signature.on_behalf for signature in line.signatures)


def _find(line: Line, given: Given) -> Iterator[Found]:
    sha = wording_sha(line.wording)
    own = [one for one in line.signatures if one.agency == line.agency and one.wording_sha == sha]
    # Its own signature on the same words says that it agrees, whatever was recorded for it.
    if any(one.on_behalf is None for one in own):
        return
    for signature in own:
        behalf = signature.on_behalf
        if behalf is None or behalf.objected_date is not None or behalf.object_until is None:
            continue
        if given.today <= behalf.object_until:
            until = day_words(behalf.object_until)
            yield Found(
                MAY_OBJECT,
                f"This was signed on behalf of {line.agency}, which may object until {until}.",
                f"Publish after {until}, or let {line.agency} sign the sentence itself. Where nobody of it has an "
                "account, tell it by mail, in its pack or by telephone; if it objects, change the sentence.",
                page="sign",
            )


CHECK = LineCheck(
    id="objectable",
    title="No agency may still object to what was signed for it",
    codes={MAY_OBJECT: "An agency may still object to a signature that was recorded for it."},
    applies=_applies,
    find=_find,
    stage=Stage.PUBLISH,
)
