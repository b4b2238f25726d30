"""What the business unit does with order and sections, how an empty edition begins, and drafts on the page."""

import pytest

from lineofsight.assurance.models import Draft, Section, Statement
from lineofsight.partnership.actor import job
from lineofsight.publication.compiling.edition import content_of
from lineofsight.publication.content.as_published import as_published
from lineofsight.publication.models import Edition
from tests.factories import rows
from tests.factories.partnership import NOW

pytestmark = pytest.mark.django_db


def order(page: str) -> list[int]:
    """The numbers of the sentences as they stand on the page."""
    return [int(part.split('"')[0]) for part in page.split(' id="s')[1:] if part.split('"')[0].isdecimal()]


def test_a_sentence_moves_up_and_what_is_typed_is_kept(given):
    answer = given.arrange(
        given.unit, "up", statement=given.second.ref, words="Half a sen", began=given.second.current.sha
    )
    page = given.page(given.unit)

    assert answer.status_code == 302
    assert order(page) == [2, 1, 3]
    assert Draft.objects.get().text == "Half a sen"
    assert "You began to change this at" in page


def test_at_the_edge_the_page_says_why_and_keeps_the_field(given):
    answer = given.arrange(
        given.unit, "up", statement=given.first.ref, words="Half a sen", began=given.first.current.sha
    )

    assert answer.status_code == 422
    assert "It stands first in its section." in answer.content.decode()
    assert "Half a sen</textarea>" in answer.content.decode()


def test_a_sentence_is_added_after_another_and_opened(given):
    answer = given.arrange(
        given.unit, "add", statement=given.first.ref, new_words="New words.", agency=given.of.health.ref
    )
    page = given.unit.get(answer["Location"]).content.decode()

    assert order(page) == [1, Statement.objects.latest("id").position, 2, 3]
    assert "New words.</textarea>" in page


@pytest.mark.parametrize(
    ("form", "why"), [({"agency": ""}, "Choose the agency that says it."), ({"new_words": " "}, "Enter the sentence")]
)
def test_a_sentence_that_cannot_be_added_is_shown_again_with_its_reason(given, form, why):
    sent = {"statement": given.first.ref, "new_words": "New words.", "agency": given.of.health.ref} | form

    answer = given.arrange(given.unit, "add", words="x", began=given.first.current.sha, **sent)

    assert answer.status_code == 422
    assert why in answer.content.decode()
    assert sent["new_words"].strip() in answer.content.decode()
    assert Statement.objects.count() == 3


def test_sections_are_added_renamed_and_moved(given):
    given.arrange(given.unit, "section-add", title="Workforce")
    given.arrange(given.unit, "section-rename", section="Plans", title="Plans for babies")
    given.arrange(given.unit, "section-up", section="Workforce")

    page = given.page(given.unit)
    assert page.index(">Plans for babies</h2>") < page.index(">Workforce</h2>") < page.index(">Visits</h2>")
    assert "No sentence yet." in page
    assert [row.title for row in Section.objects.order_by("place")] == ["Plans for babies", "Workforce", "Visits"]


def test_a_section_without_sentences_is_printed_as_nothing_reported(given):
    given.arrange(given.unit, "section-add", title="Workforce")

    content = content_of(given.edition, job("build", now=NOW))

    assert [(section.title, len(section.lines)) for section in content.sections] == [
        ("Plans", 2),
        ("Visits", 1),
        ("Workforce", 0),
    ]


def test_a_second_section_of_one_name_is_refused(given):
    answer = given.arrange(given.unit, "section-add", title=" Plans ", field="new-section")

    assert answer.status_code == 422
    assert "There is a section «Plans» already." in answer.content.decode()
    assert 'href="#new-section"' in answer.content.decode()


def test_only_the_unit_arranges(given):
    assert given.arrange(given.lead, "section-add", title="Workforce").status_code == 403
    assert given.arrange(given.unit, "something").status_code == 422
    assert given.arrange(given.unit, "up", statement="a" * 26).status_code == 404
    assert "Add a section" not in given.page(given.lead)


def test_a_sentence_is_taken_out_and_put_in_again_by_its_agency(given):
    given.write(given.lead, given.first, "Half", do="out")
    out = given.page(given.lead)
    given.write(given.lead, Statement.objects.get(pk=given.first.pk), "Half", do="in")

    assert "1 left out" in out
    assert "Not in the edition." in out
    assert "left out" not in given.page(given.lead)
    assert Draft.objects.get().text == "Half"


def test_an_edition_without_sentences_begins_with_the_themes(given):
    empty = rows.edition(rows.review(given.of.hub, name="Another review"), given.of.hub)
    given.edition = empty

    before = given.page(given.unit)
    given.arrange(given.unit, "outline")
    after = given.page(given.unit)

    assert "No sentence stands in this edition yet." in before
    assert "Start from the outline (10 themes)" in before
    assert "Babies before and after birth" in after
    assert Section.objects.filter(review=empty.review).count() == 10
    assert "Start from the outline" not in after


def test_a_first_sentence_is_added_to_a_section_of_the_outline(given):
    given.edition = rows.edition(rows.review(given.of.hub, name="Another review"), given.of.hub)
    given.arrange(given.unit, "outline")

    given.arrange(
        given.unit, "add", section="Babies before and after birth", new_words="We met.", agency=given.of.health.ref
    )

    made = Statement.objects.get(review=given.edition.review)
    assert (made.section, made.agency) == ("Babies before and after birth", given.of.health)


def test_an_edition_without_sentences_begins_with_those_of_the_last_one(given):
    frozen = as_published(content_of(given.edition, job("build", now=NOW)))
    Edition.objects.filter(pk=given.edition.pk).update(content=frozen.to_json().decode(), state="published")
    Statement.objects.update(is_included=False)
    given.edition = rows.edition(given.review, given.of.hub)

    before = given.page(given.unit)
    answer = given.arrange(given.unit, "earlier")

    assert "Start from last edition's 3 sentences" in before
    assert answer.status_code == 302
    assert Statement.objects.filter(is_included=True).count() == 3


def test_a_draft_is_offered_with_its_time_and_is_used_or_discarded(given):
    given.write(given.lead, given.second, "Half a sentence of mine", do="draft")

    offered = given.page(given.lead, "?sentence=2")
    used = given.page(given.lead, "?sentence=2&draft=use")
    for_the_unit = given.page(given.unit, "?sentence=2")
    discarded = given.write(given.lead, given.second, "", do="discard")

    assert "You began to change this at" in offered
    assert ": use it or discard it." in offered
    assert "<textarea" not in offered.split('id="s2"')[1].split('id="s3"')[0]
    assert "Half a sentence of mine</textarea>" in used
    assert "Half a sentence" not in for_the_unit
    assert discarded.status_code == 302
    assert not Draft.objects.exists()
    assert "You began to change this" not in given.page(given.lead, "?sentence=2")


def test_a_saved_sentence_leaves_no_draft_and_neither_does_one_that_changes_nothing(given):
    given.write(given.lead, given.second, "Mine.", do="draft")
    given.write(given.lead, given.second, "Mine.")
    saved = Draft.objects.count()
    now = Statement.objects.get(pk=given.second.pk)
    # A pause of typing that arrives after the save.
    given.write(given.lead, now, "Mine.", do="draft", htmx=True)

    assert (saved, Draft.objects.count()) == (0, 0)


def test_a_draft_over_words_that_somebody_else_changed_says_so_and_meets_both_texts(given):
    given.write(given.lead, given.second, "Mine, half written", do="draft")
    began = given.second.current.sha
    given.write(given.unit, given.second, "Theirs stands now.")

    used = given.page(given.lead, "?sentence=2&draft=use")
    saved = given.write(given.lead, given.second, "Mine, whole.", began=began)

    assert "Somebody else has saved this sentence since you began" in used
    assert f'name="began" value="{began}"' in used
    assert saved.status_code == 409


def test_a_form_without_its_edition_is_told_where_to_begin(given):
    answer = given.unit.post(f"/statements/{given.first.ref}/words", {"words": "Something."})

    assert answer.status_code == 422
    assert "Open the sentence from its Summary." in answer.content.decode()
