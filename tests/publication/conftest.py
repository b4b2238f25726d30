"""Who and what most tests of editions begin with: a partnership, its people, a sentence and an open edition."""

import pytest

from lineofsight.partnership.rules import Role
from lineofsight.publication.actions.editions import open_edition
from tests.factories import rows
from tests.factories.partnership import acting, partnership


@pytest.fixture
def bodies(db):
    return partnership()


@pytest.fixture
def author(bodies):
    return acting(Role.BUSINESS_MANAGER, bodies.hub)


@pytest.fixture
def lead(bodies):
    return acting(Role.SAFEGUARDING_LEAD, bodies.council)


@pytest.fixture
def statement(bodies):
    return rows.statement(rows.review(bodies.hub), bodies.council)


@pytest.fixture
def edition(statement, author):
    return open_edition(review=statement.review, by=author)
