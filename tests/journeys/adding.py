"""Given: an action more of the council, which somebody can say something about without touching another's story."""

from typing import Any

from tests.journeys.product import Product

TODAY = {"day": "22", "month": "6", "year": "2026"}


def new_action(product: Product) -> str:
    """The address at which the council's lead proposes an action below its first recommendation."""
    question = (
        "SELECT r.ref FROM assurance_recommendation r JOIN partnership_agency a ON r.agency_id = a.id"
        " WHERE a.code = 'council' ORDER BY r.id"
    )
    return f"{product.address}/recommendations/{product.rows(question)[0][0]}/actions/new"


def adds(page: Any, address: str, title: str) -> None:
    """Given: an action of the agency, proposed through the same form, without drawing its page again."""
    form = {
        "csrfmiddlewaretoken": page.locator('input[name="csrfmiddlewaretoken"]').first.input_value(),
        "key": title.replace(" ", "-").ljust(40, "x"),
        "title": title,
        "lead": page.locator('input[name="lead"]').input_value(),
        "owner_role": "head of service",
        "outcome": "Each child has a copy of the plan.",
        **{f"due_date-{part}": value for part, value in TODAY.items()},
    }
    answer = page.context.request.post(address, form=form, headers={"Referer": address}, max_redirects=0)
    assert answer.status == 302, answer.text()[:2000]
