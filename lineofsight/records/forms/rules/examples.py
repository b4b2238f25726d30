"""Run the worked examples of an instrument: answers in, and say where what comes out is not what is expected."""

from datetime import date

from lineofsight.library.instrument import Instrument
from lineofsight.library.instrument_examples import InstrumentExample
from lineofsight.records.forms.rules.answers import Answers, Value, done_id, faults_of, kept_in
from lineofsight.records.forms.rules.asking import Filled, asks, state_of, summary_of, told_of

# The days of examples lie before it, whenever they are run.
_LATER = date(2099, 12, 31)


def filled_in(instrument: Instrument, example: InstrumentExample) -> Filled:
    """The form of an example. A section with an answer counts as saved. The day of a printed part is under its id."""
    answers: dict[tuple[str, int], Value] = {}
    names = {one.id: done_id(one) for one in instrument.sections} if instrument.printed else {}
    for id, value in example.answers.items():
        answers[names.get(id, id), 0] = value
    for some in example.entries.values():
        for number, entry in enumerate(some, start=1):
            answers |= {(id, number): value for id, value in entry.items()}
    saved = set(example.saved) | set(example.entries)
    for section in instrument.sections:
        ids = {question.id for question in kept_in(instrument, section)}
        if any(id in ids for id, _ in answers):
            saved.add(section.id)
    return Filled(instrument, answers, frozenset(saved))


def disagreements(instrument: Instrument, example: InstrumentExample) -> tuple[str, ...]:
    """Where an example is not what comes out: a sentence for each, none when they agree."""
    filled = filled_in(instrument, example)
    found = [*_faults(instrument, filled.answers)]
    for what, given, wanted in (
        ("asks", asks(filled), example.asks),
        ("is", (state_of(filled).value,), (example.state.value,)),
        ("sums up", summary_of(filled), example.summary),
        ("tells", tuple(words for words, _ in told_of(filled)), example.tells),
    ):
        if given != wanted:
            found.append(f"it {what} «{'» «'.join(given)}» and «{'» «'.join(wanted)}» is expected")
    return tuple(f"Example «{example.name}»: {sentence}." for sentence in found)


def _faults(instrument: Instrument, answers: Answers) -> list[str]:
    found, known = [], set()
    for section in instrument.sections:
        ids = {question.id for question in kept_in(instrument, section)}
        known |= ids
        own = {place: value for place, value in answers.items() if place[0] in ids}
        found += [f"«{one.question}»: {one.sentence}" for one in faults_of(instrument, section, own, today=_LATER)]
    return found + [f"«{id}» is not a question" for id, _ in answers if id not in known]
