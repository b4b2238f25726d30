"""The pages of evidence, of what a sentence answers and of a review's days, through the browser's door."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from lineofsight.assurance.models import Action, ActionEvidence, Evidence, ReviewDay, Supports, UpdateEvidence
from lineofsight.assurance.rules.chain import ActionState
from lineofsight.partnership.models import Agency
from lineofsight.partnership.rules import AgencyKind, Audience, Role
from tests.factories import chain_rows, rows
from tests.factories.partnership import TODAY, agency, member, partnership
from tests.web.browsers import browser
from tests.web.pages import page

AT_LENGTH = pytest.mark.postgres_at_length(
    reason="where evidence is offered and told of; judging and carrying it are tried on both in tests/assurance",
    but=(
        "test_one_form_puts_evidence_behind_an_action_and_the_ticked_sentences",
        "test_evidence_that_is_there_is_put_behind_more_by_its_agency_alone",
        "test_the_list_of_evidence_says_what_counts_what_waits_and_what_has_expired",
        "test_what_a_closed_body_leads_passes_to_its_successor_and_nothing_is_left_behind",
        "test_a_newer_version_is_offered_with_what_the_old_one_says_and_ticked_on_the_next_page",
        "test_the_unit_puts_a_partners_evidence_behind_another_agencys_sentence",
    ),
)
pytestmark = [pytest.mark.django_db, AT_LENGTH]
OFFERED = {"title": "Minutes", "kind": "document", "shows": "1", "note": "Decided."}


@pytest.fixture
def of():
    return partnership()


@pytest.fixture
def review(of):
    return rows.review(of.hub)


def test_one_form_puts_evidence_behind_an_action_and_the_ticked_sentences(of, review):
    lead = browser(member(Role.SAFEGUARDING_LEAD, of.council))
    action = chain_rows.action(chain_rows.recommendation(review, of.council), of.council)
    mine, theirs = rows.statement(review, of.council), rows.statement(review, of.health)

    form = page(lead, f"/actions/{action.ref}/evidence")
    sent = lead.post(f"/actions/{action.ref}/evidence", {**OFFERED, "statements": [mine.ref]})
    forced = lead.post(f"/actions/{action.ref}/evidence", {**OFFERED, "statements": [theirs.ref]})

    assert mine.ref in form
    assert theirs.ref not in form
    assert (sent.status_code, forced.status_code) == (302, 422)
    assert [tie.statement for tie in Supports.objects.all()] == [mine]
    assert [tie.action for tie in ActionEvidence.objects.all()] == [action]


def test_what_is_rarely_asked_is_closed_until_something_in_it_is_filled_in_or_wrong(of, review):
    lead = browser(member(Role.SAFEGUARDING_LEAD, of.council))
    address = f"/statements/{rows.statement(review, of.council).ref}/evidence"
    counts = '<summary class="govuk-details__summary"><span class="govuk-details__summary-text">If it counts something'

    def is_open(told: str) -> bool:
        return told.partition(counts)[0].endswith('<details class="govuk-details los-group" open>')

    wrong = lead.post(address, {**OFFERED, "counted_n": "eight"}).content.decode()

    assert counts in wrong
    assert [is_open(told) for told in (page(lead, address), page(lead, f"{address}?n=8&of=10"), wrong)] == [
        False,
        True,
        True,
    ]


def test_what_the_office_brought_and_accepted_alone_is_not_the_agency_s_own_word(of, review):
    said = rows.statement(review, of.council, Audience.PARTNERSHIP)
    alone = {"state": "accepted", "accepted_by_ref": "somebody", "kind": "audit"}
    rows.behind(said, rows.evidence(review, of.hub, Audience.PARTNERSHIP, **alone))

    told = page(browser(member(Role.SAFEGUARDING_LEAD, of.council)), f"/statements/{said.ref}")

    assert f"{of.hub.name}, " in told
    assert "Nobody but whoever offered it has looked at it" in told


def test_what_the_guard_noticed_in_a_file_is_told_to_whoever_took_it_in_and_to_nobody_else(of, review):
    said = rows.statement(review, of.council, Audience.PARTNERSHIP)
    held = rows.held(of.council, Audience.PARTNERSHIP, name="visits.csv")
    type(held).objects.filter(pk=held.pk).update(notes="formula-cells")
    piece = rows.evidence(review, of.council, Audience.PARTNERSHIP, held=held)
    rows.behind(said, piece)

    own, others = (
        page(browser(member(Role.SAFEGUARDING_LEAD, body, email=f"{body.code}@a.example")), f"/evidence/{piece.ref}")
        for body in (of.council, of.health)
    )

    assert "Some cells begin like a formula." in own
    assert "Some cells begin like a formula." not in others


def test_what_people_told_is_refused_in_a_sentence_and_every_word_is_kept(of, review):
    lead = browser(member(Role.SAFEGUARDING_LEAD, of.council))
    statement = rows.statement(review, of.council)
    told = {
        **OFFERED,
        "kind": "experience",
        "asked": "30",
        "answered": "18",
        "heard": "They knew why.",
        "spoke": "child",
    }
    unsaid = lead.post(f"/statements/{statement.ref}/evidence", {**told, "spoke": ""}).content.decode()

    refused = lead.post(f"/statements/{statement.ref}/evidence", told)
    taken = lead.post(f"/statements/{statement.ref}/evidence", {**told, "consent": "told in other words"})
    shown = page(lead, f"/evidence/{Evidence.objects.get().ref}")

    assert (refused.status_code, taken.status_code) == (422, 302)
    assert "Say who spoke: children, parents or carers, practitioners, or others." in unsaid
    assert "Say what they agreed to" in refused.content.decode()
    assert "They knew why." in refused.content.decode()
    assert "18 of 30 (60%)" in shown
    assert "Children or young people. They agreed to this: to be told in other words" in shown


@pytest.mark.parametrize("chosen", [True, False])
def test_a_form_that_comes_back_says_that_the_file_is_to_be_chosen_again(of, review, chosen):
    lead = browser(member(Role.SAFEGUARDING_LEAD, of.council))
    statement = rows.statement(review, of.council)
    file = {"file": SimpleUploadedFile("minutes.txt", b"Decided.")} if chosen else {}

    refused = lead.post(f"/statements/{statement.ref}/evidence", {**OFFERED, "title": "", **file})

    assert refused.status_code == 422
    assert ("Choose the file again: what you wrote is kept, the file is not." in refused.content.decode()) == chosen


def test_evidence_that_is_there_is_put_behind_more_by_its_agency_alone(of, review):
    piece = rows.evidence(review, of.council, Audience.PARTNERSHIP, state="accepted")
    statement = rows.statement(review, of.council)
    address = f"/evidence/{piece.ref}/uses"

    done = browser(member(Role.CONTRIBUTOR, of.council)).post(address, {"statements": [statement.ref]})
    empty = browser(member(Role.BUSINESS_MANAGER, of.hub)).post(address, {})
    theirs = browser(member(Role.CONTRIBUTOR, of.health)).post(address, {"statements": [statement.ref]})

    assert (done.status_code, empty.status_code, theirs.status_code) == (302, 422, 403)
    assert Supports.objects.count() == 1


def test_evidence_ticked_by_mistake_is_taken_away_with_a_reason_that_stands_on_the_page(of, review):
    lead = browser(member(Role.SAFEGUARDING_LEAD, of.council))
    statement = rows.statement(review, of.council)
    kept = rows.evidence(review, of.council, Audience.PARTNERSHIP, state="accepted", title="Minutes of another team")
    rows.behind(statement, kept)
    address = f"/statements/{statement.ref}/evidence/away"
    offered = page(lead, f"/statements/{statement.ref}")

    refused = lead.post(address, {"key": "1", "evidence": kept.ref})
    lead.post(address, {"key": "2", "evidence": kept.ref, "reason": "It is about another team."})

    after = page(lead, f"/statements/{statement.ref}")
    # Where nothing is left to take away there is no form, and the way to put something there.
    empty = page(lead, address)
    outside = page(browser(member(Role.SCRUTINEER, of.scrutiny)), f"/statements/{statement.ref}")
    assert address in offered
    assert "Take it away" not in empty
    assert f"Attach evidence to sentence {statement.position}" in empty
    assert "Take it away" in refused.content.decode()
    assert (refused.status_code, b"Say in a line why" in refused.content) == (422, True)
    assert "Taken away from this sentence" in after
    assert "It is about another team. Taken away on" in after
    assert "Nothing current. Until there is, this counts as said only." in after
    assert "It is about another team. Taken away on" in outside
    assert address not in after
    assert address not in outside


def test_evidence_behind_an_action_and_beside_its_update_is_taken_away_on_one_page(of, review):
    lead = browser(member(Role.SAFEGUARDING_LEAD, of.council))
    action = chain_rows.action(chain_rows.recommendation(review, of.council), of.council)
    kept = {"state": "accepted", "title": "Minutes of another team"}
    own, beside = (rows.evidence(review, of.council, Audience.PARTNERSHIP, **kept) for _ in range(2))
    chain_rows.behind_action(action, own)
    update = chain_rows.update(action, Audience.PARTNERSHIP, state="accepted")
    tick = chain_rows.beside_update(update, beside)
    address = f"/actions/{action.ref}/evidence/away"
    offered, asked = page(lead, f"/actions/{action.ref}"), page(lead, address)

    refused = lead.post(address, {"key": "1", "evidence": tick.ref})
    lead.post(address, {"key": "2", "evidence": tick.ref, "reason": "It is about another team."})

    after = page(lead, f"/actions/{action.ref}")
    outsider = browser(member(Role.SCRUTINEER, of.scrutiny))
    assert address in offered
    assert f"{own.label} Minutes of another team, behind the action" in asked
    assert f"{beside.label} Minutes of another team, beside {tick.behind}" in asked
    assert (refused.status_code, b"Say in a line why" in refused.content) == (422, True)
    assert f"It is about another team. Taken away from {tick.behind} on" in after
    assert beside.label not in page(lead, address)
    assert address not in page(outsider, f"/actions/{action.ref}")
    assert outsider.post(address, {"key": "3", "evidence": tick.ref, "reason": "It is not theirs."}).status_code == 403


def test_the_list_of_evidence_says_what_counts_what_waits_and_what_has_expired(of, review):
    unit = browser(member(Role.BUSINESS_MANAGER, of.hub))
    rows.evidence(review, of.council, state="accepted", title="Counts", valid_until=date(2100, 1, 1))
    rows.evidence(review, of.council, title="Waits")
    rows.evidence(review, of.council, state="accepted", title="Ended", valid_until=date(2026, 1, 1))
    address = f"/reviews/{review.ref}/evidence"

    shown = {view: page(unit, f"{address}?view={view}") for view in ("soon", "waiting", "expired", "anything")}

    assert "Nothing ends within 30 days." in shown["soon"]
    assert "Waits" in shown["waiting"]
    assert "Expired 1 January 2026" in shown["expired"]
    assert "3 pieces" in shown["anything"]


def test_an_update_is_written_with_the_evidence_that_shows_it_and_the_unit_sees_it(of, review):
    lead, unit = browser(member(Role.SAFEGUARDING_LEAD, of.council)), browser(member(Role.BUSINESS_MANAGER, of.hub))
    action = chain_rows.action(chain_rows.recommendation(review, of.council), of.council, state=ActionState.STARTED)
    piece = rows.evidence(review, of.council, title="The list of May")
    day = {"as_at_date-day": "1", "as_at_date-month": "6", "as_at_date-year": "2026"}
    words = {"changed": "yes", "text": "The list goes out.", "then": "submit", "version": "0", "evidence": [piece.ref]}

    sent = lead.post(f"/actions/{action.ref}/update", {**words, **day})
    tie = UpdateEvidence.objects.get()
    shown = page(unit, f"/updates/{tie.update.ref}/judge")

    assert sent.status_code == 302
    assert "The list of May" in shown


def test_a_sentence_and_a_recommendation_tell_of_each_other(of, review):
    unit = browser(member(Role.BUSINESS_MANAGER, of.hub))
    statement = rows.statement(review, of.council, text="Every plan is read twice.")
    asked = chain_rows.recommendation(review, of.health, title="Read the plan")

    done = unit.post(f"/statements/{statement.ref}/answers", {"recommendations": [asked.ref]})

    assert done.status_code == 302
    assert "Read the plan" in page(unit, f"/statements/{statement.ref}")
    assert "Every plan is read twice." in page(unit, f"/recommendations/{asked.ref}")
    unit.post(f"/statements/{statement.ref}/answers", {})
    assert "Every plan is read twice." not in page(unit, f"/recommendations/{asked.ref}")


def test_the_days_of_a_review_stand_on_its_page_with_source_calendar_and_what_is_unchecked(of, review):
    unit = browser(member(Role.BUSINESS_MANAGER, of.hub))
    address = f"/reviews/{review.ref}/days"

    neither = unit.post(address, {"what": "aware"})
    silent = unit.post(address, {"what": "aware", "is_unknown": "on"})
    done = unit.post(address, {"what": "aware", "day-day": "1", "day-month": "6", "day-year": "2026"})
    shown = page(unit, f"/reviews/{review.ref}")

    assert (neither.status_code, silent.status_code, done.status_code) == (422, 422, 302)
    assert "Say why the day is not known" in silent.content.decode()
    assert ReviewDay.objects.get().day == date(2026, 6, 1)
    assert "the last day was 8 June 2026" in shown
    assert "Counted by: Bank holidays in England" in shown
    assert "Not yet checked against the source." in shown
    assert "Children Act 2004, s.16C" in shown


def test_an_action_is_cancelled_for_another_that_replaces_it_and_both_say_so(of, review):
    unit = browser(member(Role.BUSINESS_MANAGER, of.hub))
    asked = chain_rows.recommendation(review, of.council)
    old = chain_rows.action(asked, of.council, title="The old way")
    new = chain_rows.action(asked, of.council, title="The new way")
    words = {"reason": "It was too small.", "number": "1", "replaced_by": new.ref}

    done = unit.post(f"/actions/{old.ref}/move?to=cancelled", words)

    assert done.status_code == 302
    assert Action.objects.get(pk=old.pk).replaced_by == new
    assert "The new way" in page(unit, f"/actions/{old.ref}")
    assert "The old way" in page(unit, f"/actions/{new.ref}")


def test_what_a_closed_body_leads_passes_to_its_successor_and_nothing_is_left_behind(of, review):
    unit = browser(member(Role.BUSINESS_MANAGER, of.hub))
    heir = agency("heir", "Northmoor and Tarn Health", AgencyKind.HEALTH)
    asked = chain_rows.recommendation(review, of.health, title="Read the plan")
    chain_rows.action(asked, of.health, title="Write it down")
    Agency.objects.filter(pk=of.health.pk).update(successor=heir, closed_date=TODAY)

    told = page(unit, f"/recommendations/{asked.ref}")
    listed = page(unit, "/without-an-owner/pass-on")
    done = unit.post("/without-an-owner/pass-on", {"agency": of.health.ref})
    after = page(unit, "/without-an-owner/pass-on")

    assert "is closed, and Northmoor and Tarn Health took its place" in told
    assert "Write it down" in listed
    assert done.status_code == 302
    assert "Nothing to pass on" in after
    assert page(unit, f"/recommendations/{asked.ref}").count("Northmoor and Tarn Health") >= 1


def test_why_a_sentence_stands_where_it_stands_is_told_on_its_page(of, review):
    unit = browser(member(Role.BUSINESS_MANAGER, of.hub))
    statement = rows.statement(review, of.council)
    rows.behind(statement, rows.evidence(review, of.council, kind="audit", shows=3, state="accepted", title="Audit"))

    assert "It shows «Quality checked» because of E1 «Audit»." in page(unit, f"/statements/{statement.ref}")


def test_a_reader_is_told_by_which_role_they_see_a_sentence_and_nobody_else_gets_that_page(of, review):
    statement = rows.statement(review, of.council)
    address = f"/access/why/statement/{statement.ref}"

    told = page(browser(member(Role.SAFEGUARDING_LEAD, of.council)), address)
    theirs = browser(member(Role.SAFEGUARDING_LEAD, of.health)).get(address)

    assert "because you are Agency safeguarding lead of Wexcombe Council, and it belongs to Wexcombe Council" in told
    assert "Since 1 January 2026" in told
    assert theirs.status_code == 404


def test_whoever_withdraws_evidence_reads_first_what_would_be_weakened(of, review):
    unit = browser(member(Role.BUSINESS_MANAGER, of.hub))
    piece = rows.evidence(review, of.council, state="accepted", kind="audit", shows=3)
    rows.behind(rows.statement(review, of.council), piece)

    assert "If you withdraw it" in page(unit, f"/evidence/{piece.ref}/judge")
    assert "falls from «Quality checked» to «Said», and rests on nothing then" in page(unit, f"/evidence/{piece.ref}")


def test_a_newer_version_is_offered_with_what_the_old_one_says_and_ticked_on_the_next_page(of, review):
    lead, unit = browser(member(Role.SAFEGUARDING_LEAD, of.council)), browser(member(Role.BUSINESS_MANAGER, of.hub))
    statement = rows.statement(review, of.council, Audience.PARTNERSHIP)
    sent = lead.post(f"/statements/{statement.ref}/evidence", OFFERED)
    old = Evidence.objects.get()
    unit.post(f"/evidence/{old.ref}/judge", {"target": "accepted", "version": "1"})
    address = f"/evidence/{old.ref}/newer"

    form = page(lead, address)
    same = lead.post(address, {**OFFERED, "scope": "local"})
    told = lead.post(address, {**OFFERED, "note": "Decided again.", "scope": "local"})
    ticks = page(lead, told.headers["Location"])
    carried = lead.post(told.headers["Location"], {"statements": [statement.ref]})
    new = Evidence.objects.get(replaces=old)
    judging = page(unit, f"/evidence/{new.ref}/judge")
    unit.post(f"/evidence/{new.ref}/judge", {"target": "accepted", "version": "1"})

    assert (sent.status_code, same.status_code, told.status_code, carried.status_code) == (302, 422, 302, 302)
    assert "Decided." in form
    assert "This says the same as E1" in same.content.decode()
    assert f'value="{statement.ref}" checked' in ticks
    assert "Everything that rests on the old rests on it." in judging
    assert "a newer version was accepted in its place" in page(lead, f"/evidence/{old.ref}")
    assert "this one" in page(lead, f"/evidence/{new.ref}")
    assert "Replaced by a newer version" in page(lead, f"/statements/{statement.ref}")
    assert lead.get(address).status_code == 200
    assert lead.post(address, {**OFFERED, "note": "Third.", "scope": "local"}).status_code == 409


def test_the_page_of_ticks_of_a_first_version_says_that_nothing_is_to_be_carried(of, review):
    lead = browser(member(Role.SAFEGUARDING_LEAD, of.council))
    piece = rows.evidence(review, of.council, Audience.PARTNERSHIP, state="accepted")

    assert "is the first version" in page(lead, f"/evidence/{piece.ref}/carry")


@pytest.mark.parametrize(
    ("n", "of_all", "told"),
    [("1,043", "1 500", ""), ("43 of 50", "50", "Enter a whole number, for example 43."), ("-1", "5", "0 or more")],
)
def test_a_count_is_read_as_people_write_it(of, review, n, of_all, told):
    lead = browser(member(Role.SAFEGUARDING_LEAD, of.council))
    statement = rows.statement(review, of.council)
    counted = {"counted_n": n, "counted_of": of_all, "counted_words": "files"}

    sent = lead.post(f"/statements/{statement.ref}/evidence", {**OFFERED, **counted})

    assert told in sent.content.decode()
    found = [(one.counted_n, one.counted_of) for one in Evidence.objects.all()]
    assert (sent.status_code, found) == ((422, []) if told else (302, [(1043, 1500)]))


def test_who_comes_from_a_figure_finds_its_numbers_in_the_form_and_nothing_but_numbers(of, review):
    lead = browser(member(Role.SAFEGUARDING_LEAD, of.council))
    statement = rows.statement(review, of.council)

    filled = page(lead, f"/statements/{statement.ref}/evidence?n=34&of=40")
    other = page(lead, f"/statements/{statement.ref}/evidence?n=Jo&of=4e9")

    assert 'value="34"' in filled
    assert 'value="40"' in filled
    # A few letters may stand in a token that is drawn by chance.
    assert 'value="Jo' not in other
    assert 'value="4e9' not in other


def test_evidence_that_waits_is_the_next_step_of_its_sentence_and_whoever_offered_it_does_not_judge_it(of, review):
    first = browser(member(Role.BUSINESS_MANAGER, of.hub))
    second = browser(member(Role.BUSINESS_MANAGER, of.hub, email="second@hub.example"))
    statement = rows.statement(review, of.council)

    first.post(f"/statements/{statement.ref}/evidence", OFFERED)
    evidence = Evidence.objects.get()
    judge = f"/evidence/{evidence.ref}/judge"
    forced = first.post(judge, {"target": "accepted", "version": evidence.version})

    assert "counts once it is accepted" in page(first, f"/statements/{statement.ref}")
    assert "You offered it, so somebody else says whether it counts." in page(first, f"/evidence/{evidence.ref}")
    assert 'value="accepted"' not in page(first, judge)
    assert (forced.status_code, "yourself" in forced.content.decode()) == (422, True)
    assert "Judge E1" in page(second, f"/statements/{statement.ref}")
    assert second.post(judge, {"target": "accepted", "version": evidence.version}).status_code == 302
    assert page(second, f"/evidence/{evidence.ref}").count(of.council.name) >= 1


def test_the_unit_puts_a_partners_evidence_behind_another_agencys_sentence(of, review):
    unit = browser(member(Role.BUSINESS_MANAGER, of.hub))
    statement = rows.statement(review, of.council)
    evidence = rows.evidence(review, of.health, Audience.PARTNERSHIP, about=of.council)

    sent = unit.post(f"/evidence/{evidence.ref}/uses", {"statements": [statement.ref]})

    assert sent.status_code == 302
    assert [tie.statement for tie in Supports.objects.filter(evidence=evidence)] == [statement]


def test_whoever_judges_evidence_or_opines_is_told_what_it_says_nothing_about(of, review):
    said = rows.statement(review, of.council, Audience.HUB, text="The council holds a weekly planning meeting.")
    piece = rows.evidence(review, of.council, Audience.HUB, title="Minutes")
    rows.behind(said, piece)
    unit, lead = browser(member(Role.BUSINESS_MANAGER, of.hub)), browser(member(Role.SAFEGUARDING_LEAD, of.council))
    told = "The evidence says nothing about «weekly»: how often it is done."

    assert told in page(unit, f"/evidence/{piece.ref}/judge")
    Evidence.objects.filter(pk=piece.pk).update(state="accepted")
    assert told in page(unit, f"/statements/{said.ref}")
    assert told in page(browser(member(Role.SCRUTINEER, of.scrutiny)), f"/statements/{said.ref}/opinion")
    assert told not in page(lead, f"/statements/{said.ref}")
