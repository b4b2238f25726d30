"""A partnership with a review and one sentence of its council, and a folder of its own for files."""

import pytest

from lineofsight.assurance.models import (
    Review,
    Statement,
)
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.rules import Role
from tests.factories import rows
from tests.factories.partnership import Partnership, acting, actor, partnership


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path) -> None:
    settings.FILES_ROOT = tmp_path / "files"


@pytest.fixture
def bodies(db) -> Partnership:
    return partnership()


@pytest.fixture
def unit(bodies: Partnership) -> Actor:
    return acting(Role.BUSINESS_MANAGER, bodies.hub)


@pytest.fixture
def lead(bodies: Partnership) -> Actor:
    return actor(Role.SAFEGUARDING_LEAD, bodies.council)


@pytest.fixture
def outsider(bodies: Partnership) -> Actor:
    return actor(Role.SCRUTINEER, bodies.scrutiny)


@pytest.fixture
def review(bodies: Partnership) -> Review:
    return rows.review(bodies.hub)


@pytest.fixture
def statement(review: Review, bodies: Partnership) -> Statement:
    return rows.statement(review, bodies.council)
