"""The reference of the forms that people fill in, and of the notices above them."""

from collections.abc import Iterator

from lineofsight.library.instrument import Instrument, OnlyIf, Question
from lineofsight.library.notice import Notice
from lineofsight.library.reference.parts import foot, table
from lineofsight.library.shelf import Shelf


def instruments_page(shelf: Shelf) -> Iterator[str]:
    """Every instrument with its questions, its skip rules and what can be cited of it."""
    yield "# Forms: what people are asked\n"
    yield "Each is one file; how to add one: [add an instrument](../how-to/add-an-instrument.md). A summary is made"
    yield "from coded answers alone. What is private is in no summary, no export and no Word form.\n"
    for instrument in shelf.all_newest(Instrument):
        yield f"## {instrument.title}\n"
        yield f"{instrument.what}\n"
        who = "; ".join(f"{', '.join(one.roles)} ({one.agency})" for one in instrument.who)
        yield f"- For: {who}. About: {', '.join(instrument.about)}. About {instrument.minutes} minutes."
        if instrument.adds_only:
            yield "- A log: each entry is signed as it is saved; a correction is a new entry."
        if instrument.printed:
            yield "- Printed: the answers stay on paper; only the day of each part is kept."
        for grade in instrument.grades:
            yield f"- Grade **{grade.title}**: {grade.says}"
        if instrument.sign_off:
            yield f"- {instrument.sign_off}"
        yield ""
        for section in instrument.sections:
            repeats = f", for each {section.repeats.one}" if section.repeats else ""
            yield f"### {section.title}{repeats}\n"
            if section.only_if:
                yield f"Only if {_condition(section.only_if)}.\n"
            yield from table(["question", "answer", "asked"], [_row(question) for question in section.questions])
        yield "What can be cited:\n"
        for sentence in instrument.summary:
            only = f" (only if {_condition(sentence.only_if)})" if sentence.only_if else ""
            yield f"- {sentence.says}{only}"
        if instrument.tells:
            yield "\nWhat is told when it is signed:\n"
        for told in instrument.tells:
            whom = "; to a manager as well" if told.manager else ""
            yield f"- {told.says} (if {' and '.join(_condition(one) for one in told.when)}{whom})"
        yield f"\n{foot(instrument, shelf)}\n"


def _row(question: Question) -> list[str]:
    asked = f"only if {_condition(question.only_if)}" if question.only_if else "always"
    needed = "" if question.needed else ", may be left open"
    kept = ", private" if question.private else ""
    return [f"{question.ask} (`{question.id}`)", _answer(question), f"{asked}{needed}{kept}"]


def _answer(question: Question) -> str:
    if question.choices:
        choices = "; ".join(f"{words} (`{code}`)" for code, words in question.choices.items())
        alone = f"; with no other: {' or '.join(f'`{code}`' for code in question.alone)}" if question.alone else ""
        return f"{question.answer}: {choices}{alone}"
    if question.lowest is not None:
        return f"{question.answer} from {question.lowest} to {question.highest}"
    if question.limit is not None:
        return f"{question.answer}, at most {question.limit} characters"
    return question.answer.value


def _condition(condition: OnlyIf) -> str:
    """A skip rule as one line."""
    if condition.at_least is not None:
        return f"`{condition.question}` is at least {condition.at_least}"
    wanted = condition.one_of or (condition.is_ or "",)
    return f"`{condition.question}` is {' or '.join(wanted)}"


def notices_page(shelf: Shelf) -> Iterator[str]:
    """The words that stand above certain pages."""
    yield "# Notices\n"
    yield "A partnership lays its own over these, with its own telephone number in it.\n"
    for notice in shelf.all_newest(Notice):
        yield f"## {notice.title}\n"
        yield f"**{notice.heading}** {notice.says}\n"
        yield f"{foot(notice, shelf)}\n"
