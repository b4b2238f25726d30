"""The reference of pathways: who starts each, its steps in order, by when, and what ends it."""

from collections.abc import Iterable, Iterator

from lineofsight.library.fact import FactKind
from lineofsight.library.pathway import Pathway, Step
from lineofsight.library.reference.parts import foot
from lineofsight.library.shelf import Shelf
from lineofsight.library.standard import Standard
from lineofsight.library.who import Who


def pathways_page(shelf: Shelf) -> Iterator[str]:
    """Every pathway with its steps."""
    yield "# Pathways\n"
    yield "What is done for a child in steps, by whom and by when. Kept are days, codes, yes and no, and no words about"
    yield "a family. Each is to be signed off by local professionals before it is used.\n"
    for pathway in shelf.all_newest(Pathway):
        yield f"## `{pathway.id}`: {pathway.title}\n"
        yield f"{pathway.purpose}\n"
        yield f"Started by {who_words(pathway.starts.by)}.{_offered(pathway, shelf)}\n"
        for number, step in enumerate(pathway.steps, start=1):
            yield f"{number}. {_step(step, pathway, shelf)}"
        if pathway.stops:
            yield f"\nStopped before its end where: {'; '.join(pathway.stops.values())}."
        if pathway.note:
            yield f"\n{pathway.note}"
        yield f"\n{foot(pathway, shelf)}\n"


def who_words(who: Iterable[Who]) -> str:
    """«team manager or practitioner (council); practitioner (health)»."""
    return "; ".join(f"{' or '.join(one.roles)} ({one.agency.value})" for one in who)


def _offered(pathway: Pathway, shelf: Shelf) -> str:
    """From which fact on a child is offered, for how long, and why it is set aside."""
    starts = pathway.starts
    if starts.event is None or not starts.offered_for:
        return ""
    fact = shelf.editions(FactKind.FOLDER, starts.event.event)[-1]
    told = f" Offered for {starts.offered_for} days after: {fact.title[:1].lower()}{fact.title[1:]}."
    return told + (f" Set aside where: {'; '.join(starts.not_started.values())}." if starts.not_started else "")


def _step(step: Step, pathway: Pathway, shelf: Shelf) -> str:
    told = [f"**{step.title}**: {who_words(step.who)}."]
    if step.standard:
        told.append(f"By when: {shelf.editions(Standard.FOLDER, step.standard)[-1].title}.")
    if step.after:
        told.append(f"After: {', '.join(pathway.step(id).title for id in step.after)}.")
    if step.when:
        told.append("Only after a certain outcome of an earlier step.")
    if step.if_it_happens:
        told.append("Recorded if it happens.")
    if step.number:
        told.append(f"Asks: {step.number.ask} From {step.number.least} to {step.number.most}.")
    if step.repeats:
        told.append("Again and again until the end.")
    if step.not_required:
        told.append(f"Left out where: {'; '.join(step.not_required.values())}.")
    if step.is_private:
        told.append("Privileged: other agencies do not see it.")
    if step.ends or step.ends_with:
        told.append("Ends it." if step.ends else "Some outcomes end it.")
    return " ".join(told)
