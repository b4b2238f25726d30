"""A command on a database that is not set up says one sentence."""

import os
import subprocess
import sys

import pytest
from django.db import OperationalError, ProgrammingError
from psycopg.errors import InsufficientPrivilege

from lineofsight.cli.unready import unready
from tests.house.tracked import ROOT


def los(folder, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "LOS_MODE": "live", "LOS_DATA": str(folder), "DATABASE_URL": ""}
    environment["DJANGO_SETTINGS_MODULE"] = "lineofsight.settings"
    command = [sys.executable, "-m", "lineofsight.cli.main", *words]
    return subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True)


def test_before_the_tables_are_there_it_says_how_they_are_made(tmp_path):
    answer = los(tmp_path, "agency", "list")

    assert (answer.returncode, answer.stdout) == (1, "")
    assert len(answer.stderr.strip().splitlines()) == 1
    assert answer.stderr.startswith("The tables are not there yet. Make them with ")


@pytest.mark.django_db
def test_control_any_other_trouble_of_the_database_is_told_as_it_is():
    assert unready(OperationalError("no such column: ours")) == ""


@pytest.mark.django_db
def test_a_role_that_may_not_is_told_whose_work_it_is():
    refused = ProgrammingError("permission denied for schema public")
    refused.__cause__ = InsufficientPrivilege()

    assert "are for the owner of the tables" in unready(refused)


def test_a_server_that_is_not_there_is_told_with_where_it_was_looked_for(tmp_path):
    environment = {**os.environ, "LOS_MODE": "live", "LOS_DATA": str(tmp_path), "LOS_SECRET_KEY": "only-here-" * 6}
    environment |= {"DATABASE_URL": "postgresql://lineofsight:x@127.0.0.1:1/lineofsight"}
    command = [sys.executable, "-m", "lineofsight.cli.main", "run"]

    answer = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True)

    assert answer.returncode == 1
    assert "Traceback" not in answer.stderr
    assert "PostgreSQL does not answer at 127.0.0.1, or does not take the role lineofsight" in answer.stderr
