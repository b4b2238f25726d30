"""Why a sentence stands where it stands, and what it would lose with a piece of evidence."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lineofsight.assurance.rules.review import Standing, Support, standing
from lineofsight.intake.documents import SentenceKind
from lineofsight.library.scales import Shows, WhoSays
from lineofsight.library.words import counted, listed

_VOICE = {WhoSays.OWNER: "the agency itself", WhoSays.PARTNER: "a partner", WhoSays.INDEPENDENT: "somebody independent"}


def why_it_stands(*, kind: str, supports: Sequence[Support], labels: dict[str, str]) -> tuple[str, ...]:
    """The reasons, a sentence each. `labels`: what people call each piece of evidence, by its reference."""
    now = standing(kind=kind, supports=supports)
    current = [one for one in supports if one.is_current]
    told = []
    if kind == SentenceKind.INTENTION:
        told.append("It says what is planned, so it shows an intention only, whatever stands behind it.")
    elif not current:
        told.append(f"Nothing current stands behind it, so it counts as «{now.shows.words}».")
    else:
        makers = [labels[one.ref] for one in current if not one.is_quotation and one.shows == now.shows]
        if makers:
            told.append(f"It shows «{now.shows.words}» because of {listed(makers)}.")
        else:
            told.append(f"It counts as «{now.shows.words}»: nothing behind it shows more.")
    quoted = [labels[one.ref] for one in current if one.is_quotation]
    if quoted:
        told.append(f"{listed(quoted)} quotes somebody outside: that says who, and never shows more than «Said».")
    if now.who is not None:
        told.append(f"The most independent voice behind it is {_VOICE[now.who]}.")
    if now.ended:
        told.append(f"{counted(now.ended, 'other piece does', 'other pieces do')} not count.")
    if kind != SentenceKind.INTENTION and now.shows < Shows.OUTCOME:
        above = Shows(now.shows + 1)
        told.append(f"The next step would be «{above.words}»: {above.meaning[:1].lower()}{above.meaning[1:]}")
    return tuple(told)


@dataclass(frozen=True)
class Loss:
    """What a sentence shows now, and what it would show without one piece of evidence."""

    before: Standing
    after: Standing

    @property
    def says(self) -> str:
        """«falls from Quality checked to Said», or «rests on nothing then»."""
        if self.before.shows > self.after.shows:
            fall = f"falls from «{self.before.shows.words}» to «{self.after.shows.words}»"
            return fall if self.after.is_evidenced else f"{fall}, and rests on nothing then"
        if not self.after.is_evidenced:
            return "rests on nothing then"
        return f"loses the voice of {_VOICE[self.before.who or WhoSays.OWNER]}"


def loss_without(ref: str, *, kind: str, supports: Iterable[Support]) -> Loss | None:
    """What a sentence loses when one piece of evidence ends; None where nothing that people read changes."""
    supports = tuple(supports)
    if not any(one.ref == ref and one.is_current for one in supports):
        return None
    before = standing(kind=kind, supports=supports)
    after = standing(kind=kind, supports=[one for one in supports if one.ref != ref])
    is_less = after.shows < before.shows or after.who != before.who or (before.is_evidenced and not after.is_evidenced)
    return Loss(before, after) if is_less else None
