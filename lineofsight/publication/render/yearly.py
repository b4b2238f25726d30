"""The yearly report's section on recommendations as a Word file, to be put into the report and edited there."""

from collections.abc import Iterator

from lineofsight.assurance.rules.yearly import NO_EVIDENCE, NO_PROGRESS, AskedFor, Progress, YearlySection, lede
from lineofsight.library.words import day_words
from lineofsight.publication.render.blocks import Block, Paragraph, Run, Style
from lineofsight.publication.render.word import made_of
from lineofsight.publication.wording import period_words

TITLE = "What was decided and done on recommendations, and what it improved"
HEADINGS = {
    Progress.MOVED: "Moved on in this year",
    Progress.NONE: "No progress in this year",
    Progress.DECLINED: "Declined",
    Progress.UNDECIDED: "Not accepted or declined",
}


def render_yearly(section: YearlySection) -> bytes:
    """The bytes of the file. The same section gives the same bytes: its day is that as of which it is told."""
    year = period_words(section.year.first, section.year.last)
    return made_of(
        blocks(section),
        head=(_said(section.partnership, Style.HEADER),),
        foot=(_said(f"{TITLE}, {year}. A draft for the yearly report, made from what is recorded.", Style.FOOTER),),
        title=TITLE,
        subject=year,
        author=section.partnership,
        identifier="",
        day=section.as_at,
    )


def blocks(section: YearlySection) -> Iterator[Block]:
    """Everything in reading order: the answer, what is missing, then each review's recommendations."""
    until = "" if section.is_over else f", as at {day_words(section.as_at)}: the year is not over"
    yield _said(f"{period_words(section.year.first, section.year.last)}{until}", Style.CAPTION)
    yield _said(TITLE, Style.PART)
    yield _said(lede(section), Style.LEDE)
    if section.asked:
        yield from _missing(section)
    for name, asked in section.reviews:
        yield _said(name, Style.THEME)
        yield _said(f"{asked[0].kind[:1].upper()}{asked[0].kind[1:]}.", Style.NORMAL)
        for one in asked:
            yield from _one(one)


def _missing(section: YearlySection) -> Iterator[Block]:
    """What has no progress and what nobody can show to be better stands before everything else."""
    for progress in (Progress.NONE, Progress.UNDECIDED, Progress.DECLINED):
        if found := section.of(progress):
            yield _said(HEADINGS[progress], Style.THEME)
            yield from (_said(f"{_name(one)}, {one.lead}.", Style.LIST) for one in found)
    unshown = [one for one in section.asked if not one.improvements and one.progress is not Progress.DECLINED]
    yield _said("No evidence of an improvement", Style.THEME)
    if not unshown:
        yield _said("For each recommendation an improvement is shown.", Style.NORMAL)
    yield from (_said(f"{_name(one)}: what is shown is «{one.shows.words}».", Style.LIST) for one in unshown)


def _name(one: AskedFor) -> str:
    return f"{one.number}. {one.title} ({one.review})"


def _one(one: AskedFor) -> Iterator[Block]:
    yield _said(f"{one.number}. {one.text}", Style.SENTENCE)
    for name, said in told(one):
        yield Paragraph(style=Style.UNDER, runs=(Run(text=f"{name}: ", is_bold=True), Run(text=said)))


def told(one: AskedFor) -> Iterator[tuple[str, str]]:
    """What is told of a recommendation, a line each: the same on the page and in the file."""
    yield "Leads", f"{one.lead}."
    for decided in one.decisions:
        why = f" {decided.why}" if decided.why else ""
        yield "Decided", f"{day_words(decided.day)}: {decided.what}, {decided.who}.{why}"
    if one.public_wording:
        yield "Instead", one.public_wording
    for action in one.actions:
        late = ", overdue" if action.is_overdue else ""
        yield "Action", f"{action.title}: {action.state}{late}, by {day_words(action.due_date)}, {action.agency}."
    if not one.actions and one.progress is not Progress.DECLINED:
        yield "Action", "None is planned."
    if one.progress is Progress.NONE:
        yield "Progress", NO_PROGRESS
    for better in one.improvements:
        counted = f" {better.counted[:1].upper()}{better.counted[1:]}." if better.counted else ""
        yield "Improvement", f"{better.shows.words}: {better.title}, {better.agency}.{counted}"
    if not one.improvements and one.progress is not Progress.DECLINED:
        yield "Improvement", f"{NO_EVIDENCE} What is shown is «{one.shows.words}»."
    yield "Outside opinion", f"{one.opinion}."


def _said(text: str, style: Style) -> Paragraph:
    return Paragraph(style=style, runs=(Run(text=text),))
