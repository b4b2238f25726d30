"""A form as a Word file and back: nothing is taken of a file in which one place cannot be."""

from datetime import date

from lineofsight.desk.forms.begun import texts_in
from lineofsight.desk.names import words_like_names
from lineofsight.intake import apart
from lineofsight.library.instrument import Instrument
from lineofsight.packs.form_read import FormReading, NotThisForm, read_form
from lineofsight.packs.form_word import FormFile, write_form
from lineofsight.packs.reading import READER
from lineofsight.packs.sheet import Sheet
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.queries import today
from lineofsight.partnership.shelf import not_a_referral
from lineofsight.records.forms.actions import EditionGone, save_sections
from lineofsight.records.forms.models import Form
from lineofsight.records.forms.queries import Kept, edition_of, kept_of
from lineofsight.records.forms.rules.answers import Answers, Place, Value, kept_in


class NothingTaken(Exception):
    """A file cannot be taken. Carries a sentence for each place."""

    def __init__(self, told: tuple[str, ...]) -> None:
        self.told = told
        super().__init__(" ".join(told))


def _file_of(kept: Kept, instrument: Instrument, *, on: date) -> FormFile:
    words = not_a_referral(on=on) if kept.form.subject else None
    numbers = {section.id: kept.number(section.id) for section in instrument.sections}
    told = f"{words.heading} {words.says}" if words else ""
    return FormFile(kept.form.ref, instrument, kept.answers, numbers, told)


def word_of(form: Form, *, on: date) -> bytes:
    """The Word file of a form as it stands on a day. Raises EditionGone."""
    instrument = edition_of(form)
    if instrument is None:
        raise EditionGone
    return write_form(_file_of(kept_of(form), instrument, on=on))


def take_word(*, form: Form, content: bytes, name: str, by: Actor) -> int:
    """Take the answers of a Word file, all sections that are new or none. Out: how many sections.

    Raises Unreadable, NotThisForm, NothingTaken, and what `save_sections` raises.
    """
    instrument = edition_of(form)
    if instrument is None:
        raise EditionGone
    if not name.lower().endswith(".docx"):
        raise NotThisForm("Upload the Word form as .docx: no other file has its answers in places that we know.")
    sheet = apart.value_apart(Sheet, content, name, reader=READER)
    kept = kept_of(form)
    reading = read_form(sheet, _file_of(kept, instrument, on=today(by.now)), today=today(by.now))
    told = [*reading.refusals]
    new = {} if told else _new(kept, instrument, reading, told)
    told += _names(instrument, new)
    if told:
        raise NothingTaken(tuple(told))
    if not new:
        raise NothingTaken(("Every answer of this file stands here already: it was taken before, or nothing is new.",))
    save_sections(form=form, answers=new, expected={id: reading.numbers[id] for id in new}, by=by)
    return len(new)


def _new(kept: Kept, instrument: Instrument, reading: FormReading, told: list[str]) -> dict[str, Answers]:
    """The sections whose answers are other than those that stand. Private answers stay as they are."""
    found: dict[str, Answers] = {}
    for number, section in enumerate(instrument.sections, start=1):
        if section.id not in reading.answers:
            continue
        own = {question.id: question.private for question in kept_in(instrument, section)}
        stands = {place: value for place, value in kept.answers.items() if place[0] in own}
        private = {place: value for place, value in stands.items() if own[place[0]]}
        said: dict[Place, Value] = {**reading.answers[section.id], **private}
        if said == stands:
            continue
        if reading.numbers[section.id] != kept.number(section.id):
            told.append(
                f"Section {number}, «{section.title}», was saved here after this file was made. Download the Word form "
                "again and copy your answers into it."
            )
        found[section.id] = said
    return found


def _names(instrument: Instrument, new: dict[str, Answers]) -> list[str]:
    """Short texts in which something looks like a name: on the page one can say that it is none, in a file not."""
    found = []
    for section in instrument.sections:
        for text in texts_in(section, dict(new.get(section.id, {}))):
            words = words_like_names(text)
            if words:
                listed = ", ".join(f"«{word}»" for word in words)
                found.append(
                    f"«{section.title}» has a text with {listed}, which looks like a name or points to somebody. "
                    "Take it out of the file, or write the text on the page, where you can say that it is none."
                )
    return found
