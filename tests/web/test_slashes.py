"""An address with a slash too many, or one too few, leads on; what is not there, and what is hidden, stays 404."""

import pytest

from lineofsight.partnership.rules import Role
from tests.factories.partnership import member, partnership
from tests.web.rounds.conftest import clock, signed_in

__all__ = ["clock"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def manager():
    return signed_in(member(Role.BUSINESS_MANAGER, partnership().hub))


@pytest.mark.parametrize(
    ("asked", "leads_to"),
    [("/reviews/?page=2", "/reviews?page=2"), ("/actions/", "/actions"), ("/published/", "/published")],
)
def test_a_slash_too_many_leads_to_the_page(manager, asked, leads_to):
    answer = manager.get(asked)

    assert (answer.status_code, answer.headers["Location"]) == (302, leads_to)


@pytest.mark.parametrize("asked", ["/nothing-here/", "/nothing-here", f"/reviews/{'a' * 26}"])
def test_control_what_is_not_there_stays_not_found(manager, asked):
    assert manager.get(asked).status_code == 404


def test_control_what_is_sent_is_never_sent_on(manager):
    assert manager.post("/reviews/", {"name": "x"}).status_code == 404
