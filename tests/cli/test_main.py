"""The way in for commands: which data they work on, and one sentence where they cannot."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import load_command_class

from lineofsight.cli import main as cli
from lineofsight.cli.command import OurCommand
from tests.house.tracked import ROOT


@pytest.fixture
def unconfigured(monkeypatch):
    """An environment in which nobody has set anything."""
    for name in ("LOS_MODE", "LOS_DATA", "DATABASE_URL", "XDG_DATA_HOME"):
        monkeypatch.delenv(name, raising=False)


def command(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LOS_", "DATABASE", "DJANGO"))}
    return subprocess.run(
        [sys.executable, ROOT / "manage.py", *arguments],
        capture_output=True,
        text=True,
        env={**kept, **environment},
        check=False,
    )


@pytest.mark.usefixtures("unconfigured")
def test_unconfigured_commands_work_on_the_demonstration():
    assert cli.configure("read") == ""

    assert os.environ["LOS_MODE"] == "demonstration"
    assert Path(os.environ["LOS_DATA"]) == ROOT / "var" / "demonstration"


@pytest.mark.usefixtures("unconfigured")
def test_unconfigured_serving_is_refused_and_nothing_is_set():
    assert "LOS_MODE=live" in cli.configure("run")

    assert "LOS_MODE" not in os.environ


@pytest.mark.usefixtures("unconfigured")
@pytest.mark.parametrize("name, value", [("LOS_MODE", "live"), ("DATABASE_URL", "postgresql://los@db/los")])
def test_what_is_configured_is_served_and_is_never_the_demonstration(name, value, monkeypatch):
    monkeypatch.setenv(name, value)

    assert cli.configure("run") == ""

    assert os.environ.get("LOS_MODE") != "demonstration"
    assert Path(os.environ["LOS_DATA"]) == ROOT / "var" / "live"


@pytest.mark.usefixtures("unconfigured")
def test_an_installed_package_keeps_its_data_in_the_users_own_folder(monkeypatch, tmp_path):
    monkeypatch.setattr("lineofsight.program.PROJECT", tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))

    assert cli.data_folder("demonstration") == tmp_path / ".local" / "share" / "lineofsight" / "demonstration"
    assert cli.program() == "lineofsight"


def test_without_a_command_the_list_is_printed(capsys):
    assert cli.main([]) == 0

    assert "  gate " in capsys.readouterr().out


def test_an_unknown_command_ends_in_one_sentence_with_the_nearest(tmp_path):
    done = command("migrat", LOS_DATA=str(tmp_path))

    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert "Did you mean “migrate”?" in done.stderr


def test_what_a_command_refuses_ends_in_one_sentence(tmp_path):
    done = command("loaddata", "nowhere.json", "--skip-checks", LOS_DATA=str(tmp_path))

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("No fixture named 'nowhere' found.")
    assert "Traceback" not in done.stderr


def test_a_reader_that_stops_reading_gets_no_complaint():
    reading, writing = os.pipe()
    os.close(reading)

    done = subprocess.run([sys.executable, ROOT / "manage.py"], stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)

    assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.parametrize(("name", "has_read"), [("verify", "False"), ("check", "True")])
def test_a_command_begins_without_reading_all_addresses_which_the_check_of_django_does(tmp_path, name, has_read):
    begin = (
        "import sys; from lineofsight.cli.main import main; main([{!r}]); print('lineofsight.web.urls' in sys.modules)"
    )

    told = subprocess.run(
        [sys.executable, "-c", begin.format(name)],
        cwd=ROOT,
        env={**os.environ, "LOS_MODE": "demonstration", "LOS_DATA": str(tmp_path), "LOS_SECRET_KEY": "of a test" * 8},
        capture_output=True,
        text=True,
        check=True,
    )

    assert told.stdout.splitlines()[-1] == has_read


def test_every_command_of_ours_begins_at_once_but_the_one_that_serves():
    begun = {name: load_command_class("lineofsight.cli", name.replace("-", "_")) for name in cli.our_commands()}

    assert {name for name, command in begun.items() if command.requires_system_checks} == {"run"}
    assert all(isinstance(command, OurCommand) for command in begun.values())


def test_the_help_of_a_command_says_what_it_takes_and_nothing_of_django(capsys):
    with pytest.raises(SystemExit):
        cli._run("measure", ["--help"])

    said = capsys.readouterr().out
    assert "--as-at DATE" in said
    assert not [word for word in ("--settings", "--pythonpath", "--skip-checks", "--traceback") if word in said]


def test_what_django_gives_a_command_still_works(capsys):
    assert cli._run("measure", ["no-such-measure", "--as-at", "2026-03-31", "--settings", "x"]) == 2

    assert "come from the environment" in capsys.readouterr().err
