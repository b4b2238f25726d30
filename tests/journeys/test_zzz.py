import collections, json
from tests.journeys.places import NOBODY, places
from tests.journeys.browsing import sideways

JS = """() => {
 const word = "L" + "o".repeat(70) + "ng"
 const isIn = (e, s) => e.closest(s)
 const out = []
 const all = [...document.querySelectorAll("main a, main td, main th, main dd, main p, main li, main h1, main h2, main h3, main span, main div")]
 const w = document.documentElement.clientWidth
 for (const e of all) {
   const own = [...e.childNodes].filter(n => n.nodeType === 3 && n.textContent.trim().length > 12)
   if (!own.length || isIn(e, ".govuk-button, .los-next, details:not([open]), .govuk-visually-hidden, nav, form, label, .los-mark, summary")) continue
   const kind = e.tagName + "." + e.className + " in " + e.parentElement.tagName + "." + e.parentElement.className
   if (out.some(o => o[0] === kind)) continue
   const kept = own[0].textContent
   own[0].textContent = kept + " " + word
   const over = document.documentElement.scrollWidth - w
   own[0].textContent = kept
   if (over > 0) out.push([kind, over, kept.trim().slice(0, 60)])
 }
 return out }"""


import pytest


@pytest.fixture(scope="session")
def signed_in(browser, product):
    import time
    c = browser.new_context(); p = c.new_page(); p.set_default_timeout(200000); p.goto(f"{product.address}/demo/", timeout=200000); c.close()
    from tests.journeys import conftest
    return conftest.signed_in.__wrapped__(browser, product) if hasattr(conftest.signed_in, "__wrapped__") else conftest.signed_in.__pytest_wrapped__.obj(browser, product)


def test_zz(as_role, product):
    found = collections.defaultdict(list)
    opened = {}
    for place in places(product):
        if place.status != 200: continue
        if place.who not in opened:
            opened[place.who] = as_role(*place.who, width=375)
        seen = opened[place.who]
        seen.go(place.path, status=place.status)
        for kind, over, text in seen.page.evaluate(JS):
            found[kind].append((place.name, over, text))
    with open("/tmp/zz.json", "w") as f:
        json.dump(found, f, indent=1)
    for kind, some in sorted(found.items(), key=lambda kv: -len(kv[1])):
        print(len(some), kind, some[:2])
    assert 0
