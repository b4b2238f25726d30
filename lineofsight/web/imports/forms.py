"""What people are asked about a report on its way in: the readings of a doubt, and what each paragraph holds."""

from dataclasses import dataclass, field
from typing import Any

from django import forms

from lineofsight.assurance.rules.imports import Reading
from lineofsight.assurance.rules.report_tables import LEFT_OUT, PLAN
from lineofsight.intake.correcting.corrections import Correction, Field, Part
from lineofsight.intake.correcting.doubts import NOBODY
from lineofsight.intake.itself import PARTNERSHIP
from lineofsight.partnership.queries import agencies
from lineofsight.web.choices import offer
from lineofsight.web.reviews.beginning import KindField
from lineofsight.web.sent import Version

OWN_WORDS = "__own__"


@dataclass
class Asked:
    """A field of the form as a correction: what it is, where, and what stands there now."""

    field: Field
    at: int
    old: str


@dataclass
class ParagraphQuestions:
    """The fields for one part of the report, in groups, each with the correction that its answer makes."""

    fields: dict[str, forms.Field] = field(default_factory=dict)
    initial: dict[str, str] = field(default_factory=dict)
    asked: dict[str, Asked] = field(default_factory=dict)
    groups: list[dict[str, Any]] = field(default_factory=list)

    def ask(self, name: str, asked: Asked, control: forms.Field) -> str:
        """Add one field; it stands at what stands there now."""
        self.fields[name], self.initial[name], self.asked[name] = control, asked.old, asked
        return name


def questions(now: Reading, part: Part) -> ParagraphQuestions:
    """Everything that can be corrected in a part, its doubts first."""
    found = ParagraphQuestions()
    chosen = {one.at: one.new for one in now.corrections if one.field is Field.DOUBT}
    asked = [_doubt(found, now, at, chosen.get(at, "")) for at in now.doubts_at(part.position) if part.at == 0]
    if asked:
        found.groups.append({"legend": "We were not sure", "fields": asked})
    _belonging(found, now, part)
    _marks(found, part)
    _figures(found, part)
    _edges(found, now, part)
    return found


def _doubt(found: ParagraphQuestions, now: Reading, at: int, chosen: str) -> str:
    doubt = now.as_read.warnings[at]
    readings = doubt.readings or ("it is right as we read it",)
    choices = [
        *((reading, _begun(reading)) for reading in readings),
        ("as corrected", "None of these: I set it right below"),
    ]
    control = forms.ChoiceField(label=doubt.sentence, choices=choices, widget=forms.RadioSelect, required=False)
    return found.ask(f"doubt-{at}", Asked(Field.DOUBT, at, chosen), control)


def _begun(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"


def _belonging(found: ParagraphQuestions, now: Reading, part: Part) -> None:
    headings = dict.fromkeys(section.heading or "" for section in now.as_read.sections)
    headings.setdefault(part.heading or "")
    names = dict.fromkeys(
        [agency.name for agency in now.document.agencies]
        + [agency.name for agency in agencies()]
        + [one for doubt in now.as_read.warnings if doubt.code.startswith("agency") for one in doubt.readings]
    )
    for word in (NOBODY, PARTNERSHIP):
        names.pop(word, None)
    choices = [("", "Nobody is named"), (PARTNERSHIP, "The partnership"), *((name, name) for name in names)]
    sentences = part.paragraph.sentences
    speakers = {one.agency or "" for one in sentences}
    mixed = len(speakers) > 1
    section = forms.ChoiceField(
        label="Section", choices=[(one, one or "Before the first heading") for one in headings], required=False
    )
    number = forms.CharField(label="Number", max_length=20, required=False)
    whole = forms.ChoiceField(
        label="Who says it",
        choices=[*([(OWN_WORDS, "Each sentence its own")] if mixed else []), *choices],
        required=False,
    )
    own = part.paragraph.number
    names_of = [
        found.ask("section", Asked(Field.SECTION, part.at, part.heading or ""), section),
        found.ask("number", Asked(Field.NUMBER, part.at, "" if own is None else str(own)), number),
        found.ask("agency", Asked(Field.AGENCY, part.at, OWN_WORDS if mixed else next(iter(speakers), "")), whole),
    ]
    found.groups.append({"legend": "Where it belongs", "fields": names_of})


def _marks(found: ParagraphQuestions, part: Part) -> None:
    kinds = [("quotation", "Somebody else’s words: a quotation"), ("term", "The report’s own words in marks")]
    names = []
    for one in part.paragraph.quotations:
        at = one.start + part.at
        control = forms.ChoiceField(label=f"«{_short(one.text)}»", choices=kinds, widget=forms.RadioSelect)
        names.append(found.ask(f"marked-{at}", Asked(Field.MARKED, at, "quotation"), control))
        speaker = forms.CharField(label="Who is quoted", max_length=200, required=False)
        names.append(found.ask(f"speaker-{at}", Asked(Field.SPEAKER, at, one.attributed_to or ""), speaker))
    for term in part.paragraph.terms:
        at = term.start + part.at
        control = forms.ChoiceField(label=f"«{_short(term.text)}»", choices=kinds, widget=forms.RadioSelect)
        names.append(found.ask(f"marked-{at}", Asked(Field.MARKED, at, "term"), control))
    if names:
        found.groups.append({"legend": "Words in quotation marks", "fields": names})


def _figures(found: ParagraphQuestions, part: Part) -> None:
    names = []
    for one in part.paragraph.figures:
        at = one.start + part.at
        control = forms.CharField(label=f"«{one.text}» is of how many", max_length=20, required=False)
        of = "" if one.denominator is None else str(one.denominator)
        names.append(found.ask(f"of-{at}", Asked(Field.DENOMINATOR, at, of), control))
        is_none = forms.BooleanField(label=f"«{one.text}» is no figure", required=False)
        names.append(found.ask(f"figure-{at}", Asked(Field.FIGURE, at, "figure"), is_none))
        found.initial[f"figure-{at}"] = ""
    if names:
        found.groups.append({"legend": "Figures", "fields": names})


def _edges(found: ParagraphQuestions, now: Reading, part: Part) -> None:
    starts = [one.start for one in part.paragraph.sentences][1:]
    names = []
    if starts:
        begins = [
            ("", "It is one paragraph"),
            *((str(at + part.at), f"«{part.paragraph.text[at : at + 60].strip()} …»") for at in starts),
        ]
        split = forms.ChoiceField(label="A new paragraph begins with", choices=begins, required=False)
        names.append(found.ask("split", Asked(Field.SPLIT, 0, ""), split))
    if (part.position, part.at) != (now.kept[0].position, now.kept[0].at):
        joined = forms.BooleanField(label="It goes on with the paragraph before", required=False)
        names.append(found.ask("joined", Asked(Field.JOINED, part.at, ""), joined))
    left_out = forms.BooleanField(
        label="Leave it out: it is page furniture, such as a header or a page number", required=False
    )
    names.append(found.ask("kept", Asked(Field.KEPT, part.at, ""), left_out))
    found.groups.append({"legend": "Where it begins and ends", "fields": names})


def _short(words: str) -> str:
    return words if len(words) <= 80 else f"{words[:79].rstrip()} …"


class ParagraphForm(forms.Form):
    """One paragraph: its doubts, and every fact of it that can be set right."""

    seen = Version()

    def __init__(self, *args: Any, asks: ParagraphQuestions, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asks = asks
        for name, control in asks.fields.items():
            self.fields[name] = control

    def corrections(self, *, position: int) -> list[Correction]:
        """What the person changed, as corrections."""
        found = []
        for name, asked in self.asks.asked.items():
            new = self._answer(name)
            at = int(new) if asked.field is Field.SPLIT and new else asked.at
            new = "yes" if asked.field is Field.SPLIT and new else new
            if new != asked.old:
                found.append(Correction(position, asked.field, at, asked.old, new))
        return found

    def _answer(self, name: str) -> str:
        given, asked = self.cleaned_data.get(name), self.asks.asked[name]
        if isinstance(given, bool):
            return {Field.FIGURE: "no figure", Field.KEPT: "left out"}.get(asked.field, "yes") if given else asked.old
        return str(given or "").strip()


class TableForm(forms.Form):
    """What becomes of a table of a report. What we propose is chosen already: to leave it so is a decision too."""

    seen = Version()
    became = forms.ChoiceField(
        label="What becomes of it?",
        widget=forms.RadioSelect,
        choices=[
            (PLAN, "It is an action plan: it will wait as one when the review is created"),
            (LEFT_OUT, "Leave it out"),
        ],
        error_messages={"required": "Choose what becomes of it."},
    )


class NameForm(forms.Form):
    """What becomes of a name."""

    name = forms.CharField(widget=forms.HiddenInput)
    what = forms.ChoiceField(
        label="What is it?",
        widget=forms.RadioSelect,
        choices=[
            ("instead", "A name: other words stand instead"),
            ("pseudonym", "The pseudonym that the partnership chose for this review"),
            ("no name", "It is no name of a person"),
        ],
        error_messages={"required": "Choose what it is."},
    )
    instead = forms.CharField(label="Words that stand instead", max_length=100, required=False)


class EarlierForm(forms.Form):
    """Whether this is a later edition of a report that is here already."""

    earlier = forms.ChoiceField(label="This is a later edition of", required=False)
    version = Version()

    def __init__(self, *args: Any, reviews: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "earlier", [("", "None of the reviews here"), *reviews])


class CreateForm(forms.Form):
    """The last button of an import."""

    name = forms.CharField(
        label="Name of the review",
        max_length=300,
        error_messages={"required": "Enter a name that people will know it by."},
    )
    kind = KindField()
    version = Version()


class LaterForm(forms.Form):
    """The last button of a later edition."""

    version = Version()
