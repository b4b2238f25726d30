"""A parent, a child or a worker who is quoted tells what they live; a body that looked is another thing."""

import pytest

from lineofsight.library.who_tells import is_somebody_who_tells


@pytest.mark.parametrize(
    "who", ["A parent", "Staff", "One mother", "young people", "a social worker", "Two foster carers", "The children"]
)
def test_somebody_who_tells_is_no_body_that_looked(who):
    assert is_somebody_who_tells(who)


@pytest.mark.parametrize("who", ["Ofsted", "The inspectors", "Care Inspectorate for the Shires", "Children's Services"])
def test_control_a_body_that_looked_is_none_who_tells(who):
    assert not is_somebody_who_tells(who)
