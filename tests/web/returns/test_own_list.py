"""A list of the agency's own: proposed, corrected, tried on the list itself, kept, and known again."""

import re
from datetime import date

import pytest
import yaml
from django.core.files.uploadedfile import SimpleUploadedFile

from lineofsight.partnership.rules import Role
from lineofsight.records.identities.keys import make_key
from lineofsight.records.practice.models import Fact, OwnMapping, Upload
from lineofsight.trail.models import Event
from tests.factories.partnership import member
from tests.web.browsers import browser
from tests.web.pages import text

pytestmark = pytest.mark.django_db
LIST = """Client ID,Contact ref,Contact date,How seen,Child's name,Home postcode,Entered on
1001,C1,03/03/2026,Seen alone,Robin Example,ZZ1 1ZZ,04/03/2026
1001,C2,07/04/2026,Phone call,Robin Example,ZZ1 1ZZ,07/04/2026
1002,C3,08/04/2026,Seen,Kim Example,ZZ2 2ZZ,09/04/2026
1002,C4,31/02/2026,Seen,Kim Example,ZZ2 2ZZ,09/04/2026
"""
SECRETS = ("Robin", "Kim", "ZZ1", "ZZ2", "1001", "1002")
ANSWERS = {
    "title": "Contacts of the night team",
    "fact": "care-visit",
    "days": "day/month/year",
    "column-1": "child",
    "column-2": "row",
    "column-3": "day",
    "column-4": "code",
    "column-5": "thrown away",
    "column-6": "thrown away",
    "column-7": "recorded",
    "is_whole": "on",
    "speaks_of": "the children in it",
}
# In the order of the words: Phone call, Seen, Seen alone. What was a call is no visit.
WORDS = {"word-4-0": "", "word-4-1": "seen", "word-4-2": "seen-alone"}


def uploaded(client, content: str = LIST, name: str = "contacts.csv") -> str:
    given = {"source": "own-list", "files": [SimpleUploadedFile(name, content.encode())]}
    response = client.post("/returns/new", given)
    assert response.status_code == 302, text(response)
    return response["Location"]


def tried(client, page: str, **changed: str):
    return client.post(page, {**ANSWERS, **WORDS, **changed})


def mark_in(response) -> str:
    return re.search(r'name="tried" value="(\w+)"', response.content.decode())[1]


def kept(client, page: str, **changed: str) -> str:
    mark = mark_in(tried(client, page, **changed))
    return client.post(page, {**ANSWERS, **WORDS, **changed, "tried": mark})["Location"]


def proposed(response, column: int) -> str:
    chosen = re.search(rf'name="column-{column}".*?</select>', response.content.decode(), re.DOTALL)[0]
    return re.search(r'value="([^"]*)" selected', chosen)[1]


def test_each_column_comes_with_a_proposal_and_names_are_proposed_to_be_thrown_away(analyst):
    response = analyst.get(uploaded(analyst))

    told = text(response)
    parts = [proposed(response, column) for column in range(1, 8)]
    assert parts == ["child", "row", "day", "code", "thrown away", "thrown away", "recorded"]
    assert [word for word in SECRETS if word in told] == []


def test_what_each_word_means_is_asked_before_it_is_tried(analyst):
    page = uploaded(analyst)

    told = text(analyst.post(page, ANSWERS), 422)

    assert "Say below what each of its words means" in told
    assert "«Phone call» means" in told


def test_it_is_tried_on_the_list_and_says_what_would_be_read_refused_and_thrown_away(analyst):
    page = uploaded(analyst)

    told = text(tried(analyst, page))

    assert "4 rows of 2 children: 3 would be taken, 2 refused whole or in part." in told
    assert "contacts.csv, line 3, HOW SEEN" in told
    assert "Thrown away: CHILD'S NAME, HOME POSTCODE" in told
    assert not OwnMapping.objects.exists()
    assert not Fact.objects.exists()


def test_kept_it_names_columns_and_codes_and_nothing_of_any_row(analyst, django_capture_on_commit_callbacks):
    page = uploaded(analyst)

    waits = kept(analyst, page)

    (row,) = OwnMapping.objects.all()
    data = yaml.safe_load(row.text)
    assert (row.mapping_id, row.version) == ("contacts-of-the-night-team", 1)
    assert data["takes"][0]["code"]["words"] == {"Seen": "seen", "Seen alone": "seen-alone"}
    assert "Phone call" not in row.text
    assert [word for word in SECRETS if word in row.text] == []
    assert Event.objects.filter(act="mapping.kept").count() == 1
    assert "4 rows read" in text(analyst.get(waits))
    upload = Upload.objects.get()
    assert (upload.source, upload.state) == ("contacts-of-the-night-team", "read")
    with django_capture_on_commit_callbacks(execute=True):
        analyst.post(f"{waits}/take", {"version": upload.version})
    assert sorted(Fact.objects.values_list("code", flat=True)) == ["seen", "seen", "seen-alone"]


def test_what_was_not_tried_as_it_stands_is_tried_again_and_not_kept(analyst):
    page = uploaded(analyst)
    mark = mark_in(tried(analyst, page))

    told = text(tried(analyst, page, **{"word-4-1": "not-seen", "tried": mark}))

    assert "would be taken" in told
    assert not OwnMapping.objects.exists()


def test_a_list_that_was_mapped_once_is_known_again(analyst):
    kept(analyst, uploaded(analyst))

    again = uploaded(analyst, LIST.replace("C1,03/03/2026", "C1,05/03/2026"))

    assert not again.endswith("/columns")
    assert "What we would take from the list «Contacts of the night team»" in text(analyst.get(again))
    assert "Contacts of the night team Version 1" in text(analyst.get("/returns"))


def test_what_was_said_wrongly_is_said_again_from_the_list_that_waits(analyst):
    waits = kept(analyst, uploaded(analyst))
    page = f"{waits}/columns"
    told = text(analyst.get(waits))

    assert "Say again how this list is read" in told
    before = analyst.get(page)
    assert [proposed(before, column) for column in (1, 3, 4)] == ["child", "day", "code"]
    assert 'value="seen-alone" selected' in before.content.decode()
    again = kept(analyst, page, **{"word-4-0": "not-seen"})

    assert again == waits
    assert list(OwnMapping.objects.order_by("version").values_list("version", flat=True)) == [1, 2]
    assert Upload.objects.get().state == "read"
    assert "2 can be taken" in told
    assert "3 can be taken" in text(analyst.get(waits))


def test_another_agency_neither_reads_by_it_nor_sees_it(of, analyst):
    kept(analyst, uploaded(analyst))
    row = OwnMapping.objects.get()
    make_key(of.health)
    other = browser(member(Role.ANALYST, of.health, email="other@health.example"))

    assert other.get(f"/own-lists/{row.ref}/file").status_code == 404
    assert uploaded(other).endswith("/columns")
    assert analyst.get(f"/own-lists/{row.ref}/file").content.decode() == row.text


@pytest.mark.parametrize(
    "changed, said",
    [
        ({"column-1": "thrown away"}, "Say below which column is this"),
        ({"column-7": "day"}, "Another column is the same"),
        ({"column-3": "start"}, "has no such day or id"),
        ({"title": "Care visits list"}, "stands on the shelf already"),
        ({"word-4-1": "", "word-4-2": ""}, "Say what at least one of the words means"),
    ],
)
def test_what_cannot_be_a_mapping_is_refused_with_a_sentence(analyst, changed, said):
    page = uploaded(analyst)

    assert said in text(tried(analyst, page, **changed), 422)
    assert not OwnMapping.objects.exists()


def test_a_word_that_looks_like_a_name_is_asked_about_before_it_is_kept(analyst):
    page = uploaded(analyst, LIST.replace("Seen alone", "Ann Example"))
    words = {"word-4-0": "seen", "word-4-1": "", "word-4-2": "seen"}

    assert "looks like a name" in text(analyst.post(page, {**ANSWERS, **words}), 422)
    assert "would be taken" in text(analyst.post(page, {**ANSWERS, **words, "not_a_name": "on"}))


def test_a_file_whose_first_row_holds_data_shows_none_of_it(analyst):
    headless = LIST.partition("\n")[2]

    told = text(analyst.get(uploaded(analyst, headless)), 422)

    assert "seems to hold somebody" in told
    assert [word for word in SECRETS if word in told] == []


def test_a_return_of_another_kind_is_no_list_of_ones_own(analyst):
    content = "CHILD,DECOM,RNE,LS,PLACE,DEC,REC\n1001,05/01/2026,S,V2,U6,,\n"
    given = {"source": "own-list", "files": [SimpleUploadedFile("episodes.csv", content.encode())]}

    assert "Choose that, and upload it again" in text(analyst.post("/returns/new", given), 422)


def test_who_may_not_hand_in_returns_may_not_say_how_a_list_is_read(of, analyst):
    page = uploaded(analyst)
    lead = browser(member(Role.SAFEGUARDING_LEAD, of.council, email="lead@council.example"))

    assert lead.get(page).status_code == 403
    assert lead.post(page, {**ANSWERS, **WORDS}).status_code == 403


PLANS = """Client ID,Plan began,Plan ended,First conference,Review
1001,05/01/2026,,05/01/2026,31/03/2026
1002,02/02/2026,,30/01/2026,
"""
PLANS_READ = {
    "title": "Plans in one line",
    "fact": "protection-plan",
    "fact-2": "initial-conference",
    "fact-3": "review-conference",
    "days": "day/month/year",
    "column-1": "child",
    "column-2": "start",
    "column-3": "until",
    "column-4": "2-day",
    "column-5": "3-day",
    "is_whole": "on",
    "speaks_of": "the children in it",
}


def test_several_days_of_a_row_give_several_facts_and_an_empty_one_none(analyst, django_capture_on_commit_callbacks):
    page = uploaded(analyst, PLANS, "plans.csv")
    told = analyst.post(page, PLANS_READ)

    assert "2 rows of 2 children: 5 facts would be taken, 0 refused whole or in part." in text(told)
    waits = analyst.post(page, {**PLANS_READ, "tried": mark_in(told)})["Location"]
    takes = yaml.safe_load(OwnMapping.objects.get().text)["takes"]
    assert [one.get("event") or one["span"] for one in takes] == [
        "protection-plan",
        "initial-conference",
        "review-conference",
    ]
    with django_capture_on_commit_callbacks(execute=True):
        analyst.post(f"{waits}/take", {"version": Upload.objects.get().version})
    assert sorted(Fact.objects.values_list("kind", "day")) == [
        ("initial-conference", date(2026, 1, 5)),
        ("initial-conference", date(2026, 1, 30)),
        ("review-conference", date(2026, 3, 31)),
    ]


def test_what_was_said_of_the_further_facts_comes_back_when_it_is_said_again(analyst):
    page = uploaded(analyst, PLANS, "plans.csv")
    analyst.post(page, {**PLANS_READ, "tried": mark_in(analyst.post(page, PLANS_READ))})

    again = analyst.get(page)

    assert [proposed(again, column) for column in range(1, 6)] == ["child", "start", "until", "2-day", "3-day"]
    chosen = re.findall(r'name="fact(?:-\d)?".*?</select>', again.content.decode(), re.DOTALL)
    told = [re.search(r'value="([^"]*)" selected', one) for one in chosen]
    assert [one[1] for one in told if one and one[1]] == ["protection-plan", "initial-conference", "review-conference"]


def test_a_further_fact_without_its_column_and_a_column_without_its_fact_are_asked_about(analyst):
    page = uploaded(analyst, PLANS, "plans.csv")

    told = text(analyst.post(page, {**PLANS_READ, "fact-3": "", "column-4": "2-start"}), 422)

    assert "Say below which column is the day on which it happened, for the second fact." in told
    assert "Initial child protection conference has no such day." in told
    assert "Choose above what the third fact is, or throw this column away." in told
