"""An edition is read strictly, written in one form, and holds nothing that is not public once published."""

from dataclasses import fields, is_dataclass, replace
from datetime import date

import pytest

from lineofsight.publication.content import edition as content_module
from lineofsight.publication.content.as_published import as_published
from lineofsight.publication.content.edition import BasisState, EditionContent, NotAnEdition, OpenKind, wording_sha
from lineofsight.publication.content.open_list import open_list
from tests.publication.pure import factory


def test_an_edition_comes_back_from_its_json_the_same() -> None:
    content = factory.content()

    again = EditionContent.from_json(content.to_json())

    assert again == content
    assert again.sha == content.sha
    assert EditionContent.from_dict(content.to_dict()) == content


@pytest.mark.parametrize(
    ("path", "value", "place"),
    [
        (("title",), 7, "title"),
        (("sections", 1, "lines", 0, "shows"), 9, "sections.1.lines.0.shows"),
        (("sections", 1, "lines", 0, "author_name"), "Somebody", "author_name"),
        (("as_at_date",), "30 June 2026", "as_at_date"),
        (("schema",), 2, "schema"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_place(path: tuple[str | int, ...], value: object, place: str) -> None:
    values = EditionContent.from_json(factory.content().to_json()).to_dict()
    thing = values
    for step in path[:-1]:
        thing = thing[step]  # type: ignore[index]
    thing[path[-1]] = value  # type: ignore[index]

    with pytest.raises(NotAnEdition, match=place.replace(".", r"\.")):
        EditionContent.from_dict(values)


@pytest.mark.parametrize("text", [b"", b"\xff\xfe", b"[]", b"{}", b"{", b"null", b'{"ref": 1}'])
def test_a_file_that_is_no_edition_is_refused_in_one_sentence(text: bytes) -> None:
    with pytest.raises(NotAnEdition, match="This is not an edition") as refused:
        EditionContent.from_json(text)

    assert "\n" not in str(refused.value)


def test_two_sentences_cannot_have_one_number_or_anchor() -> None:
    one, other = factory.line("checked"), replace(factory.line("said"), statement_ref="statement-2")

    with pytest.raises(NotAnEdition, match="same number"):
        EditionContent.from_json(factory.edition(one, other).to_json())
    with pytest.raises(NotAnEdition, match="same anchor"):
        EditionContent.from_json(factory.edition(one, replace(other, number=2)).to_json())


def test_one_number_of_evidence_means_one_piece_of_evidence() -> None:
    one = factory.line("checked")
    shared = replace(one, number=2, anchor="s2")
    other = replace(shared, basis=(factory.audit("E1", ref="another"),))

    assert EditionContent.from_json(factory.edition(one, shared).to_json())
    with pytest.raises(NotAnEdition, match="called E1"):
        EditionContent.from_json(factory.edition(one, other).to_json())


def test_evidence_that_was_not_accepted_is_not_published() -> None:
    line = factory.line("checked")
    rejected = factory.audit("E2", state=BasisState.REJECTED, title="A note that was sent back")
    content = factory.edition(replace(line, basis=(*line.basis, rejected)))

    published = as_published(content)

    assert b"sent back" in content.to_json()
    assert b"sent back" not in published.to_json()
    assert as_published(published) == published


def test_no_part_of_an_edition_has_a_place_for_a_persons_name() -> None:
    parts = [part for part in vars(content_module).values() if is_dataclass(part)]
    named = {field.name for part in parts for field in fields(part)}

    assert len(parts) > 15
    assert not named & {"name", "person", "author", "by_name", "signed_by", "email", "pseudonym"}


def test_a_changed_letter_is_another_wording() -> None:
    assert wording_sha("Visits are made.") != wording_sha("Visits are Made.")


def test_what_is_only_said_stands_in_the_open_list_by_itself() -> None:
    items = open_list(factory.edition(factory.line("said"), open_items=()))

    assert [(item.kind, item.line_number) for item in items] == [(OpenKind.SAID_NOT_SHOWN, 1)]


def test_an_intention_is_late_the_day_after_its_day_and_not_on_it() -> None:
    line = factory.line("intention")

    on_its_day = factory.edition(replace(line, due_date=factory.AS_AT), open_items=())
    after = factory.edition(replace(line, due_date=date(2026, 6, 29)), open_items=())

    assert open_list(on_its_day) == ()
    assert [item.kind for item in open_list(after)] == [OpenKind.LATE]


def test_a_sentence_that_somebody_wrote_down_as_open_stands_there_once() -> None:
    written = replace(factory.edition().open_items[0], line_number=1)

    assert open_list(factory.edition(factory.line("said"), open_items=(written,))) == (written,)
