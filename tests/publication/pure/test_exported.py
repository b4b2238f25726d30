"""An exported edition is read strictly, with a sentence for each fault, and judged as what it was exported from."""

import json
import random
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from lineofsight.publication.exported import FORMAT, NOT_ASKED, OF_ANOTHER_TEXT, Exported, NotExported, read_exported
from tests.publication.pure import factory
from tests.publication.pure.wording import RULES


def exported() -> Exported:
    content = factory.content()
    return Exported(
        content=content,
        sources=factory.sources(),
        recomputed=factory.recomputed(content),
        today=factory.TODAY,
        earlier=(factory.edition(factory.line("checked"), number=1),),
    )


def whole() -> dict[str, Any]:
    return json.loads(exported().to_json())


def read(values: object) -> Exported:
    return read_exported(json.dumps(values).encode())


def test_what_was_written_is_read_again_the_same_and_holds_no_names():
    given = exported()

    assert read_exported(given.to_json()) == given
    assert "names" not in whole()
    assert whole()["format"] == FORMAT


def test_the_file_is_judged_as_what_it_was_written_from():
    result = read_exported(exported().to_json()).judged(wording_rules=RULES)

    assert result.passes
    assert result == exported().judged(wording_rules=RULES)


def test_an_honest_edit_needs_no_new_approval_in_a_file_and_a_note_says_so():
    values = whole()
    values["edition"]["title"] = "Summary of what was done"

    result = read(values).judged(wording_rules=RULES)

    assert result.passes
    assert result.notes == (OF_ANOTHER_TEXT,)


def test_a_file_without_approvals_passes_and_a_note_says_that_none_was_asked_for():
    values = whole()
    values["edition"]["declared"]["approvals"] = []

    result = read(values).judged(wording_rules=RULES)

    assert result.passes
    assert result.notes == (NOT_ASKED,)


def test_approvals_that_a_file_holds_are_asked_as_before_publishing():
    of_two_texts, no_role = whole(), whole()
    approval = of_two_texts["edition"]["declared"]["approvals"][0]
    of_two_texts["edition"]["declared"]["partners"].append("Fernley County Council")
    of_two_texts["edition"]["declared"]["approvals"].append({**approval, "partner": "Fernley County Council"})
    approval["read_sha"] = "1" * 64
    no_role["edition"]["declared"]["approvals"][0]["role"] = ""

    told = [{one.code for one in read(each).judged(wording_rules=RULES).refusals} for each in (of_two_texts, no_role)]

    assert "approval.earlier_text" in told[0]
    assert told[1] == {"approval.no_role"}


def test_control_what_else_people_declare_is_asked_of_a_file():
    values = whole()
    values["edition"]["declared"]["family"] = None

    refusals = read(values).judged(wording_rules=RULES).refusals

    assert {refusal.code for refusal in refusals} == {"family.missing"}


def test_names_in_plain_words_are_looked_for():
    values = {**whole(), "names": ["group conversations"]}

    codes = {refusal.code for refusal in read(values).judged(wording_rules=RULES).refusals}

    assert codes == {"name.registered"}


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda f: f.pop("format"), "«format» has to be"),
        (lambda f: f.update(format="line-of-sight edition 9"), "«format» has to be"),
        (lambda f: f.pop("earlier"), "«earlier» is missing"),
        (lambda f: f.update(source={}), "Did you mean «sources»?"),
        (lambda f: f.update(today="20 July 2026"), "«today» is no day"),
        (lambda f: f.update(today=20260720), "today holds something that is not a text"),
        (lambda f: f.update(earlier={}), "earlier is not a list"),
        (lambda f: f.update(names="Ann"), "names is not a list"),
        (lambda f: f.update(names=[1]), "names holds something that is not a text"),
        (lambda f: f.update(sources=[]), "sources is not an object"),
        (lambda f: f["sources"].update(a=1), "sources.a is neither a text nor null"),
        (lambda f: f.update(edition=None), "edition is not an object"),
        (lambda f: f["edition"].update(colour="red"), "at colour"),
        (lambda f: f["edition"]["sections"][0]["lines"][0].update(shows="high"), r"sections\.0\.lines\.0\.shows"),
        (lambda f: f["edition"]["sections"][0]["lines"][0].pop("wording"), r"sections\.0\.lines\.0\.wording"),
        (lambda f: f["edition"]["sections"][0]["lines"][0].update(number=2), "same number"),
        (lambda f: f["earlier"].append({}), r"in earlier\.1"),
        (lambda f: f["recomputed"].update(a=[]), r"recomputed\.a is not an object"),
    ],
)
def test_a_file_of_another_form_is_refused_in_one_sentence(change, says):
    values = whole()
    change(values)

    with pytest.raises(NotExported, match=says) as told:
        read(values)

    assert "\n" not in str(told.value)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (b"", "line 1, column 1 is not JSON"),
        (b"[]", "the file is not an object"),
        (b"\xff\xfe", "not text in UTF-8"),
        (b'{"a": NaN}', "NaN is no value"),
        (b'{"names": [], "names": []}', "«names» stands twice"),
        (b'{"format": "\\ud800"}', "half a letter"),
        (b"[" * 200_000, "nested too deep"),
        (b"[" + b"9" * 5_000 + b"]", "a number of thousands of digits"),
    ],
)
def test_a_file_that_is_no_json_is_refused_in_one_sentence(text, says):
    with pytest.raises(NotExported, match=says):
        read_exported(text)


def test_a_byte_order_mark_makes_no_difference():
    assert read_exported(b"\xef\xbb\xbf" + exported().to_json()) == exported()


def test_a_figure_computed_again_that_cannot_be_says_so_and_takes_nothing_else_down():
    values = whole()
    figure = values["recomputed"]["figure-1"]
    figure["n"], figure["of"] = figure["of"], figure["n"]

    refusals = read(values).judged(wording_rules=RULES).refusals

    assert {refusal.code for refusal in refusals} == {"figure.no_longer_computes"}
    assert "468 of 412 cannot be" in refusals[0].reason


WRONG = (None, "", " ", "x", "all", "7", "-1", "1e9", "NaN", 0, -1, 7, 10**30, True, [], {}, "2026-13-01", "0001-01-01")


def places(value: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in items:
        yield (*path, key)
        yield from places(item, (*path, key))


@pytest.mark.parametrize("seed", range(6))
def test_whatever_is_edited_the_file_is_judged_or_refused_in_a_sentence(seed):
    chance = random.Random(seed)
    text = exported().to_json()
    everywhere = [path for path in places(json.loads(text)) if path[0] != "earlier"]
    judged, told = 0, []
    for _ in range(40):
        values: Any = json.loads(text)
        for _ in range(chance.choice((1, 1, 3))):
            *way, last = chance.choice(everywhere)
            thing = values
            try:
                for step in way:
                    thing = thing[step]
                thing[last] = deepcopy(chance.choice(WRONG))
            except (KeyError, IndexError, TypeError):
                continue
        try:
            result = read(values).judged(wording_rules=RULES)
        except NotExported as trouble:
            told.append(str(trouble))
        else:
            judged += 1
            json.dumps(result.to_dict())

    assert judged > 0
    assert [sentence for sentence in told if "\n" in sentence] == []


def test_the_command_judges_a_file_where_no_database_may_be_asked(tmp_path, capsys):
    path = tmp_path / "edition.json"
    path.write_bytes(exported().to_json())

    call_command("gate", str(path))

    assert capsys.readouterr().out.startswith("Ready: every sentence passes")


def test_the_command_ends_with_1_for_a_refusal_and_prints_it_as_json(tmp_path, capsys):
    path, values = tmp_path / "edition.json", whole()
    values["edition"]["support_line"] = ""
    path.write_text(json.dumps(values))

    with pytest.raises(SystemExit) as ended:
        call_command("gate", str(path), json=True)

    answer = json.loads(capsys.readouterr().out)
    assert ended.value.code == 1
    assert [refusal["code"] for refusal in answer["refusals"]] == ["support.missing"]
    assert answer["overridden"] == []


@pytest.mark.parametrize(
    ("text", "says"),
    [(b"{}", "«format» has to be"), (None, "cannot be read"), (b'{"format": 1', "is not JSON")],
)
def test_the_command_says_in_one_sentence_what_keeps_a_file_from_being_read(tmp_path, text, says):
    path = tmp_path / "edition.json"
    if text is not None:
        path.write_bytes(text)

    with pytest.raises(CommandError, match=says):
        call_command("gate", str(path))


def test_a_day_before_there_were_rules_is_said(tmp_path):
    path = tmp_path / "edition.json"
    path.write_text(json.dumps({**whole(), "today": "1999-01-01"}))

    with pytest.raises(CommandError, match="in force"):
        call_command("gate", str(path))
