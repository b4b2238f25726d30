"""What is asked to plan a session, to book a place, to take a register, and of those who came."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.validators import RegexValidator

from lineofsight.library.course import GRADES, Course
from lineofsight.records.learning.rules import LABEL_LENGTH, PLACE_LENGTH, Moment
from lineofsight.web.choices import choice, picked
from lineofsight.web.day_field import DayField
from lineofsight.web.sent import VersionForm


class PlanForm(forms.Form):
    """A session: of which course, when, where, for how many and for whom."""

    def __init__(self, *args: Any, courses: Sequence[tuple[str, str]], **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.fields["course"] = picked("Which course?", courses, "Choose a course", "Choose the course.")
        self.fields["day"] = DayField(label="On which day?", help_text="For example 27 3 2026.")
        self.fields["place"] = forms.CharField(
            label="Where?",
            max_length=PLACE_LENGTH,
            help_text="A room, or «online». Everybody who may book reads it.",
            error_messages={"required": "Enter where it is held."},
        )
        self.fields["places"] = forms.IntegerField(
            label="How many places?",
            min_value=1,
            max_value=1000,
            widget=forms.TextInput(attrs={"inputmode": "numeric"}),
            error_messages={
                "required": "Enter how many places there are.",
                "invalid": "Enter a whole number of places.",
                "min_value": "Enter at least 1 place.",
                "max_value": "Enter at most 1000 places.",
            },
        )
        self.fields["is_for_several"] = choice(
            "Who may book?",
            [("no", "People of our agency"), ("yes", "People of every agency of the partnership")],
            "Choose who may book.",
        )


# Letters, digits and what joins them, with a digit: whoever types a name here would have it kept as a pseudonym.
IS_NUMBER = RegexValidator(
    r"^(?=.*[0-9])[A-Za-z0-9./-]+$",
    "Enter the staff number as it stands in your list of staff, for example 20417: no name, and no space.",
)


class WhoForm(forms.Form):
    """What the register calls somebody, and their staff number."""

    label = forms.CharField(
        label="What should the register call them?",
        max_length=LABEL_LENGTH,
        help_text="A name or a staff number. Only you and whoever takes the register read it, and it is wiped when"
        " the register closes.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": "Enter what the register should call them."},
    )
    number = forms.CharField(
        label="Staff number",
        max_length=40,
        required=False,
        validators=[IS_NUMBER],
        help_text="As in your list of staff. Kept as a pseudonym only: by it your agency can say that they hold the"
        " course. Without it they are counted, and nothing more.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


class OneselfForm(WhoForm):
    """The same, for oneself or for somebody else of one's agency."""

    is_oneself = choice(
        "For whom is it?",
        [("yes", "For myself"), ("no", "For somebody else of our agency")],
        "Choose for whom it is.",
    )
    field_order = ("is_oneself", "label", "number")


class AddForm(WhoForm):
    """Somebody who came without a booking."""

    def __init__(self, *args: Any, agencies: Sequence[tuple[str, str]], **kw: Any) -> None:
        super().__init__(*args, **kw)
        if len(agencies) > 1:
            self.fields["agency"] = picked("Of which agency?", agencies, "Choose an agency", "Choose their agency.")


class CloseForm(VersionForm):
    """Closing wipes names: where nobody is ticked as here, that nobody came has to be said."""

    nobody_came = forms.BooleanField(
        label="Nobody came",
        help_text="Nobody is ticked as here. If somebody came, go back and tick them: this cannot be taken back.",
        error_messages={"required": "Say that nobody came, or go back and tick who did."},
    )

    def __init__(self, *args: Any, is_empty: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_empty:
            del self.fields["nobody_came"]


class AnswerForm(forms.Form):
    """What somebody is asked before, after or weeks later, and the code that ties their answers together."""

    def __init__(self, *args: Any, course: Course, moment: Moment, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.course, self.moment = course, moment
        self.fields["code"] = forms.CharField(
            label="Your own code",
            max_length=40,
            help_text="Make one that you will know again and nobody would guess, for example the last letters of the"
            " street you grew up in and a number. It ties your answers together. We keep it scrambled, and cannot"
            " tell whose it is.",
            widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
            error_messages={"required": "Enter your own code: it ties your answers together."},
        )
        if moment is Moment.LATER and course.transfer is not None:
            self.fields["used"] = choice(course.transfer.asks, course.transfer.answers, "Choose one of the answers.")
            return
        for one in course.paired if moment is Moment.BEFORE else (*course.paired, *course.reaction):
            words = [(str(grade), str(grade)) for grade in range(1, GRADES + 1)]
            words[0], words[-1] = ("1", f"1: {one.lowest}"), (str(GRADES), f"{GRADES}: {one.highest}")
            self.fields[one.id] = choice(one.asks, words, f"Answer «{one.asks}»")

    @property
    def given(self) -> dict[str, str]:
        """The answers, by question."""
        return {name: value for name, value in self.cleaned_data.items() if name != "code"}


class ConfirmForm(forms.Form):
    """What the manager has seen."""

    def __init__(self, *args: Any, course: Course, **kw: Any) -> None:
        super().__init__(*args, **kw)
        if course.transfer is not None:
            self.fields["seen"] = choice(
                course.transfer.confirm_asks, course.transfer.confirm_answers, "Choose one of the answers."
            )
