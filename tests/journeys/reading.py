"""A role of the demonstration that asks for pages without a browser: what stands on them, not how it is drawn."""

import re

import requests
from lxml import html

from tests.journeys.product import Product

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


class Reader:
    """Somebody who has stepped into a role of the served demonstration."""

    def __init__(self, product: Product, role: str, agency: str) -> None:
        self.address, self._asks = product.address, requests.Session()
        token = TOKEN.search(self._asks.get(f"{self.address}/demo/", timeout=60).text)
        assert token is not None
        form = {"csrfmiddlewaretoken": token[1], "role": role, "agency": agency}
        became = self._asks.post(f"{self.address}/demo/become/", form, allow_redirects=False, timeout=60)
        assert became.status_code == 302, f"nobody is {role} of {agency}: {became.status_code}"

    def main_of(self, path: str) -> str:
        """The words of a page between its menu and its foot, one space between any two."""
        answer = self._asks.get(f"{self.address}{path}", timeout=60)
        assert answer.status_code == 200, f"{path} answered {answer.status_code}"
        return " ".join(html.fromstring(answer.text).find(".//main").text_content().split())

    def end(self) -> None:
        self._asks.close()
