"""What people are asked when they run a round, and when they answer in one."""

from collections.abc import Sequence
from typing import Any

from django import forms

from lineofsight.assurance.queries.rounds import CanBeAsked, ItemNow
from lineofsight.assurance.rules.rounds import LONGEST_ANSWER, AnswerKind, kinds_asked
from lineofsight.packs import content as packs
from lineofsight.web.day_field import DayField
from lineofsight.web.minute import MinuteForm
from lineofsight.web.sent import Version
from lineofsight.web.words_field import AsksAboutNames, Words

# In the words of the pack, so that the same is asked by every way.
KINDS = {**packs.KINDS, AnswerKind.UNCHANGED: "Nothing has changed: re-confirm the last answer"}


DECIDE = "Does the agency accept it, and how far is it?"
DECIDE_HINT = (
    "If it is accepted, say in the words below how far it is. If it is not, or only in part, say what will not be done"
    " and why: the public reads those words."
)


SHOW = "What shows this sentence?"
SHOW_HINT = (
    "What it is, who made it, of which months it speaks, and where it is kept; or why nothing shows it. The"
    " partnership's office looks at it. Name no child, parent or worker."
)


def ask(form: forms.Form, now: ItemNow) -> None:
    """Ask what can be answered to an item, and where nobody has said it yet, whether it is accepted."""
    of_action = now.item.action_id is not None
    kinds = kinds_asked(
        of_action=of_action,
        is_undecided=now.is_undecided,
        has_last=now.last is not None,
        of_sentence=now.item.statement_id is not None,
    )
    field: Any = form.fields["kind"]
    field.choices = [(str(kind), KINDS[kind]) for kind in kinds]
    if now.item.statement_id is not None:
        field.label = SHOW
        form.fields["text"].help_text = SHOW_HINT
    elif now.is_undecided:
        field.label, field.help_text = DECIDE, DECIDE_HINT
    elif not of_action:
        field.label = "What has happened?"


class Ticks(forms.MultipleChoiceField):
    """What is asked of one agency. None may be ticked: the round needs one among all agencies, which its rule says."""

    def validate(self, value: Any) -> None:
        """Every tick is one of the choices."""
        if value:
            super().validate(value)


class OpenForm(AsksAboutNames):
    """The window, the guidance, and who is asked what: a list for each agency."""

    opens_date = DayField(label="First day", error_messages={"required": "Enter the first day of the round."})
    due_date = DayField(label="Last day", error_messages={"required": "Enter the day by which agencies answer."})
    guidance = Words(
        "What agencies should know",
        most=2000,
        hint="It stands above their items and in their packs. Name no child, parent or worker.",
    )
    confirmed = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, listed: Sequence[CanBeAsked], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.listed = {one.row.ref: one for one in listed}
        self.lists: dict[str, str] = {}
        for one in listed:
            name = self.lists.setdefault(one.agency.ref, f"asked-{len(self.lists) + 1}")
            if name not in self.fields:
                self.fields[name] = Ticks(label=one.agency.name, widget=forms.CheckboxSelectMultiple)
                self.initial.setdefault(name, [])
            field: Any = self.fields[name]
            field.choices = [*field.choices, (one.row.ref, _choice(one))]
            if one.is_proposed:
                self.initial[name].append(one.row.ref)

    def chosen(self) -> list[CanBeAsked]:
        """What is ticked, in the order of the lists."""
        ticked = {ref for name in self.lists.values() for ref in self.cleaned_data.get(name, [])}
        return [one for ref, one in self.listed.items() if ref in ticked]

    @property
    def agencies(self) -> list[str]:
        """The names of the fields, one for each agency."""
        return list(self.lists.values())


def _choice(one: CanBeAsked) -> str:
    asked = f" (asked already in {one.asked_in.lower()})" if one.asked_in else ""
    return f"{one.label}: {one.title}{asked}"


class AnswerForm(AsksAboutNames):
    """What has happened since last time. `version`: the number of the answer that the person saw."""

    kind = forms.ChoiceField(
        label="How far is it?",
        choices=list(KINDS.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what you answer."},
    )
    text = Words(
        "In your words",
        most=LONGEST_ANSWER,
        hint="Needed unless nothing has changed: what was done, what changed, or why not."
        " Name no child, parent or worker.",
    )
    as_at_date = DayField(label="As at", error_messages={"required": "Enter the day on which this was so."})
    version = Version()

    def __init__(self, *args: Any, asked: ItemNow, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask(self, asked)


class OwnAnswerForm(AnswerForm):
    """An answer of one's own agency, with the file that shows it."""

    file = forms.FileField(
        label="A file that shows it",
        required=False,
        help_text="For example the minutes, an audit or a count. It is offered as evidence: the business unit looks at"
        " it, and it is never published.",
        error_messages={"empty": "The file is empty. Choose another."},
    )
    field_order = ("kind", "text", "file", "as_at_date", "version")

    def __init__(self, *args: Any, asked: ItemNow, **kwargs: Any) -> None:
        super().__init__(*args, asked=asked, **kwargs)
        # A recommendation rests on what is put behind its actions and sentences, and on nothing of its own.
        if asked.item.recommendation_id is not None:
            del self.fields["file"]


class BehalfForm(MinuteForm, AnswerForm):
    """An answer recorded for an agency, with its minute."""

    field_order = ("kind", "text", "as_at_date", "agreed_by", "agreed_where", "agreed_date", "file", "version")


class ExtendForm(AsksAboutNames):
    """Until when, and why."""

    new_date = DayField(label="Until when?", error_messages={"required": "Enter the new last day."})
    reason = Words("Why", "Say why more time is given.", most=600)
    version = Version()


class CloseForm(forms.Form):
    """The last button; where something is still to come, one tick before it."""

    version = Version()

    def __init__(self, *args: Any, still: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if still:
            self.fields["sure"] = forms.BooleanField(
                label="Close it all the same: what is named above stays unanswered",
                error_messages={"required": "Tick that you close it although answers are missing, or leave it open."},
            )
