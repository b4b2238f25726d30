"""The yearly report's section in the browser: a year is chosen, the file is taken away, bad input is answered."""

from io import BytesIO

import pytest
from docx import Document

from lineofsight.partnership.rules import Role
from tests.factories import chain_rows, rows
from tests.factories.partnership import member, partnership
from tests.web.browsers import browser


@pytest.fixture
def unit(db):
    of = partnership()
    chain_rows.recommendation(rows.review(of.hub), of.council, title="Read the plan")
    return browser(member(Role.BUSINESS_MANAGER, of.hub))


def test_the_page_names_what_was_not_answered_and_offers_the_file(unit):
    html = unit.get("/yearly-report").content.decode()
    answer = unit.get("/yearly-report/word")

    assert "Of 1 recommendation, 1 has not been accepted or declined." in html
    assert "Not accepted or declined (1)" in html
    assert answer["Content-Disposition"].startswith('attachment; filename="recommendations-')
    assert "Read the plan" in "\n".join(paragraph.text for paragraph in Document(BytesIO(answer.content)).paragraphs)


@pytest.mark.parametrize("typed", ["1999", "next", "20266", "2999"])
@pytest.mark.parametrize("address", ["/yearly-report", "/yearly-report/word"])
def test_a_year_that_cannot_be_is_answered_by_what_to_choose(unit, address, typed):
    response = unit.get(address, {"year": typed})

    assert response.status_code == 422
    assert "The year must be between 2018 and" in response.content.decode()
    assert f"You entered «{typed}»" in response.content.decode()
