"""From a file to a read report: structure first, then each paragraph's quotations, figures, agencies and sentences."""

from dataclasses import replace
from pathlib import Path

from lineofsight.intake.blocks import FileRead
from lineofsight.intake.bodies.agencies import Acting, acting_in
from lineofsight.intake.bodies.authors import as_spoken, author_of, owners_of, we_defined, writers_of
from lineofsight.intake.bodies.organisations import register_of
from lineofsight.intake.bodies.own_teams import take_own_teams
from lineofsight.intake.bodies.pronouns import Context
from lineofsight.intake.bodies.register import Register
from lineofsight.intake.claims import claims_in, is_context_heading, kind_of
from lineofsight.intake.documents import Agency, Document, Doubt, Paragraph, Section, Sentence, SentenceKind
from lineofsight.intake.figures.find import figures_in
from lineofsight.intake.itself import PARTNERSHIP, speaks_of_itself
from lineofsight.intake.layout.furniture import is_greeting
from lineofsight.intake.layout.structure import Found, Outline, Part, outline
from lineofsight.intake.places import touches
from lineofsight.intake.quotations.find import Quoted, quotations_in
from lineofsight.intake.readers.dispatch import read
from lineofsight.intake.sentences import sentence_places


def read_document(source: Path | bytes, name: str = "") -> Document:
    """Read a report from a path, or from its bytes and its name (the ending names the format).

    Raises Unreadable, with one sentence for the person, when the file cannot be read.
    """
    return understand(read(source, name))


def understand(file: FileRead) -> Document:
    """Return the report that a reader's blocks come to. Never raises: what cannot be decided becomes a doubt."""
    shape = outline(file)
    found = [paragraph for part in shape.parts for paragraph in part.found]
    quoted = quotations_in([(paragraph.number, paragraph.text) for paragraph in found])
    blanked = [_blank(paragraph.text, quotes.stretches) for paragraph, quotes in zip(found, quoted, strict=True)]
    headings = [as_spoken(part.heading) for part in shape.parts if part.heading]
    front = shape.front()
    signed = shape.signature()
    register = register_of([*headings, *front, *blanked, *signed], title=as_spoken(shape.title))
    author = author_of(shape.title, register)
    defined = we_defined(blanked, register)
    writers = defined or writers_of(shape.title, blanked, register, front=front, signed=signed)
    context = Context(register, author=author, writers=writers, is_of_all=defined == ())
    take_own_teams(register, [*front, *blanked])
    told = (author, *writers) if author else writers
    doubts = list(shape.doubts)
    sections: list[Section] = []
    position = 0
    # Over «Dear Chair» a name is whoever writes or is written to, and no section's.
    addressed = frozenset(front) if any(map(is_greeting, front)) else frozenset()
    for part in shape.parts:
        context.of_section = () if part.heading in addressed else owners_of(part.heading or "", register, writers=told)
        context.we = ()
        context.will_do = False
        context.spoken_of = ()
        paragraphs: list[Paragraph] = []
        for paragraph in part.found:
            read_paragraph, new = _paragraph(paragraph, part, quoted[position], blanked[position], context)
            paragraphs.append(read_paragraph)
            # Not every paragraph has a number of its own: the line says where the doubt stands all the same.
            doubts += [replace(doubt, line=paragraph.line) if doubt.line is None else doubt for doubt in new]
            position += 1
        sections.append(Section(part.heading, tuple(paragraphs), part.printed, part.line))
    return _document(shape, tuple(sections), doubts, register)


def _paragraph(
    found: Found, part: Part, quotes: Quoted, blanked: str, context: Context
) -> tuple[Paragraph, list[Doubt]]:
    places = sentence_places(found.text, quotes.stretches)
    in_context = is_context_heading(part.heading)
    plain = [blanked[start:end] for start, end in places]
    # A form's name admits nothing: «the “was not brought” letter».
    own = _blank(blanked, [(term.start, term.end) for term in quotes.terms])
    kinds = [
        kind_of(own[start:end], quotes=touches(quotes.stretches, start, end), in_context=in_context)
        for start, end in places
    ]
    if context.will_do and found.text[:1].islower():
        kinds = [SentenceKind.INTENTION if kind is SentenceKind.PROGRESS else kind for kind in kinds]
    elif not found.text[:1].islower():
        # «The Trust will:», and what it will do in the list below.
        context.will_do = found.text.rstrip().endswith(":") and kinds[-1:] == [SentenceKind.INTENTION]
    is_claim = [kind not in (SentenceKind.QUOTATION, SentenceKind.CONTEXT) for kind in kinds]
    speakers = [quotation.attributed_to for quotation in quotes.quotations]
    acting = acting_in(plain, found.number, context, is_claim=is_claim, speakers=speakers)
    paragraph = Paragraph(
        found.number,
        found.text,
        found.printed,
        found.line,
        acting.paragraph,
        tuple(quotes.quotations),
        figures_in(found.text, quoted=quotes.stretches),
        tuple(quotes.terms),
        _sentences(found.text, places, kinds, acting, quotes),
    )
    return paragraph, [*quotes.doubts, *acting.doubts, *_several(paragraph)]


def _sentences(
    text: str, places: tuple[tuple[int, int], ...], kinds: list[SentenceKind], acting: Acting, quotes: Quoted
) -> tuple[Sentence, ...]:
    sentences: list[Sentence] = []
    agency = acting.paragraph[0] if acting.paragraph and not any(acting.sentences) else None
    # A word held at arm's length claims nothing either: a «no blame» form.
    not_own = sorted([*quotes.stretches, *((term.start, term.end) for term in quotes.terms)])
    for (start, end), kind, names in zip(places, kinds, acting.sentences, strict=True):
        claims = claims_in(text, (start, end), not_own)
        said = text[start:end]
        if speaks_of_itself(said):
            sentences.append(Sentence(said, start, end, kind, None, claims))
            continue
        agency = names[0] if names else agency
        sentences.append(Sentence(said, start, end, kind, agency, claims, names[1:]))
    return tuple(sentences)


def _several(paragraph: Paragraph) -> list[Doubt]:
    """A doubt for each sentence that more than one agency is named in as doing it: one of them says it."""
    found = []
    for one in paragraph.sentences:
        if one.agency and one.also:
            names = (one.agency, *one.also)
            told = f"{', '.join(names[:-1])} and {names[-1]}"
            sentence = f"«{begun(one.text)} …» names {told}. Who says it? We read it as a sentence of {one.agency}."
            found.append(Doubt("agency-several", sentence, paragraph.number, readings=(*names, PARTNERSHIP)))
    return found


def begun(words: str) -> str:
    """How a text begins, as far as a word's end."""
    return words if len(words) <= 60 else words[:60].rsplit(" ", 1)[0]


def _document(shape: Outline, sections: tuple[Section, ...], doubts: list[Doubt], register: Register) -> Document:
    place = {p.number: position for position, p in enumerate(p for s in sections for p in s.paragraphs)}
    doubts.sort(key=lambda doubt: place.get(doubt.paragraph, -1) if doubt.paragraph is not None else -1)
    acting = dict.fromkeys(name for section in sections for p in section.paragraphs for name in p.agencies)
    return Document(
        shape.title,
        sections,
        tuple(shape.tables),
        tuple(shape.other),
        tuple(doubts),
        tuple(Agency(name, register.also(name)) for name in acting),
    )


def _blank(text: str, stretches: list[tuple[int, int]]) -> str:
    """Return the text with its quotations blanked out, every character in its old place."""
    parts: list[str] = []
    position = 0
    for start, end in stretches:
        parts += [text[position:start], " " * (end - start)]
        position = end
    return "".join([*parts, text[position:]])
