"""What is told of the time that tests take."""

import yaml

from tests.core_seconds import HERE, READING, SHARED, folder_of, lines, over

BUDGETS = yaml.safe_load((HERE / "core_seconds.yaml").read_text(encoding="utf-8"))


def test_a_folder_that_takes_more_than_it_may_is_named_with_both_numbers():
    told = lines({"web": 120.0, "intake": 40.0}, {"web": 100, "intake": 50})

    assert told[0] == "160 core-seconds: web 120, intake 40"
    assert told[1:] == ["web took 120 and may take 100 (tests/core_seconds.yaml)"]


def test_control_a_folder_within_its_number_is_not_named_and_one_without_a_number_is():
    assert over({"web": 100.0}, {"web": 100}) == []
    assert over({"new": 1.0}, {"web": 100}) == ["new"]


def test_a_test_belongs_to_the_folder_below_tests():
    assert folder_of("tests/web/forms/test_word.py::test_a[b/c]") == "web"


def test_every_folder_of_tests_has_a_number_on_the_databases_it_runs_on():
    folders = {path.relative_to(HERE).parts[0] for path in HERE.glob("**/test_*.py")}

    assert set(BUDGETS["sqlite"]) == folders | {READING, SHARED}
    assert set(BUDGETS["postgres"]) <= folders | {READING, SHARED}
