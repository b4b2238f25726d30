"""What people are asked to declare about an edition before it is published."""

from django import forms

from lineofsight.publication.content.declared import HoldKind, SearchPlace
from lineofsight.web.day_field import DayField
from lineofsight.web.sent import Version
from lineofsight.web.words_field import AsksAboutNames, Words

PLACE_WORDS = {
    SearchPlace.JUDGMENTS: "Published judgments",
    SearchPlace.INQUEST: "Records of the inquest",
    SearchPlace.TRIAL: "The criminal trial",
    SearchPlace.PRESS: "The press, local and national",
}
HOLD_WORDS = {
    HoldKind.CRIMINAL: "Criminal proceedings",
    HoldKind.INQUEST: "An inquest",
    HoldKind.FAMILY: "Family proceedings",
}


class SearchForm(AsksAboutNames):
    """Where somebody looked, when, and what they found."""

    place = forms.ChoiceField(
        label="Where did you look?",
        choices=[(place.value, words) for place, words in PLACE_WORDS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose where you looked."},
    )
    searched_date = DayField(label="On which day?")
    found = Words(
        "What did you find that stands against publishing?",
        most=600,
        hint="Leave it empty if you found nothing. It is printed, so write no name and no place.",
    )
    sure = forms.BooleanField(
        label="I looked myself, or have the note of whoever did",
        error_messages={"required": "Tick that you looked, or have the note: your role is printed beside it."},
    )


class HoldForm(forms.Form):
    """What holds publishing back, and since when."""

    kind = forms.ChoiceField(
        label="What holds it back?",
        choices=[(kind.value, words) for kind, words in HOLD_WORDS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what holds it back."},
    )
    since_date = DayField(label="Since when?")


class LiftForm(AsksAboutNames):
    """Since when it no longer holds publishing back, and why."""

    lifted_date = DayField(label="On which day did it end?")
    reason = Words(
        "Why does it no longer hold publishing back?",
        "Say why it no longer holds publishing back: it is printed.",
        most=600,
        hint="It is printed, with your role. Write no name and no place.",
    )
    version = Version()


class FamilyForm(AsksAboutNames):
    """When the family was offered sight of it, or why not; and the line for the child."""

    offered_date = DayField(
        label="When was the family offered sight of it?",
        required=False,
        help_text="Leave it empty if it was not offered, and say below why not.",
    )
    not_offered_reason = Words("If it was not offered: why not?", most=600, hint="It is printed.")
    child_line = Words(
        "A line for the child, agreed with the family",
        most=300,
        hint="It stands at the top of the Summary. No name, age, day or place.",
    )


class SupportForm(forms.Form):
    """Where somebody who is worried can turn: a line that names whom to ring."""

    support_line = forms.CharField(
        label="Where can somebody who is worried turn today?",
        help_text="One line and one number, which you have rung or opened yourself. It stands on every page.",
        max_length=300,
        widget=forms.Textarea,
        error_messages={"required": "Write one line: where a child, a parent or a worker can turn today."},
    )
    version = Version()


class NobodyAskedForm(AsksAboutNames):
    """Why no child, parent or carer was asked."""

    nobody_asked = Words(
        "Why was nobody asked?",
        "Say why nobody was asked: it is printed.",
        most=600,
        hint="It is printed under «What children and families told us». Say too when they will be asked.",
    )
    version = Version()


class OverrideForm(AsksAboutNames):
    """Why a refusal may pass."""

    reason = Words(
        "Why may it stand?",
        "Say why it may stand: your reason is printed.",
        most=600,
        hint="Your reason is printed beside the sentence, with your role and agency.",
    )


class WithdrawForm(AsksAboutNames):
    """Why an edition is taken back."""

    reason = Words(
        "Why is it withdrawn?",
        "Say why it is withdrawn: whoever opens its address reads it.",
        most=600,
        hint="Anybody who opens its address reads this sentence. Write no name and no place.",
    )
    sure = forms.BooleanField(
        label="Take its pages away now",
        error_messages={"required": "Tick that its pages should be taken away now."},
    )


class NamesForm(forms.Form):
    """Names, one a line."""

    names = forms.CharField(
        label="Names, one on a line",
        help_text="Each as it could be printed: «Alex Example» and «Example» are two lines. We keep no name, only a"
        " mark that nobody can turn back into it.",
        widget=forms.Textarea(attrs={"spellcheck": "false", "autocomplete": "off"}),
        error_messages={"required": "Enter at least one name, one on a line."},
    )


class NameAwayForm(forms.Form):
    """One name, typed again."""

    name = forms.CharField(
        label="The name, as it was typed then",
        max_length=200,
        widget=forms.TextInput(attrs={"spellcheck": "false", "autocomplete": "off"}),
        error_messages={"required": "Type the name that should be taken away."},
    )
