"""What axe finds on a page. The contrast of words that are drawn alike is measured once: it takes most of its time.

Alike are words whose tag and look, and those of all that they stand in, are the same. What is moved out of the flow of
the page may lie over anything: its words are each measured.
"""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

SCRIPT = Axe().axe_script
# Everything that the contrast of words depends on, of an element and of each that it stands in.
_DISTINCT = """() => {
    const LOOK = ["color", "backgroundColor", "backgroundImage", "opacity", "fontSize", "fontWeight", "fontFamily",
        "textShadow", "textTransform", "filter", "mixBlendMode", "visibility", "display", "position", "zIndex",
        "webkitTextFillColor", "forcedColorAdjust"]
    const looks = new Map(), kinds = new Map()
    const kindOf = element => {
        if (!element) return ""
        if (!looks.has(element)) {
            const style = getComputedStyle(element)
            const isMoved = ["absolute", "fixed", "sticky"].includes(style.position)
            const own = isMoved ? `moved ${looks.size}` : LOOK.map(name => style[name]).join()
            const before = getComputedStyle(element, "::before").content + getComputedStyle(element, "::after").content
            const whole = [kindOf(element.parentElement), element.tagName, own, before, element.disabled].join("|")
            if (!kinds.has(whole)) kinds.set(whole, kinds.size)
            looks.set(element, kinds.get(whole))
        }
        return looks.get(element)
    }
    const speaks = element => element.matches("input, select, textarea")
        || [...element.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim())
    const first = new Map()
    for (const element of document.body.querySelectorAll("*"))
        if (speaks(element) && element.getClientRects().length && !first.has(kindOf(element)))
            first.set(kindOf(element), element)
    return [...first.values()]
}"""
_RUN = f"""async () => {{
    const distinct = ({_DISTINCT})()
    const found = [await axe.run({{resultTypes: ["violations"], rules: {{"color-contrast": {{enabled: false}}}}}})]
    if (distinct.length)
        found.push(await axe.run({{include: distinct}}, {{resultTypes: ["violations"], runOnly: ["color-contrast"]}}))
    return found.flatMap(one => one.violations)
        .flatMap(fault => fault.nodes.map(node => `${{fault.id}}: ${{node.html.slice(0, 200)}}`))
}}"""


def bring(page: Page) -> None:
    """Have axe in each document that this page opens from now on: it is half a megabyte, and so is sent once."""
    page.add_init_script(SCRIPT)


def faults(page: Page) -> list[str]:
    """What axe finds, each with the rule and the element."""
    if page.evaluate("typeof axe === 'undefined'"):
        page.evaluate(SCRIPT)
    return list(page.evaluate(_RUN))


def of_distinct_words(page: Page) -> int:
    """How many elements stand for all that are drawn like them."""
    return int(page.evaluate(f"() => ({_DISTINCT})().length"))
