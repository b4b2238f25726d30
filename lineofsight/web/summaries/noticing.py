"""Tell the readers of a published edition what became of it: write a notice, and have it printed as a second person."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from lineofsight.partnership.moves import ReasonNeeded
from lineofsight.partnership.queries import who_were
from lineofsight.publication.actions import notices as actions
from lineofsight.publication.actions.editions import NotSaid
from lineofsight.publication.content.edition import EditionContent
from lineofsight.publication.queries.notices import as_printed, not_yet_told
from lineofsight.publication.render.notices import in_words, line_of
from lineofsight.publication.rules import NoticeState
from lineofsight.publication.since import Fallen
from lineofsight.web.choices import offer
from lineofsight.web.form_page import form_page
from lineofsight.web.sent import Version
from lineofsight.web.words_field import AsksAboutNames, Words


class NoticeForm(AsksAboutNames):
    """Of which sentences, and in which words."""

    sentences = forms.MultipleChoiceField(
        label="Of which sentences are the readers told?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick at least one sentence."},
    )
    text = Words(
        "What do you say of it?",
        most=600,
        hint="It is printed after the day. Say what is known now, and when the next edition comes. Write no name and no"
        " place. Leave it empty if what became of the evidence says enough.",
    )

    def __init__(self, *args: Any, fallen: tuple[Fallen, ...], wordings: dict[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        numbers = dict.fromkeys(one.number for one in fallen)
        became = {number: "; ".join(one.words for one in fallen if one.number == number) for number in numbers}
        choices = [(str(number), f"{number}. {wordings.get(number, '')} ({became[number]})") for number in numbers]
        offer(self, "sentences", choices)
        self.fields["sentences"].initial = [value for value, _ in choices]


class DecideNoticeForm(AsksAboutNames):
    """Printed, or not and why."""

    decision = forms.ChoiceField(
        label="Is it so, and does it point to nobody?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether it is printed."},
    )
    reason = Words("If it is not printed: why not?", most=600, hint="Whoever wrote it reads this.")
    version = Version()

    def __init__(self, *args: Any, is_writer: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        printed = (NoticeState.PRINTED.value, "Yes: print it beside the edition")
        left = (NoticeState.NOT_PRINTED.value, "Take it back" if is_writer else "No: it is not printed like this")
        decision = self.fields["decision"]
        decision.choices = [left] if is_writer else [printed, left]  # type: ignore[attr-defined]
        decision.label = "You wrote it, so a second person has it printed" if is_writer else decision.label


def write_notice(request: HttpRequest, edition: Any) -> HttpResponse:
    """Choose the sentences that no longer rest on what they rested on, and say what is known."""
    # Told before anything is asked.
    actions.check_none_waits(edition, by=request.actor)
    fallen, back = not_yet_told(edition, request.actor), reverse("summary", args=[edition.ref])
    wordings = _wordings(edition)

    def act(clean: dict[str, Any]) -> str:
        numbers = [int(number) for number in clean["sentences"]]
        actions.write_notice(edition=edition, numbers=numbers, text=clean["text"], by=request.actor)
        return back

    return form_page(
        request,
        NoticeForm(request.POST if request.method == "POST" else None, fallen=fallen, wordings=wordings),
        act=act,
        refusals=(NotSaid,),
        done="Written. A second person reads it, and has it printed.",
        page_title=f"Tell the readers – {edition.title}",
        caption=f"{edition.title}, edition {edition.number}",
        h1="What do the readers of this edition have to know?",
        lede="The edition stays as it was published. The notice stands beside it, on its pages and in the feed."
        if fallen
        else "Every sentence rests on what it rested on when it was published, or its readers were told.",
        template="summaries/write_notice.html",
        fallen=fallen,
        submit="Give it to a second person",
        cancel=back,
        back={"text": "Back to this edition", "href": back},
    )


def _wordings(edition: Any) -> dict[int, str]:
    if not edition.content:
        return {}
    return {line.number: line.wording for line in EditionContent.from_json(edition.content).lines()}


def decide_notice(request: HttpRequest, notice: Any) -> HttpResponse:
    """Read a notice as it would be printed, and have it printed or not."""
    actor, back = request.actor, reverse("summary", args=[notice.edition.ref])
    is_writer = actor.person_id is not None and actor.person_id == notice.writer_id
    is_open = notice.state == NoticeState.WRITTEN
    form = DecideNoticeForm(request.POST or None, is_writer=is_writer, initial={"version": notice.version})

    def act(clean: dict[str, Any]) -> str:
        expected = clean["version"]
        if clean["decision"] == NoticeState.PRINTED:
            actions.print_notice(notice=notice, expected=expected, by=actor)
        else:
            actions.leave_notice(notice=notice, reason=clean["reason"], expected=expected, by=actor)
        return back

    printed = as_printed(notice)
    content = EditionContent.from_json(notice.edition.content)
    return form_page(
        request,
        form,
        act=act,
        refusals=(ReasonNeeded,),
        done=lambda: "Printed. Anybody reads it beside the edition." if _is_printed(form) else "It is not printed.",
        template="summaries/notice.html",
        notice=notice,
        edition=notice.edition,
        is_open=is_open,
        line=line_of([printed]),
        shown=in_words([printed], content)[0],
        writer=who_were([notice.writer.ref])(notice.writer.ref, notice.recorded_at),
        back_to=back,
    )


def _is_printed(form: forms.Form) -> bool:
    return form.cleaned_data.get("decision") == NoticeState.PRINTED
