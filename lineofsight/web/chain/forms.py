"""What people are asked about findings, recommendations, actions and updates."""

from typing import Any

from django import forms

from lineofsight.assurance.rules.chain import Says
from lineofsight.packs.content import KINDS, UPDATE
from lineofsight.partnership.queries import agency_choices
from lineofsight.web.choices import offer
from lineofsight.web.day_field import DayField
from lineofsight.web.minute import MinuteForm
from lineofsight.web.sent import Version
from lineofsight.web.words_field import AsksAboutNames, Words


class FindingForm(AsksAboutNames):
    """What the review found."""

    text = Words("What was found?", "Say what the review found.", most=2000)
    source_place = Words(
        "Where it stands in the report", most=200, hint="For example: page 14, paragraph 6.2.", is_long=False
    )


class RecommendationForm(AsksAboutNames):
    """What is asked, of whom, by when, how we will know, and why."""

    title = Words("Short name", "Enter a short name that people will know it by.", most=120, is_long=False)
    text = Words("The recommendation, in its exact words", "Enter what is asked.", most=2000)
    lead = forms.ChoiceField(label="Lead agency", error_messages={"required": "Choose the agency that leads."})
    owner_role = Words(
        "Which role answers for it", most=100, hint="A role, never a name. For example: head of service.", is_long=False
    )
    due_date = DayField(label="By when", required=False)
    respond_by_date = DayField(label="Answer asked by", required=False)
    measure = Words("How will we know?", most=600, hint="What will be counted, read or asked, and when.")
    why = Words("Why", most=600, hint="Where no finding below says it.")
    findings = forms.MultipleChoiceField(
        label="Which findings does it rest on?", required=False, widget=forms.CheckboxSelectMultiple
    )
    source_place = Words("Where it stands in the report", most=200, is_long=False)

    def __init__(self, *args: Any, findings: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "lead", agency_choices())
        choices = [(row.ref, f"{row.number}. {row.text[:140]}") for row in findings]
        offer(self, "findings", choices)
        if not choices:
            del self.fields["findings"]


class ChangeForm(RecommendationForm):
    """Other words for a recommendation. Who leads it changes by passing it on, not here."""

    version = Version()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["lead"]


class ActionForm(AsksAboutNames):
    """What will be done."""

    title = Words("What will be done?", "Say what will be done.", most=200, is_long=False)
    lead = forms.ChoiceField(label="Lead agency", error_messages={"required": "Choose the agency that does it."})
    owner_role = Words("Which role answers for it", most=100, hint="A role, never a name.", is_long=False)
    due_date = DayField(label="By when", error_messages={"required": "Enter the day by which it will be done."})
    outcome = Words("What should be different for children?", most=600)
    why_past = Words(
        "Why is it entered only now?",
        most=300,
        hint="Needed where its day is past, as for a review that is older than its records here.",
        is_long=False,
    )

    def __init__(self, *args: Any, leads: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "lead", leads)
        if len(leads) == 1:
            self.initial.setdefault("lead", leads[0][0])
            self.fields["lead"].widget = forms.HiddenInput()


class AnswerForm(AsksAboutNames):
    """Accept, accept in part, or decline."""

    answer = forms.ChoiceField(
        label="What does your agency answer?",
        choices=[
            ("accepted", "We accept it"),
            ("part-accepted", "We accept part of it"),
            ("declined", "We decline it"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what your agency answers."},
    )
    reason = Words("Why", most=1000, hint="For the partnership. Needed unless you accept all of it.")
    public_wording = Words(
        "What the public will read",
        most=1000,
        hint="Needed unless you accept all of it: what will not be done, and why.",
    )
    number = Version()


class MoveForm(AsksAboutNames):
    """One move, with its reason where somebody will ask why."""

    reason = Words("Why", most=1000)
    replaced_by = forms.ChoiceField(label="Which action replaces it", required=False)
    number = Version()

    def __init__(self, *args: Any, needs_reason: bool, others: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(row.ref, f"{row.number}. {row.title}") for row in others]
        offer(self, "replaced_by", [("", "None"), *choices])
        if not choices:
            del self.fields["replaced_by"]
        if not needs_reason:
            self.fields["reason"].widget = forms.HiddenInput()


class UpdateForm(AsksAboutNames):
    """What has happened since last time."""

    changed = forms.ChoiceField(
        label="How far is it?",
        choices=[
            *((kind, KINDS[kind]) for kind in Says),
            ("yes", KINDS[UPDATE]),
            ("no", "Nothing has changed: re-confirm"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what you answer."},
    )
    text = Words(
        "In your words",
        most=1200,
        hint="Needed unless nothing has changed: what was done, what changed, or why not."
        " Name no child, parent or worker.",
    )
    as_at_date = DayField(label="As at", error_messages={"required": "Enter the day on which this was so."})
    then = forms.ChoiceField(
        label="And then",
        choices=[
            ("draft", "Keep it as a draft that only our agency sees"),
            ("submit", "Submit it to the business unit"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what happens with it."},
    )
    evidence = forms.MultipleChoiceField(
        label="What shows it",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Evidence that your agency has offered in this review. More is added from the page of the action.",
    )
    version = Version()

    def __init__(self, *args: Any, may_confirm: bool, may_submit: bool, pieces: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(row.ref, f"{row.label} {row.title}") for row in pieces]
        offer(self, "evidence", choices)
        if not choices:
            del self.fields["evidence"]
        if not may_confirm:
            self.fields["changed"].choices = self.fields["changed"].choices[:-1]  # type: ignore[attr-defined]
        if not may_submit:
            self.fields["then"].choices = self.fields["then"].choices[:1]  # type: ignore[attr-defined]


class JudgeForm(AsksAboutNames):
    """Accept an update, or send it back with a question."""

    accepts = forms.ChoiceField(
        label="Does this answer it?",
        choices=[
            ("yes", "Accept it: it stands and cannot be changed; only a later update replaces it"),
            ("no", "Send it back with a question"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether to accept it."},
    )
    question = Words("Your question", most=600, hint="Needed when you send it back.")
    version = Version()

    def clean(self) -> dict[str, Any]:
        clean = super().clean()
        if clean.get("accepts") == "no" and not (clean.get("question") or "").strip():
            self.add_error("question", "Write the question that it goes back with: what would answer it?")
        return clean


class BehalfForm(MinuteForm):
    """What an agency decided, recorded for it with the minute that shows that it agreed."""

    to = forms.ChoiceField(
        label="What did it decide?", widget=forms.RadioSelect, error_messages={"required": "Choose what it decided."}
    )
    reason = Words("Why", most=1000, hint="Needed where it pauses, declines or accepts only part.")
    public_wording = Words(
        "What the public will read",
        most=1000,
        hint="Needed where it declines or accepts only part: what will not be done, and why.",
    )
    number = Version()
    field_order = ("to", "reason", "public_wording", "agreed_by", "agreed_where", "agreed_date", "file", "number")

    def __init__(self, *args: Any, targets: list[tuple[str, str]], answers: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "to", targets)
        if not answers:
            del self.fields["public_wording"]


class TimeForm(AsksAboutNames):
    """Ask for more time."""

    new_date = DayField(label="Until when?", error_messages={"required": "Enter the new day."})
    reason = Words("Why is more time needed?", "Say why more time is needed.", most=600)


class DecideForm(AsksAboutNames):
    """Give more time, or not."""

    gives = forms.ChoiceField(
        label="Do you give more time?",
        choices=[("yes", "Yes, until that day"), ("no", "No, the day stays")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether to give more time."},
    )
    reason = Words("Why", most=600, hint="Needed when you do not give it.")


class OwnerForm(AsksAboutNames):
    """Who answers for it."""

    owner_role = Words("Which role answers for it", "Enter the role that answers for it.", most=100, is_long=False)
    owner = forms.ChoiceField(label="Who has that role today", required=False)
    version = Version()

    def __init__(self, *args: Any, people: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "Nobody named: the safeguarding lead"), *people]
        offer(self, "owner", choices)
