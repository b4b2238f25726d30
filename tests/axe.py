"""What axe finds on a page. The contrast of words that are drawn alike is measured once in a test process.

Alike are words whose tag and look, and those of all that they stand in, are the same, on whichever page. So it is with
a link that must not be told from the sentence around it by colour alone: half of axe's work. Words that failed, or of
which axe could not say, are measured again wherever they stand. What is moved out of the flow of the page
may lie over anything: its words are each measured. Whether a style sheet locks a screen is asked once of each.

Half of what axe takes is to be read and begun anew in each document. So what was only opened, and not yet used by
anybody, is looked at as it stands in one document that stays (`Stand`).
"""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

SCRIPT = Axe().axe_script
# What was measured and had no fault, as keys without a space.
_passed: set[str] = set()
# Everything that the contrast of words depends on, of an element and of each that it stands in. What was moved has a
# key that no other has, with a mark.
_DISTINCT = """() => {
    // Beside the colours what tells a link from the words around it.
    const LINK = ["textDecorationLine", "textDecorationStyle", "borderTop", "borderRight", "borderBottom", "borderLeft"]
    const LOOK = ["color", "backgroundColor", "backgroundImage", "opacity", "fontSize", "fontWeight", "fontFamily",
        "textShadow", "textTransform", "filter", "mixBlendMode", "visibility", "display", "position", "zIndex",
        "webkitTextFillColor", "forcedColorAdjust"]
    const keys = new Map()
    // 53 bits of all letters, as two sums that are mixed at the end.
    const sumOf = text => {
        let a = 0xdeadbeef, b = 0x41c6ce57
        for (let at = 0; at < text.length; at++) {
            a = Math.imul(a ^ text.charCodeAt(at), 2654435761)
            b = Math.imul(b ^ text.charCodeAt(at), 1597334677)
        }
        a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909)
        b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909)
        return (4294967296 * (2097151 & b) + (a >>> 0)).toString(36)
    }
    // Whether a link stands among other words of its paragraph, and how it is drawn.
    const linkOf = (element, style) => {
        if (!element.matches("a[href]")) return ""
        let block = element.parentElement
        while (block && getComputedStyle(block).display.startsWith("inline")) block = block.parentElement
        const isAmong = block && block.textContent.trim() !== element.textContent.trim()
        return [isAmong, ...LINK.map(name => style[name])].join()
    }
    const keyOf = element => {
        if (!element) return ""
        if (!keys.has(element)) {
            const style = getComputedStyle(element), within = keyOf(element.parentElement)
            const isMoved = ["absolute", "fixed", "sticky"].includes(style.position)
            const before = getComputedStyle(element, "::before").content + getComputedStyle(element, "::after").content
            const own = LOOK.map(name => style[name]).join()
            const whole = [within, element.tagName, own, before, element.disabled, linkOf(element, style)].join("|")
            const mark = within.startsWith("moved-") ? "moved-" : ""
            keys.set(element, isMoved ? `moved-${keys.size}` : mark + sumOf(whole))
        }
        return keys.get(element)
    }
    const speaks = element => element.matches("input, select, textarea, a[href]")
        || [...element.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim())
    const first = new Map()
    for (const element of document.body.querySelectorAll("*"))
        if (speaks(element) && element.getClientRects().length && !first.has(keyOf(element)))
            first.set(keyOf(element), element)
    const sheets = [...document.styleSheets].map(sheet => sheet.href || sheet.ownerNode.textContent)
    return {first, sheets: "sheets-" + sumOf(sheets.join("|"))}
}"""
_RUN = f"""async passed => {{
    const LOOKS = ["color-contrast", "link-in-text-block"]
    const known = new Set(passed.split(" ")), {{first, sheets}} = ({_DISTINCT})(), isNew = !known.has(sheets)
    const rules = {{"css-orientation-lock": {{enabled: isNew}}}}
    for (const rule of LOOKS) rules[rule] = {{enabled: false}}
    const found = (await axe.run({{resultTypes: ["violations"], preload: isNew, rules}})).violations
    const pass = found.some(fault => fault.id === "css-orientation-lock") ? [] : [sheets]
    const distinct = [...first].filter(([key]) => !known.has(key)).map(([, element]) => element)
    if (distinct.length) {{
        const keys = new Map([...first].map(([key, element]) => [element, key]))
        const told = await axe.run({{include: distinct}}, {{runOnly: LOOKS, elementRef: true}})
        const keysOf = results => results.flatMap(one => one.nodes).map(node => keys.get(node.element))
        const not = new Set(keysOf([...told.violations, ...told.incomplete]))
        found.push(...told.violations)
        pass.push(...keysOf(told.passes).filter(key => !not.has(key)))
    }}
    const words = found.flatMap(fault => fault.nodes.map(node => `${{fault.id}}: ${{node.html.slice(0, 200)}}`))
    return [words, pass.filter(key => key && !key.startsWith("moved-"))]
}}"""


def bring(page: Page) -> None:
    """Have axe in each document that this page opens from now on: it is half a megabyte, and so is sent once."""
    page.add_init_script(SCRIPT)


def faults(page: Page) -> list[str]:
    """What axe finds, each with the rule and the element."""
    if page.evaluate("typeof axe === 'undefined'"):
        page.evaluate(SCRIPT)
    found, passed = page.evaluate(_RUN, " ".join(_passed))
    _passed.update(passed)
    return list(found)


# Everything of a document but what runs in it. Style sheets that are there already stay, and are not read again.
_TAKE_IN = """async ([html, address]) => {
    const told = new DOMParser().parseFromString(html, "text/html")
    const isSheet = one => one.matches("link[rel=stylesheet], style")
    const sheets = head => [...head.children].filter(isSheet).map(one => one.outerHTML).join()
    const root = document.documentElement
    history.replaceState(null, "", address)
    for (const one of [...root.attributes]) root.removeAttribute(one.name)
    for (const one of told.documentElement.attributes) root.setAttribute(one.name, one.value)
    if (sheets(document.head) === sheets(told.head)) {
        for (const one of [...document.head.children]) if (!isSheet(one)) one.remove()
        document.head.prepend(...[...told.head.children].filter(one => !isSheet(one)))
    } else {
        document.head.replaceWith(document.adoptNode(told.head))
        const linked = [...document.head.querySelectorAll("link[rel=stylesheet]")]
        await Promise.all(linked.map(one => new Promise(done => one.onload = one.onerror = done)))
    }
    document.body.replaceWith(document.adoptNode(told.body))
}"""


class Stand:
    """One document of a browser in which axe stays, and other documents are put up: 1280 px wide, at one address.

    For pages that were opened and nothing more: what somebody typed, chose or reached with the keyboard is not in the
    text of a document, and is looked at where it was done (`faults`).
    """

    def __init__(self, browser: Browser, address: str) -> None:
        # The style that stands in a document itself is let in by that document's own policy, which does not come along.
        self.page = browser.new_page(viewport={"width": 1280, "height": 800}, bypass_csp=True)
        self.page.goto(address)

    def faults(self, opened: Page) -> list[str]:
        """What axe finds on a page that was opened, each with the rule and the element."""
        html = opened.evaluate("document.documentElement.outerHTML")
        path = opened.evaluate("location.pathname + location.search")
        self.page.evaluate(_TAKE_IN, [html, path])
        return faults(self.page)

    def end(self) -> None:
        """Close it."""
        self.page.context.close()


def of_distinct_words(page: Page) -> int:
    """How many elements stand for all that are drawn like them."""
    return int(page.evaluate(f"() => ({_DISTINCT})().first.size"))


def kept() -> int:
    """How many looks and style sheets were measured and need not be again."""
    return len(_passed)
