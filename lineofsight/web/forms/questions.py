"""One section of an instrument as a Django form: a field for each question, and for each entry where it repeats."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms

from lineofsight.desk.names import words_like_names
from lineofsight.library.instrument import AnswerAs, Instrument, Question, Section
from lineofsight.records.forms.rules.answers import Place, Value, choices_of, fault_of, kept_in
from lineofsight.records.forms.rules.asking import Filled, entries_of, questions_for
from lineofsight.web.day_field import DayField
from lineofsight.web.sent import Version
from lineofsight.web.words_field import like_names

LEAVE, MORE, QUIET = "leave", "more", "quiet"
NAMES_FIELD = "not-names"


@dataclass(frozen=True)
class Group:
    """The fields of one entry, under a legend where the section repeats."""

    legend: str
    fields: tuple[str, ...]


def name_of(question: Question, entry: int) -> str:
    """How the field of a question is called on a page."""
    return f"{question.id}-{entry}"


def _choice(instrument: Instrument, question: Question) -> forms.Field:
    choices = list(choices_of(instrument, question).items())
    if question.answer is AnswerAs.SEVERAL:
        return forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple)
    if not question.needed:
        # A button that was pressed once cannot be let go again without a script.
        choices.append(("", "No answer"))
    return forms.ChoiceField(choices=choices, widget=forms.RadioSelect)


def _field(instrument: Instrument, question: Question) -> forms.Field:
    match question.answer:
        case AnswerAs.DAY:
            field: forms.Field = DayField()
        case AnswerAs.NUMBER:
            wrong = f"Enter a whole number from {question.lowest} to {question.highest}."
            field = forms.IntegerField(
                min_value=question.lowest,
                max_value=question.highest,
                widget=forms.TextInput(attrs={"inputmode": "numeric"}),
                error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), wrong),
            )
        case AnswerAs.TEXT:
            # Its length is told with the others' faults, so that what is too long stays on the page.
            field = forms.CharField(widget=forms.Textarea)
            field.max_length = question.limit  # type: ignore[attr-defined]
        case _:
            field = _choice(instrument, question)
    field.label, field.help_text, field.required = question.ask, question.guidance or "", False
    return field


class SectionForm(forms.Form):
    """The answers of one section, and how often it had been saved when the page was opened.

    Skip rules are decided on what was sent: what is not asked any more is dropped, what is asked now and was not on
    the page is asked next.
    """

    number = Version(required=False)
    shown = forms.CharField(widget=forms.HiddenInput, required=False, max_length=4000)

    def __init__(
        self, *args: Any, filled: Filled, section: Section, number: int, day: date, child: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.filled, self.section, self.day = filled, section, day
        self.answers: dict[Place, Value] = {}
        self.taken: dict[Place, Value] = {}
        self.asks_more = False
        self.refused: tuple[str, ...] = ()
        self.places: dict[str, Place] = {}
        if child:
            self.fields["child"] = _child_field()
        for entry in self._possible():
            for question in kept_in(filled.instrument, section):
                name = name_of(question, entry)
                self.places[name] = (question.id, entry)
                self.fields[name] = _field(filled.instrument, question)
                if (question.id, entry) in filled.answers:
                    self.initial[name] = _initial(filled.answers[question.id, entry])
        self.initial |= {"number": number, "shown": " ".join(self._asked_now(filled))}

    def _possible(self) -> range:
        repeats = self.section.repeats
        return range(1, repeats.at_most + 1) if repeats else range(1)

    def _entries(self, filled: Filled) -> list[int]:
        """The entries that the page shows: those that are there, and one more."""
        if self.section.repeats is None:
            return [0]
        there = entries_of(filled.answers, self.section)
        return list(range(1, min(max(there, default=0) + 1, self.section.repeats.at_most) + 1))

    def _asked_now(self, filled: Filled) -> Iterator[str]:
        for entry in self._entries(filled):
            for question in questions_for(filled, self.section, entry):
                yield name_of(question, entry)

    def _question(self, name: str) -> Question:
        id = self.places[name][0]
        return next(one for one in kept_in(self.filled.instrument, self.section) if one.id == id)

    def clean(self) -> dict[str, Any]:
        """Give the answers that are asked for, and a sentence for each that cannot be taken."""
        clean = super().clean() or {}
        typed = {self.places[name]: self._value(name, clean[name]) for name in clean if name in self.places}
        given = {place: value for place, value in typed.items() if value is not None}
        now = self._with(given)
        asked = {name for entry in self._possible() for name in self._names(now, entry)}
        for name in [name for name in self.errors if name in self.places and name not in asked]:
            del self.errors[name]
        names = {place: name for name, place in self.places.items()}
        self.answers = {place: value for place, value in given.items() if names[place] in asked}
        self._check_needed(asked, clean)
        for place, value in self.answers.items():
            name = names[place]
            sentence = fault_of(self.filled.instrument, self._question(name), value, today=self.day)
            if sentence and name not in self.errors:
                self.add_error(name, sentence)
        self._check_names(names)
        self.taken = self._numbered(self._without_faults())
        self.answers = self._numbered(self.answers)
        return clean

    def _value(self, name: str, typed: Any) -> Value | None:
        if typed is None or typed in ("", []):
            return None
        if isinstance(typed, list):
            return tuple(typed)
        # A step of a scale is chosen as a word and is a number.
        return int(typed) if self._question(name).answer is AnswerAs.SCALE else typed

    def _names(self, filled: Filled, entry: int) -> list[str]:
        return [name_of(question, entry) for question in questions_for(filled, self.section, entry)]

    def _with(self, given: dict[Place, Value]) -> Filled:
        own = {question.id for question in kept_in(self.filled.instrument, self.section)}
        others = {place: value for place, value in self.filled.answers.items() if place[0] not in own}
        return Filled(self.filled.instrument, others | given, self.filled.saved | {self.section.id})

    def _check_needed(self, asked: set[str], clean: dict[str, Any]) -> None:
        """What is needed and was on the page stays to be answered, unless the person leaves for now."""
        shown = set(clean.get("shown", "").split())
        there = set(entries_of(self.answers, self.section)) if self.section.repeats else {0}
        for name in sorted(asked, key=list(self.places).index):
            place = self.places[name]
            question = self._question(name)
            if place in self.answers or place[1] not in there or name in self.errors:
                continue
            if name not in shown:
                self.asks_more = True
            elif question.needed and self.data.get("then") not in (LEAVE, QUIET):
                self.add_error(name, _missing(question))

    def _check_names(self, names: dict[Place, str]) -> None:
        texts = {one.id for one in self.section.questions if one.answer is AnswerAs.TEXT}
        found: dict[str, None] = {}
        for place, value in self.answers.items():
            if place[0] not in texts or names[place] in self.errors:
                continue
            words = words_like_names(str(value))
            if words and not set(words) <= set(self.data.getlist(NAMES_FIELD)):  # type: ignore[attr-defined]
                self.add_error(names[place], like_names(words))
                found |= dict.fromkeys(words)
        self.refused = tuple(found)

    def _without_faults(self) -> dict[Place, Value]:
        """What can be kept as it stands: where an answer cannot be taken yet, the one that was kept before."""
        wrong = {self.places[name] for name in self.errors if name in self.places}
        before = {place: value for place, value in self.filled.answers.items() if place in wrong}
        return {place: value for place, value in self.answers.items() if place not in wrong} | before

    def _numbered(self, answers: dict[Place, Value]) -> dict[Place, Value]:
        """Entries follow each other from 1, whichever was emptied."""
        if not self.section.repeats:
            return answers
        new = {old: at for at, old in enumerate(entries_of(answers, self.section), start=1)}
        return {(id, new[entry]): value for (id, entry), value in answers.items()}

    def groups(self) -> tuple[Group, ...]:
        """What the page shows, given what is answered or was sent. From here on fields say whether they are needed."""
        now = self._with(self.answers) if self.is_bound else self.filled
        found = []
        for entry in self._entries(now):
            names = [name for name in self._names(now, entry) if name in self.fields]
            for name in names:
                self.fields[name].required = self._question(name).needed
            legend = f"{_begun(self.section.repeats.one)} {entry}" if self.section.repeats else ""
            found.append(Group(legend, tuple(names)))
        return tuple(found)

    def shown_now(self) -> str:
        """The names of the fields on the page, as `shown` is sent."""
        return " ".join(name for group in self.groups() for name in group.fields)

    def hints(self) -> dict[str, dict[str, str]]:
        """What each grade means, beside it."""
        grades = {grade.code: grade.says for grade in self.filled.instrument.grades}
        return {
            name: grades | self._question(name).grade_words
            for name in self.places
            if self._question(name).answer is AnswerAs.GRADE
        }


def _child_field() -> forms.Field:
    return forms.CharField(
        label="Which child?",
        help_text="The short name that stands on the child's page, for example KX4-72M. No name of a person.",
        max_length=40,
        error_messages={"required": "Enter the short name of the child, for example KX4-72M."},
    )


def _begun(words: str) -> str:
    return words[:1].upper() + words[1:]


def _missing(question: Question) -> str:
    # The summary of errors repeats it above the page, where the question is not in sight.
    what = "Enter the day for" if question.answer is AnswerAs.DAY else "Answer"
    return f"{what} «{question.ask}», or save and leave."


def _initial(value: Value) -> Any:
    if isinstance(value, tuple):
        return list(value)
    return value
