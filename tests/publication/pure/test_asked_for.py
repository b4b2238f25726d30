"""What the review asked for stands in every form, and what is open of it stands in the list without anybody's pen."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from lineofsight.library.scales import DeliveryWord, OpinionWord, PublicWord
from lineofsight.publication.comparing import changes
from lineofsight.publication.content.edition import EditionContent, NothingOpen, OpenItem, OpenKind
from lineofsight.publication.content.open_list import open_list
from lineofsight.publication.content.promised import Acted, Answer, Answered, Recommended
from lineofsight.publication.gate.judge import judge
from lineofsight.publication.render import asked_for, first, pages
from lineofsight.publication.render.changes import told
from lineofsight.publication.render.checked import faults_in
from lineofsight.publication.render.files import render
from tests.publication.pure import factory
from tests.publication.pure.wording import RULES

NOTHING = NothingOpen(
    reason="All was seen to be done.",
    by_role="business manager",
    by_agency=factory.PARTNERSHIP,
    second_role="scrutineer",
    second_agency=factory.PARTNERSHIP,
)
PAST = factory.AS_AT - timedelta(days=301)
AHEAD = factory.AS_AT + timedelta(days=30)


def asked(public: PublicWord = PublicWord.NOT_YET_DUE, **facts: object) -> Recommended:
    given = {"number": 1, "text": "Plans should be read with the child.", "agency": factory.COUNCIL} | facts
    return Recommended(ref=f"recommendation-{given['number']}", public=public, **given)  # type: ignore[arg-type]


UNANSWERED = asked(PublicWord.NOT_RESPONDED, due_date=PAST)
LATE = asked(PublicWord.PARTLY_IMPLEMENTED, number=2, answer=Answer.ACCEPTED, answered_date=PAST, due_date=PAST)
DECLINED = asked(
    PublicWord.REJECTED,
    number=3,
    answer=Answer.DECLINED,
    answered_date=PAST,
    public_wording="We let no homes.",
    told_in=(1,),
)
DONE = asked(
    PublicWord.IMPLEMENTED,
    number=4,
    answer=Answer.IN_PART,
    public_wording="We do it in one of two areas.",
    outside=OpinionWord.LIMITED,
    outside_role="Independent scrutineer",
    outside_agency=factory.PARTNERSHIP,
    outside_date=PAST,
    told_in=(1,),
)
REPLACED = asked(PublicWord.NOT_YET_DUE, number=5, answer=Answer.REPLACED, replaced_by=4)
ACTION = OpenItem(
    kind=OpenKind.LATE, text="Action 7: Train the managers", agency=factory.COUNCIL, since_date=date(2025, 9, 2)
)


def edition(*rows: Recommended, **facts: object) -> EditionContent:
    return factory.edition(factory.line("checked"), recommendations=rows, **facts)


def kinds(*rows: Recommended) -> list[OpenKind]:
    return [item.kind for item in open_list(edition(*rows, open_items=()))]


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        (UNANSWERED, OpenKind.NOT_RESPONDED),
        (LATE, OpenKind.LATE),
        (DECLINED, OpenKind.REJECTED),
        (asked(), OpenKind.NOT_RESPONDED),
        (asked(answer=Answer.ACCEPTED), OpenKind.NOT_KNOWN),
    ],
)
def test_what_is_open_of_a_recommendation_stands_in_the_list_by_itself(row, kind):
    assert kinds(row) == [kind]


@pytest.mark.parametrize(
    "row", [DONE, REPLACED, asked(respond_by=AHEAD), asked(due_date=AHEAD, answer=Answer.ACCEPTED)]
)
def test_control_what_is_done_replaced_or_still_to_come_does_not(row):
    assert kinds(row) == []


def test_the_list_says_since_when_and_for_how_many_days():
    late = pages.open_groups(edition(LATE, open_records=(ACTION,)))[0]

    assert [item.note for item in late.items if "Action" in item.text or "Recommendation" in item.text] == [
        f"{factory.COUNCIL}, since 2 September 2025 (301 days). No new date.",
        f"{factory.COUNCIL}, since 2 September 2025 (301 days). No new date.",
    ]


def test_each_word_that_something_has_is_counted_with_who_checked_and_of_the_others_nothing_is_said():
    rows = {row.word: (row.checked, row.own_word) for row in asked_for.word_rows(edition(UNANSWERED, DONE, REPLACED))}

    assert rows == {"Implemented": (1, 0), "Not responded": (0, 1)}


def test_a_table_of_words_stands_only_where_something_has_one_of_them():
    page = "how-to-read/index.html"
    none, one = (render(edition(row)) for row in (REPLACED, UNANSWERED))

    assert asked_for.word_rows(edition(REPLACED)) == ()
    assert asked_for.ASKED_FOR.encode() not in none[page]
    table = one[page].decode().split(asked_for.ASKED_FOR)[1].split("</table>")[0]
    assert ("Not responded" in table, "Implemented" in table) == (True, False)
    assert faults_in(none, edition(REPLACED)) == ()


def test_an_opinion_that_has_lapsed_checks_nothing():
    lapsed = replace(DONE, outside=OpinionWord.LAPSED)

    assert [row.checked for row in asked_for.word_rows(edition(lapsed))] == [0]
    assert "it has lapsed" in " ".join(asked_for.asked_for(edition(lapsed))[0].notes)


def test_each_says_what_was_answered_and_the_sentences_that_answer_it_or_that_none_does():
    told = {item.name: (item.word, *item.notes, *item.lines) for item in asked_for.asked_for(edition(DONE, UNANSWERED))}

    assert told["Recommendation 1."] == (
        "Not responded.",
        f"{factory.COUNCIL} has not said whether it accepts it. It was to be done by 2 September 2025.",
    )
    assert told["Recommendation 4."] == (
        "Implemented.",
        f"{factory.COUNCIL} accepted it in part, and says that it has been done.",
        f"{factory.COUNCIL} says in public: We do it in one of two areas.",
        "Outside opinion: limited assurance (Independent scrutineer, 2 September 2025).",
        (1, "s1"),
    )


WHOLE = edition(UNANSWERED, LATE, DECLINED, DONE, REPLACED, open_records=(ACTION,))
FILES = render(WHOLE)


def test_every_form_holds_each_recommendation_and_what_is_late():
    assert faults_in(FILES, WHOLE) == ()
    assert EditionContent.from_json(WHOLE.to_json()) == WHOLE


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("index.html", "Plans should be read with the child."),
        ("index.html", "We let no homes."),
        ("all/index.html", "Plans should be read with the child."),
        ("not-yet-done/index.html", "Action 7: Train the managers"),
        ("not-yet-done/index.html", "(301 days)"),
    ],
)
def test_control_a_page_that_tells_less_of_them_is_seen(path, words):
    page = FILES[path].decode()
    assert words in page

    assert faults_in({**FILES, path: page.replace(words, "", 1).encode()}, WHOLE) != ()


def refused(content: EditionContent) -> set[str]:
    given = {"sources": factory.sources(), "recomputed": factory.recomputed(content), "today": factory.TODAY}
    return {one.code for one in judge(content, wording_rules=RULES, **given).refusals}


def test_nothing_is_open_is_refused_while_the_records_say_otherwise():
    said = factory.approved(factory.edition(factory.line("checked"), open_items=(), nothing_open=NOTHING))
    records = replace(said, open_records=(ACTION,))

    assert "open.not_nothing" not in refused(said)
    assert "open.not_nothing" in refused(records)
    assert "open.not_nothing" in refused(replace(said, recommendations=(UNANSWERED,)))


def test_what_a_recommendation_says_of_somebody_is_looked_at_like_every_text():
    named = replace(DECLINED, public_wording="The child, born 3 May 2019, was moved.")

    assert refused(edition(named)) - refused(edition(DECLINED))


def test_the_next_edition_knows_a_recommendation_again_whatever_is_open_of_it():
    before = edition(UNANSWERED)

    became = changes(before, edition(replace(LATE, number=1, ref=UNANSWERED.ref))).open_items
    gone = changes(before, edition(replace(DONE, number=1, ref=UNANSWERED.ref, told_in=()))).open_items

    assert [item.became.value for item in became if item.text.startswith("Rec")] == ["still open"]
    assert [item.became.value for item in gone if item.text.startswith("Rec")] == ["implemented"]


def outcomes(before: EditionContent, after: EditionContent) -> list[str]:
    """What is printed of each recommendation and action that was open."""
    items = told(changes(before, after)).open_items
    return [item.note for item in items if item.text.startswith(("Rec", "Action"))]


@pytest.mark.parametrize(
    ("now", "note"),
    [
        (asked(PublicWord.IMPLEMENTED, done_date=date(2026, 5, 4)), "Implemented on 4 May 2026."),
        (asked(PublicWord.IMPLEMENTED, done_date=date(2026, 5, 4), told_in=(1,)), "Implemented on 4 May 2026."),
        (
            asked(answer=Answer.ACCEPTED, answered_date=date(2026, 5, 4), due_date=AHEAD),
            "Accepted on 4 May 2026, and not yet due.",
        ),
        (asked(answer=Answer.REPLACED, replaced_by=2), "Replaced by another recommendation."),
        (replace(UNANSWERED, told_in=(1,)), "Still open."),
    ],
)
def test_what_became_of_a_recommendation_is_told_from_the_records(now, note):
    assert outcomes(edition(UNANSWERED), edition(now)) == [f"{factory.COUNCIL}. {note}"]


def test_an_action_that_was_late_is_told_as_complete_with_its_day():
    acted = Acted(
        number=7,
        agency=factory.COUNCIL,
        delivery=DeliveryWord.VERIFIED,
        due_date=PAST,
        first_due_date=PAST,
        done_date=date(2026, 5, 4),
    )
    before = edition(open_records=(ACTION,))

    assert outcomes(before, edition(actions=(acted,))) == [f"{factory.COUNCIL}. Reported complete on 4 May 2026."]
    # Control: without its record nobody says what became of it.
    assert outcomes(before, edition()) == [
        f"{factory.COUNCIL}. No longer in the list. This edition has no sentence about it."
    ]


def acted(number: int, delivery: DeliveryWord = DeliveryWord.STARTED, **facts: object) -> Acted:
    given = {"agency": factory.COUNCIL, "due_date": AHEAD, "first_due_date": AHEAD} | facts
    return Acted(number=number, delivery=delivery, **given)  # type: ignore[arg-type]


def test_every_action_that_is_counted_is_printed_under_its_recommendation_or_under_none():
    said = Answered(number=2, title="Ring", agency=factory.COUNCIL, says="begun", said_date=date(2026, 5, 4))
    rows = (
        acted(1, DeliveryWord.VERIFIED, asks="Train", under=(1,), done_date=date(2026, 5, 4), due_date=PAST),
        acted(2, is_late=True, due_date=PAST, agency=factory.HEALTH),
        acted(3, asks="Ask", under=(9,)),
        acted(4, DeliveryWord.CANCELLED),
    )

    found = asked_for.asked_for(edition(replace(LATE, number=1, answered=(said,)), actions=rows))

    assert found[0].notes[1:3] == (
        "Action 1: Train. Reported complete on 4 May 2026, after its day (2 September 2025); the business unit has "
        "verified it.",
        f"Action 2 ({factory.HEALTH}): Ring. Started. Late: it was to be done by 2 September 2025. Last said, as at "
        "4 May 2026: begun.",
    )
    assert (found[1].name, found[1].notes) == (
        "Other actions.",
        (f"Action 3 ({factory.COUNCIL}): Ask. Started. To be done by 30 July 2026.",),
    )
    assert first.actions(edition(actions=rows)) == (
        "Of 3 actions, 1 is reported complete after the day that was set, and 1 is late."
    )


def test_what_has_no_day_is_never_told_as_not_yet_due_not_even_in_an_edition_from_before():
    content = edition(
        asked(), asked(number=2, answer=Answer.ACCEPTED), asked(number=3, answer=Answer.ACCEPTED, due_date=AHEAD)
    )

    rows = {row.word: row.total for row in asked_for.word_rows(content) if row.total}
    words = [item.word for item in asked_for.asked_for(content)]

    assert rows == {"Not responded": 1, "No day set": 1, "Not yet due": 1}
    assert words == ["Not responded.", "No day set.", "Not yet due."]
    assert "No day was set by which it has to." in asked_for.asked_for(content)[0].notes[0]


def test_who_is_silent_is_named_on_the_first_screen_and_in_the_list_alike():
    content = edition(asked(), open_items=())
    groups = {group.title: [item.text for item in group.items] for group in pages.open_groups(content)}

    assert groups["Not responded"] == ["Recommendation 1: Plans should be read with the child."]
    assert f"No answer came from {factory.COUNCIL}." in first.open_lede(content)
    assert "The review asked for 1 thing: 1 had no answer." in first.answer(content)


def test_the_first_words_say_what_was_asked_what_became_of_it_and_who_looked():
    waits = asked(number=7, respond_by=AHEAD)

    assert first.answer(edition(UNANSWERED, LATE, DECLINED, DONE, REPLACED, waits)) == (
        "The review asked for 5 things: 1 is reported as done, 1 is done in part and late, 1 was rejected, 1 had no "
        "answer and 1 is not yet due. That one still has time to be answered. Somebody outside the agency has looked "
        "at recommendation 4, and at no other."
    )
    assert first.open_lede(edition(LATE, DECLINED, open_records=(ACTION,))).startswith(
        "3 things are late: recommendation 2, action 7 and 1 other promise. 1 thing was rejected: recommendation 3."
    )


def test_what_is_not_yet_due_hides_no_late_action_and_no_answer_that_is_missing():
    ahead = asked(number=8, answer=Answer.ACCEPTED, answered_date=PAST, due_date=AHEAD)
    late = Acted(
        number=9,
        agency=factory.COUNCIL,
        delivery=DeliveryWord.STARTED,
        due_date=PAST,
        first_due_date=PAST,
        is_late=True,
        under=(8,),
    )
    content = edition(asked(number=7, respond_by=AHEAD), ahead, actions=(late,))

    assert [one.word for one in asked_for.asked_for(content)] == [
        "Not yet due, and not answered yet.",
        f"Not yet due; action {late.number} is late.",
    ]
    assert "Of these 2, 1 still has time to be answered and 1 has an action that is late." in first.answer(content)
    # The control: in time, nothing is said beside the word.
    in_time = edition(ahead, actions=(replace(late, is_late=False),))
    assert [one.word for one in asked_for.asked_for(in_time)] == ["Not yet due."]
    assert "That one" not in first.answer(in_time)


def test_how_far_it_is_and_whether_it_is_accepted_are_told_apart():
    done = Answered(number=3, title="Ring", agency=factory.COUNCIL, says="done", said_date=date(2025, 8, 1))

    both = asked_for.asked_for(edition(replace(UNANSWERED, answered=(done,))))[0].notes
    neither = asked_for.asked_for(edition(UNANSWERED))[0].notes

    assert both[0].startswith(f"{factory.COUNCIL} has not said whether it accepts it, and has said how far it is.")
    assert neither[0].startswith(f"{factory.COUNCIL} has not said whether it accepts it. ")
