"""Whose words a quotation holds: people who were heard, or somebody who looked from outside."""

import pytest

from lineofsight.intake.quotations.people_heard import is_heard
from lineofsight.intake.understand import read_document

HEARD = """A parent
Staff
One mother
two fathers at the group
Eight of the nine parents
A young person in care
practitioners
police officers
Robin's grandmother
A health visitor
members of staff
young people
a social worker
Two foster carers
The children
foster carers""".splitlines()
OUTSIDE = """Ofsted
Inspectors
the peer reviewers
Care Quality Commission
the scrutineer
The judge
Easthaven Council
the children's guardian
Children's Commissioner
the Parents' Forum
the independent reviewing officer
the audit
The inspectors
Care Inspectorate for the Shires
Children's Services
HMICFRS""".splitlines()


@pytest.mark.parametrize("speaker", HEARD)
def test_people_who_were_heard_are_no_outside_look(speaker: str):
    assert is_heard(speaker)


@pytest.mark.parametrize("speaker", [*OUTSIDE, "", None])
def test_control_a_body_that_looked_is_not_heard(speaker: str | None):
    assert not is_heard(speaker)


def test_inspectors_who_visited_and_found_are_the_inspectors_alone():
    words = "1. Inspectors visited Easthaven Council in June 2025 and found that “most assessments consider history”."

    (paragraph,) = read_document(f"A report\n\n{words}\n".encode(), "one.txt").paragraphs()

    assert [one.attributed_to for one in paragraph.quotations] == ["Inspectors"]
