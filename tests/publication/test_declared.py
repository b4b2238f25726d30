"""What is declared is added and stays, says role and day, and loses its force with the first word that changes."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from lineofsight.assurance.actions.statements import change_statement
from lineofsight.assurance.rules import Consent, EvidenceKind, EvidenceState
from lineofsight.library.scales import Spoke
from lineofsight.partnership.moves import WrongState
from lineofsight.partnership.policy import Forbidden
from lineofsight.partnership.rows import Stale
from lineofsight.partnership.rules import Role
from lineofsight.publication.actions.declared import (
    NotThatDay,
    StandsFirm,
    WroteIt,
    attest_search,
    lift_hold,
    override,
    put_hold,
    say_family,
    say_lines,
)
from lineofsight.publication.actions.editions import SamePerson, lock_edition, open_edition
from lineofsight.publication.compiling.edition import content_of
from lineofsight.publication.content.declared import HoldKind, SearchPlace
from lineofsight.publication.gate.refusal import Refusal
from lineofsight.publication.models import Override, Search
from lineofsight.publication.queries.declared import overrides_of
from lineofsight.publication.read_mark import read_sha
from lineofsight.trail.models import Event
from tests.factories import declared_rows, rows
from tests.factories.partnership import TODAY, acting

pytestmark = pytest.mark.django_db


@pytest.fixture
def checker(bodies):
    return acting(Role.CHECKER, bodies.hub)


def refused(code: str) -> Refusal:
    return Refusal(code=code, place="Sentence 1", sentence="s", reason="r", cure="c", link="/")


def test_what_was_found_stays_beside_the_last_search_of_its_place(edition, author):
    for found, back in (("A report.", 5), ("", 3), ("", 0)):
        day = TODAY - timedelta(back)
        attest_search(edition=edition, place=SearchPlace.PRESS, searched_date=day, found=found, by=author)

    told = content_of(edition, author).declared.searches

    assert [(one.found, one.searched_date) for one in told] == [("A report.", TODAY - timedelta(5)), ("", TODAY)]


def test_the_last_search_of_each_place_is_in_the_content_with_role_and_day(edition, author, checker):
    attest_search(edition=edition, place=SearchPlace.PRESS, searched_date=TODAY - timedelta(5), by=author)
    attest_search(edition=edition, place=SearchPlace.PRESS, searched_date=TODAY, by=checker)

    (search,) = content_of(edition, author).declared.searches

    assert (search.where, search.searched_date, search.by_role, search.found) == (
        SearchPlace.PRESS,
        TODAY,
        "Disclosure checker",
        "",
    )
    assert Event.objects.filter(act="edition.searched").count() == Search.objects.count() == 2


def test_a_search_of_tomorrow_is_refused(edition, author):
    with pytest.raises(NotThatDay, match="must be today or in the past"):
        attest_search(edition=edition, place=SearchPlace.PRESS, searched_date=TODAY + timedelta(1), by=author)


@pytest.mark.parametrize("role", [Role.CONTRIBUTOR, Role.SAFEGUARDING_LEAD, Role.PUBLISHER])
def test_not_everybody_declares(edition, bodies, role):
    with pytest.raises(Forbidden):
        put_hold(edition=edition, kind=HoldKind.INQUEST, since_date=TODAY, by=acting(role, bodies.hub))


def test_a_hold_is_lifted_by_somebody_else_with_a_reason_and_once(edition, author, checker):
    hold = put_hold(edition=edition, kind=HoldKind.INQUEST, since_date=TODAY, by=author)
    held = content_of(edition, author).declared.holds[0]
    with pytest.raises(ValueError, match="it is printed"):
        lift_hold(hold=hold, reason=" ", lifted_date=TODAY, expected_version=1, by=checker)
    lift_hold(hold=hold, reason="The inquest has ended.", lifted_date=TODAY, expected_version=1, by=checker)

    with pytest.raises(WrongState):
        lift_hold(hold=hold, reason="Again.", lifted_date=TODAY, expected_version=2, by=checker)
    lifted = content_of(edition, author).declared.holds[0]
    assert (held.lifted_date, lifted.lifted_date, lifted.lifted_by_role) == (None, TODAY, "Disclosure checker")


@pytest.mark.parametrize(("day", "reason"), [(None, ""), (TODAY, "It was not.")])
def test_the_family_was_offered_sight_or_there_is_a_reason_and_never_both(edition, author, day, reason):
    with pytest.raises(ValueError, match="one of them"):
        say_family(edition=edition, offered_date=day, not_offered_reason=reason, by=author)


def test_the_last_word_about_the_family_stands(edition, author):
    say_family(edition=edition, offered_date=None, not_offered_reason="Not found.", by=author)
    say_family(edition=edition, offered_date=TODAY, child_line="This is about a child who was loved.", by=author)

    family = content_of(edition, author).declared.family

    assert (family.offered_date, family.not_offered_reason) == (TODAY, "")
    assert family.child_line == "This is about a child who was loved."


def test_the_support_line_comes_from_the_library_until_somebody_writes_it_for_the_edition(edition, author):
    before = content_of(edition, author).support_line
    say_lines(edition=edition, support_line="Ring 0300 000 0000.", expected_version=1, by=author)

    assert before.startswith("Worried about a child now?")
    assert content_of(edition, author).support_line == "Ring 0300 000 0000."
    assert open_edition(review=edition.review, by=author).support_line == "Ring 0300 000 0000."


def test_of_two_who_write_the_line_the_second_is_told(edition, author):
    say_lines(edition=edition, support_line="Ring 1.", expected_version=1, by=author)

    with pytest.raises(Stale):
        say_lines(edition=edition, support_line="Ring 2.", expected_version=1, by=author)


def experience(edition, by, **facts):
    given = {
        "kind": EvidenceKind.EXPERIENCE,
        "state": EvidenceState.ACCEPTED,
        "asked": 24,
        "answered": 15,
        "heard": "Most had been told what the plan says.",
        "consent": Consent.TOLD,
        "spoke": Spoke.PARENT,
    } | facts
    return rows.evidence(edition.review, by, **given)


def test_voices_are_the_experience_that_was_accepted_and_told_as_people_agreed(edition, author, bodies):
    experience(edition, bodies.council, title="What parents told")
    experience(edition, bodies.council, title="What some said", consent=Consent.COUNTED, heard="Not to be told.")
    experience(edition, bodies.council, title="Not yet looked at", state=EvidenceState.OFFERED)
    experience(edition, bodies.council, title="Long ago", valid_until=TODAY - timedelta(1))

    told = content_of(edition, author).voices.items

    assert [(one.who, one.asked, one.answered) for one in told] == [
        ("What parents told", 24, 15),
        ("What some said", 24, 15),
    ]
    assert told[0].text == "Most had been told what the plan says."
    assert "Not to be told" not in told[1].text


def test_where_only_practitioners_were_heard_it_is_told_why_no_family_was(edition, author, bodies):
    say_lines(edition=edition, nobody_asked="Too soon after the trial.", expected_version=1, by=author)
    experience(edition, bodies.health, title="What health visitors said", spoke=Spoke.PRACTITIONER)

    voices = content_of(edition, author).voices

    assert (voices.of_families(), len(voices.of(Spoke.PRACTITIONER))) == ((), 1)
    assert voices.nobody_asked_reason == "Too soon after the trial."


def test_how_many_of_a_family_were_asked_is_rounded_whatever_they_are_called(edition, author, bodies):
    experience(edition, bodies.council, title="Those who came to the meetings")
    experience(edition, bodies.council, title="Those who came to the training", spoke=Spoke.PRACTITIONER)

    family, staff = content_of(edition, author).voices.items

    assert (family.told.nearest, staff.told.is_exact) == (5, True)


def test_why_nobody_was_asked_is_printed_only_where_nobody_was_heard(edition, author, bodies):
    say_lines(edition=edition, nobody_asked="Too soon after the trial.", expected_version=1, by=author)
    silent = content_of(edition, author).voices
    experience(edition, bodies.council)

    assert silent.nobody_asked_reason == "Too soon after the trial."
    assert content_of(edition, author).voices.nobody_asked_reason == ""


def test_an_override_stands_for_one_wording_and_is_lost_with_it(edition, statement, author, checker):
    override(
        edition=edition, refusal=refused("words.other"), wording=statement.current, reason="The law's word.", by=checker
    )
    (given,) = content_of(edition, author).declared.overrides

    change_statement(statement=statement, text="Other words.", expected_version=1, by=author)

    assert (given.code, given.line_number, given.by_role) == ("words.other", 1, "Disclosure checker")
    assert given.wording_sha == rows.Wording.objects.first().sha
    assert content_of(edition, author).declared.overrides == ()
    assert [one.has_lapsed for one in overrides_of(edition, author)] == [True]


def test_whoever_wrote_the_words_or_the_edition_lets_nothing_pass(edition, statement, bodies, author, checker):
    change_statement(statement=statement, text="Words of mine.", expected_version=1, by=author)
    statement.refresh_from_db()
    as_checker = type(checker)(**{**vars(author), "roles": frozenset({Role.CHECKER})})
    lock_edition(edition=edition, by=acting(Role.BUSINESS_MANAGER, bodies.hub, email="second@hub.example"))

    with pytest.raises(WroteIt):
        override(
            edition=edition, refusal=refused("words.other"), wording=statement.current, reason="So.", by=as_checker
        )
    edition.author_id = checker.person_id
    with pytest.raises(SamePerson):
        override(edition=edition, refusal=refused("words.other"), wording=statement.current, reason="So.", by=checker)
    assert not Override.objects.exists()


@pytest.mark.parametrize("code", ["signed.missing", "name.registered", "points.name", "small.too_few"])
def test_what_is_not_listed_as_a_matter_of_judgement_is_let_pass_by_nobody(edition, statement, checker, code):
    with pytest.raises(StandsFirm):
        override(edition=edition, refusal=refused(code), wording=statement.current, reason="So.", by=checker)


@pytest.mark.parametrize("role", [Role.BUSINESS_MANAGER, Role.PUBLISHER, Role.SAFEGUARDING_LEAD])
def test_only_a_checker_a_scrutineer_or_a_partner_lets_pass(edition, statement, bodies, role):
    by = acting(role, bodies.hub, email="somebody@hub.example")

    with pytest.raises(Forbidden):
        override(edition=edition, refusal=refused("words.other"), wording=statement.current, reason="So.", by=by)


def test_the_same_is_let_pass_once_in_the_action_and_in_the_database(edition, checker, bodies):
    override(edition=edition, refusal=refused("words.other"), wording=None, reason="So.", by=checker)

    with pytest.raises(ValueError, match="Somebody has let this pass already"):
        override(edition=edition, refusal=refused("words.other"), wording=None, reason="So.", by=checker)
    with pytest.raises(IntegrityError), transaction.atomic():
        declared_rows.override(edition, bodies.hub, reason="So.")


def test_two_words_of_one_sentence_are_let_pass_one_after_the_other_each_with_its_own_reason(
    edition, statement, checker
):
    robust, embedded = (
        replace(refused("wording.above_shown"), reason=f"«{word}» claims more.") for word in ("robust", "embedded")
    )
    given = {"edition": edition, "wording": statement.current, "by": checker}

    with pytest.raises(ValueError, match="Write «robust» in your reason"):
        override(**given, refusal=robust, reason="Seen in use.", beside=(embedded,))
    override(**given, refusal=robust, reason="«Robust» is the inspector's word.", beside=(embedded,))
    override(**given, refusal=embedded, reason="«Embedded» was seen in use.", beside=(robust,))

    told = content_of(edition, checker).declared.overrides
    assert [one.reason for one in told] == ["«Robust» is the inspector's word.", "«Embedded» was seen in use."]
    assert Event.objects.filter(act="edition.overridden").count() == 2


def test_what_was_read_changes_with_a_word_that_is_declared_and_not_with_a_search_that_found_nothing(edition, author):
    first = read_sha(content_of(edition, author))
    attest_search(edition=edition, place=SearchPlace.PRESS, searched_date=TODAY, by=author)
    searched = read_sha(content_of(edition, author))
    attest_search(edition=edition, place=SearchPlace.TRIAL, searched_date=TODAY, found="A report.", by=author)
    found = read_sha(content_of(edition, author))

    assert first == searched != found
