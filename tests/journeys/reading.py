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


class Writer(Reader):
    """A reader who also follows links and sends forms, with the fields that a page has and no other."""

    def __init__(self, product: Product, role: str, agency: str) -> None:
        super().__init__(product, role, agency)
        self.path, self._page = "", html.fromstring("<main></main>")

    def go(self, path: str) -> None:
        """Stand on a page."""
        self._stand(self._asks.get(f"{self.address}{path}", timeout=60))

    def _stand(self, answer: requests.Response) -> None:
        assert answer.status_code == 200, f"{answer.url} answered {answer.status_code}"
        self.path = answer.url.removeprefix(self.address)
        self._page = html.fromstring(answer.text, base_url=answer.url)
        self._page.make_links_absolute()

    def follow(self, end: str) -> None:
        """Follow the first link of the page whose address ends so."""
        found = [one.get("href") for one in self._page.iterfind(".//main//a[@href]") if one.get("href").endswith(end)]
        assert found, f"{self.path} has no link to …{end}"
        self.go(found[0].removeprefix(self.address))

    def send(self, fields: dict[str, str]) -> None:
        """Fill the form of the page in and send it. Raises KeyError for a field that it has not."""
        form = next(one for one in self._page.forms if one.getparent() is not None and "key" in one.fields)
        for name, value in fields.items():
            form.fields[name] = value
        self._stand(self._asks.post(form.action or f"{self.address}{self.path}", form.form_values(), timeout=60))

    def look(self) -> None:
        """See how the page is drawn: nobody does without a browser."""

    def words(self) -> str:
        """What stands between the menu and the foot."""
        return " ".join(self._page.find(".//main").text_content().split())
