"""The form of a measure: the common share chosen from lists, and all else that a measure can say folded below it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.text import slugify

from lineofsight.assurance.own_shelf import EXAMPLES
from lineofsight.library.conditions import ColumnType, NamedDay
from lineofsight.library.measure import Direction, FaceColumns, Window
from lineofsight.library.picking import TESTS, NotPicked, Picked, examples_for, line_of, picked_of
from lineofsight.library.scales import Basis, CountKind, Shows
from lineofsight.library.writing import Value, lines_of
from lineofsight.web.choices import picked
from lineofsight.web.day_field import DayField
from lineofsight.web.words_field import AsksAboutNames, Words

SLOTS: Mapping[str, int] = {"of": 4, "counted": 3, "left": 2, "beside": 2}
"""How many conditions, reasons to leave out and figures beside it can be chosen; more are lines of YAML."""

_PARTS = ("column", "test", "value")


def _slot(name: str, number: int) -> tuple[str, ...]:
    first = {"left": ("reason",), "beside": ()}.get(name, ())
    parts = ("measure", "because") if name == "beside" else (*first, *_PARTS)
    return tuple(f"{name}_{number}_{part}" for part in parts)


def _slots(name: str, first: int, last: int) -> tuple[str, ...]:
    return tuple(field for number in range(first, last + 1) for field in _slot(name, number))


USUAL = "unless wrong"
_VALUES = "Several stand with commas between; a day is 2026-03-31, period_from, period_to or as_at."
GROUPS: tuple[dict[str, Any], ...] = (
    {"legend": "What it asks", "fields": ("face", "title", "question", "theme", "one", "many")},
    {"legend": "Of what", "fields": ("of", *_slots("of", 1, 1), "when")},
    {"legend": "Which of them are counted", "fields": ("counted", *_slots("counted", 1, 1))},
    {
        "legend": "Further conditions",
        "folded": True,
        "note": "All of them hold together.",
        "fields": (*_slots("of", 2, SLOTS["of"]), *_slots("counted", 2, SLOTS["counted"])),
    },
    {
        "legend": "What is left out, and why",
        "folded": True,
        "note": "What stands in no row of those counted or not: nobody can tell.",
        "fields": _slots("left", 1, SLOTS["left"]),
    },
    {
        "legend": "Which figures stand beside it",
        "folded": True,
        "note": "Where it could mislead alone.",
        "fields": _slots("beside", 1, SLOTS["beside"]),
    },
    {
        "legend": "Its groups, source and days",
        "folded": USUAL,
        "note": "As usual where nobody says otherwise.",
        "fields": ("id", "kind", "direction", "by", "source", "basis", "checked", "shows", "caveats",
                   "from_date", "review_by_date"),
    },
    {
        "legend": "What no list offers, as YAML",
        "folded": USUAL,
        "note": "A line each: {column: kind, equals: care-visit}. They hold together with what was chosen above.",
        "fields": ("of_where", "counted_where", "left_out", "beside", EXAMPLES),
    },
)  # fmt: skip


def _lines(label: str, hint: str, *, missing: str = "", longest: int = 4000) -> forms.CharField:
    """Lines of YAML, which are no words of a sentence."""
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=longest,
        required=bool(missing),
        widget=forms.Textarea(attrs={"spellcheck": "false"}),
        error_messages={"required": missing, "max_length": f"Write {longest} characters or fewer."},
    )


def _line(label: str, missing: str, hint: str = "") -> Words:
    return Words(label, missing, most=400, hint=hint, is_long=False)


def _one_of(label: str, words: Sequence[str], missing: str, hint: str = "") -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=[(word, word[0].upper() + word[1:]) for word in words],
        widget=forms.RadioSelect,
        help_text=hint,
        error_messages={"required": missing, "invalid_choice": missing},
    )


class MeasureForm(AsksAboutNames):
    """All that a measure says. What the loader finds wrong stands at the answer to which it belongs."""

    def __init__(
        self,
        *args: Any,
        faces: Sequence[FaceColumns],
        face: FaceColumns | None,
        reasons: Sequence[str],
        measures: Sequence[tuple[str, str]],
        themes: Sequence[tuple[str, str]],
        is_later: bool,
        initial: Mapping[str, Value],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, initial=_in_slots(initial, face), **kwargs)
        self.face = face
        self.lines: dict[str, list[str]] = {"of": [], "counted": [], "left": [], "beside": []}
        self.chosen: dict[str, list[tuple[str, Picked]]] = {"of": [], "counted": [], "left": []}
        named = [(name, column.label, column.type) for name, column in face.columns.items()] if face else []
        days = [(name, f"In the period: {label}") for name, label, type in named if type is ColumnType.DAY]
        columns = [(name, f"{label[:1].upper()}{label[1:]}") for name, label, _ in named]
        shows = [one.name.lower().replace("_", " ") for one in Shows if one >= Shows.COUNTED]
        asked: dict[str, forms.Field] = {
            "id": forms.CharField(
                label="Its id, for addresses and files",
                help_text="Small letters and hyphens, for example «visits-seen-alone». It never changes. Left empty, it"
                " is made from the name.",
                max_length=80,
                required=False,
            ),
            "title": _line("Its name", "Write the name."),
            "question": _line("Which question does it answer?", "Write the question."),
            "one": _line("What is one of those counted called?", "Write the word.", "For example «visit»."),
            "many": _line("And many of them?", "Write the word.", "For example «visits»."),
            "theme": picked("Under which theme do people look for it?", themes, "None"),
            "face": picked(
                "Which rows are counted?", [(one.id, one.title) for one in faces], "Choose rows", "Choose the rows."
            ),
            "kind": _one_of("How were they chosen?", [one.value for one in CountKind], "Choose how they were chosen."),
            "when": picked("Which of them: by which day?", days, "All of them, as they stand on a day"),
            "direction": _one_of("Which way is better?", [one.value for one in Direction], "Choose a direction."),
            "by": picked("By what are groups told apart?", columns, "No groups"),
            "of": _line("Of what? In words", "Write of what.", "The denominator: «visits that were due»."),
            "of_where": _lines("Of what? Further conditions", "A row that meets them all is one of those in question."),
            "left_out": Words(
                "What else is left out, and why?",
                most=4000,
                hint="A reason and its condition a line: nobody can tell: {column: stands, equals: not known}.",
            ),
            "counted": _line("Which of them are counted? In words", "Write what is counted.", "The numerator."),
            "counted_where": _lines("Which of them are counted? Further conditions", ""),
            "source": _lines(
                "Where does it come from? A line each",
                "An id of the list of sources, then the place: cppcr-2010 reg 28. Your own choice: line-of-sight.",
                missing="Write where it comes from.",
            ),
            "basis": _one_of("What makes it binding?", [one.value for one in Basis], "Choose what makes it binding."),
            "checked": forms.BooleanField(label="Somebody has read it against its source", required=False),
            "shows": _one_of("What can a sentence rest on it for, at most?", shows, "Choose what it shows."),
            "beside": Words(
                "Which other figures stand beside it, and why?",
                most=4000,
                hint="Where it could mislead alone. A measure and why, a line each: "
                "visits-child-seen-alone: nobody may have spoken with the child.",
            ),
            "caveats": Words("What must a reader know? A line each", most=4000, hint="It travels with every figure."),
            "from_date": DayField(
                label="From which day is it in force?",
                help_text="Figures as at an earlier day are not counted by it."
                + (" A later version begins tomorrow or after." if is_later else ""),
            ),
            "review_by_date": DayField(label="By which day is it looked at again?"),
            EXAMPLES: _lines(
                "Worked examples, at least three: plain, edge and empty",
                "Rows in, figures out. Left empty, they are made from what was chosen. They are counted when you try"
                " it, and each that does not come out is told.",
                longest=40_000,
            ),
        }
        if is_later:
            # A later version is of the same measure.
            del asked["id"]
        self.fields.update(asked)
        slots = dict(_slot_fields(columns, sorted({*reasons, *_reasons_in(self.initial)}), measures))
        for field in slots.values():
            # A condition is asked for or not as one; that each part of it may stay empty says nothing.
            field.is_asked_sometimes = True  # type: ignore[attr-defined]
        self.fields.update(slots)
        if face is not None:
            self.fields["face"].widget = forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        """Each choice as the line of YAML that it stands for; what is missing of one is told at its part."""
        clean: dict[str, Any] = super().clean() or {}
        for name, most in SLOTS.items():
            for number in range(1, most + 1):
                fields = _slot(name, number)
                said = {field.rpartition("_")[2]: str(clean.get(field) or "") for field in fields}
                if any(said.values()) and not any(field in self.errors for field in fields):
                    self._take(name, number, said)
        if clean.get("when"):
            self._take_period(str(clean["when"]))
        if not clean.get("id") and "id" in self.fields:
            clean["id"] = slugify(str(clean.get("title") or ""))[:80].strip("-")
        if not self.errors and not clean.get(EXAMPLES):
            clean[EXAMPLES] = self._examples(clean)
        return clean

    def _take_period(self, column: str) -> None:
        """«In the period»: on or after its first day, and on or before its last."""
        for test, day in (("on_or_after", NamedDay.PERIOD_FROM), ("on_or_before", NamedDay.PERIOD_TO)):
            one = Picked(column, test, day.value)
            self.lines["of"].append(line_of(one, type=ColumnType.DAY))
            self.chosen["of"].append(("", one))

    @property
    def window(self) -> Window:
        """A period where anything that is said names one of its days, else a day."""
        said = [*self.lines["of"], *self.lines["counted"], *self.lines["left"]]
        said += [str(self.cleaned_data.get(name) or "") for name in ("of_where", "counted_where", "left_out")]
        is_period = any(day in line for line in said for day in (NamedDay.PERIOD_FROM, NamedDay.PERIOD_TO))
        return Window.PERIOD if is_period else Window.DAY

    def _take(self, name: str, number: int, said: Mapping[str, str]) -> None:
        if name == "beside":
            missing = next((part for part in ("measure", "because") if not said[part]), "")
            if missing:
                told = {"measure": "Choose the figure.", "because": "Say what the one would hide without the other."}
                self.add_error(f"beside_{number}_{missing}", told[missing])
            self.lines[name].append(f"{said['measure']}: {said['because']}")
            return
        one = Picked(said["column"], said["test"], said["value"])
        try:
            line = line_of(one, type=self.face.type_of(one.column) if self.face else None)
        except NotPicked as trouble:
            self.add_error(f"{name}_{number}_{trouble.part}", str(trouble))
            return
        if name == "left" and not said["reason"]:
            self.add_error(f"left_{number}_reason", "Choose why it is left out.")
        self.lines[name].append(f"{said['reason']}: {line}" if name == "left" else line)
        self.chosen[name].append((said.get("reason", ""), one))

    def _examples(self, clean: Mapping[str, Any]) -> str:
        """Worked examples of what was chosen. Where lines of YAML stand too, somebody writes them."""
        asked = self.face
        made = ""
        if asked is not None and not any(clean.get(name) for name in ("of_where", "counted_where", "left_out")):
            made = examples_for(
                asked.id,
                types={name: column.type for name, column in asked.columns.items()},
                key=asked.key,
                by=str(clean.get("by") or ""),
                of=[one for _, one in self.chosen["of"]],
                counted=[one for _, one in self.chosen["counted"]],
                left_out=self.chosen["left"],
                kind=CountKind(clean["kind"]),
                is_period=self.window is Window.PERIOD,
            )
        if not made:
            told = "Write the examples: they are made only where every condition was chosen from the lists."
            if not self.chosen["counted"] and not clean.get("counted_where"):
                self.add_error("counted_1_column", "Choose by what those are known that are counted.")
            else:
                self.add_error(EXAMPLES, told)
        return made

    def answers(self) -> dict[str, Value]:
        """What was answered, by the names of `library/writing` and `examples`: the chosen lines before the written."""
        clean = self.cleaned_data
        found = {name: clean[name] for name in ANSWERS if name in clean} | {"window": self.window.value}
        for name, asked in _WRITTEN.items():
            found[asked] = "\n".join([*self.lines[name], *lines_of(str(clean.get(asked) or ""))])
        return found

    def field_of(self, asked: str) -> str | None:
        """The field at which what is wrong with an answer is told: the lines as written, or the first choice."""
        name = next((name for name, at in _WRITTEN.items() if at == asked), "")
        if name and self.lines[name] and not self.cleaned_data.get(asked):
            return f"{name}_1_{'measure' if name == 'beside' else 'column'}"
        return asked if asked in self.fields else None


_WRITTEN = {"of": "of_where", "counted": "counted_where", "left": "left_out", "beside": "beside"}
_IN_SLOTS = frozenset({"when"}) | frozenset(field for name, most in SLOTS.items() for field in _slots(name, 1, most))
ANSWERS = frozenset(name for group in GROUPS for name in group["fields"]) - _IN_SLOTS


_COLUMN_OF = {
    "of": "By what are they known?",
    "counted": "By what are those known that are counted?",
    "left": "By what is known what is left out?",
}
_BY_NOTHING = {"of": "Nothing: all of them", "counted": "Choose", "left": "Nothing is left out"}


def _slot_fields(
    columns: Sequence[tuple[str, str]], reasons: Sequence[str], measures: Sequence[tuple[str, str]]
) -> Iterator[tuple[str, forms.Field]]:
    """The fields of the lists: none of them has to be filled in."""
    for name, most in SLOTS.items():
        for number in range(1, most + 1):
            last = "" if name in ("of", "counted") and number == 1 else f" ({number})"
            if name == "beside":
                hides = f"What would the one hide without it?{last}"
                yield f"beside_{number}_measure", picked(f"Which figure?{last}", measures, "None")
                yield (
                    f"beside_{number}_because",
                    Words(hides, most=400, is_long=False),
                )
                continue
            if name == "left":
                why = [(one, one[:1].upper() + one[1:]) for one in reasons]
                yield f"left_{number}_reason", picked(f"Why is it left out?{last}", why, "Nothing is left out")
            nothing = _BY_NOTHING[name] if number == 1 else "Nothing more"
            yield f"{name}_{number}_column", picked(f"{_COLUMN_OF[name]}{last}", columns, nothing)
            yield f"{name}_{number}_test", picked(f"What is said of it?{last}", list(TESTS.items()), "Choose")
            yield (
                f"{name}_{number}_value",
                forms.CharField(
                    label=f"Which value?{last}",
                    help_text=_VALUES if number == 1 else "",
                    max_length=200,
                    required=False,
                    widget=forms.TextInput(attrs={"spellcheck": "false"}),
                ),
            )


def _in_slots(initial: Mapping[str, Value], face: FaceColumns | None) -> dict[str, Value]:
    """What a measure says already, in the lists as far as they can say it; the rest stays as it is written."""
    found = dict(initial)
    lines, found["when"] = _without_period(lines_of(str(initial.get("of_where", ""))), face)
    initial = {**initial, "of_where": "\n".join(lines)}
    for name, asked in _WRITTEN.items():
        rest, number = [], 0
        for line in lines_of(str(initial.get(asked, ""))):
            said = _said(name, line, face) if number < SLOTS[name] else None
            if said is None:
                rest.append(line)
                continue
            number += 1
            found.update({f"{name}_{number}_{part}": value for part, value in said.items()})
        found[asked] = "\n".join(rest)
    return found


def _without_period(lines: Sequence[str], face: FaceColumns | None) -> tuple[Sequence[str], str]:
    """The lines without the pair that says «in the period», and the column of that pair; "" where there is none."""
    for name, column in face.columns.items() if face else ():
        if column.type is ColumnType.DAY:
            first = line_of(Picked(name, "on_or_after", NamedDay.PERIOD_FROM.value), type=column.type)
            last = line_of(Picked(name, "on_or_before", NamedDay.PERIOD_TO.value), type=column.type)
            if first in lines and last in lines:
                return [line for line in lines if line not in (first, last)], name
    return lines, ""


def _said(name: str, line: str, face: FaceColumns | None) -> dict[str, str] | None:
    if name == "beside":
        measure, _, because = line.partition(": ")
        return {"measure": measure, "because": because}
    reason, _, condition = line.partition(": {") if name == "left" else ("", "", line.removeprefix("{"))
    one = picked_of(f"{{{condition}")
    if one is None or face is None or face.type_of(one.column) is None:
        return None
    return {"column": one.column, "test": one.test, "value": one.value, **({"reason": reason} if reason else {})}


def _reasons_in(initial: Mapping[str, Any]) -> list[str]:
    return [str(initial[name]) for name in initial if name.endswith("_reason")]
