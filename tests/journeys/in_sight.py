"""What of a page is lost to somebody: in forced colours, where no background is drawn, or without scripts."""

from lxml import html
from playwright.sync_api import Page

# What was seen in this test process, as keys without a space: an element by its classes and those it stands in, and a
# kind of control that had the focus. Our sheets know nothing else of an element, so what looks alike is asked once.
_seen: set[str] = set()
# A browser in forced colours draws every background in one colour, but keeps what is see-through. So whatever has a
# background that is not, and neither words nor an edge, was drawn by its colour alone, and is gone.
_FORCED = """known => {
    const CONTROLS = "a[href], button, input:not([type=hidden]), select, textarea, summary"
    const lost = [], passed = [], seen = new Set(known.split(" "))
    const nameOf = element => element ? `${element.tagName}.${element.className?.baseVal ?? element.className}` : ""
    const keyOf = (element, what) => {
        let sum = 5381
        const chain = [what, element.type, element.getAttribute("style")]
        for (let at = element, far = 0; at && far < 4; at = at.parentElement, far++) chain.push(nameOf(at))
        for (const letter of chain.join("|")) sum = (Math.imul(sum, 33) ^ letter.codePointAt(0)) >>> 0
        return `${what}${sum.toString(36)}`
    }
    const partsOf = colour => (colour.match(/[\\d.]+/g) || []).map(Number)
    const isClear = colour => partsOf(colour)[3] === 0
    const light = colour => {
        const [r, g, b] = partsOf(colour).map(part => part / 255)
            .map(part => part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b
    }
    const contrast = (one, other) => {
        const [least, most] = [light(one), light(other)].sort((a, b) => a - b)
        return (most + 0.05) / (least + 0.05)
    }
    const backs = new Map()
    const behind = element => {
        if (!element) return "rgb(255, 255, 255)"
        if (!backs.has(element)) {
            const own = getComputedStyle(element).backgroundColor
            backs.set(element, isClear(own) ? behind(element.parentElement) : own)
        }
        return backs.get(element)
    }
    const isEdged = (style, back) => ["Top", "Right", "Bottom", "Left"].some(side =>
        style[`border${side}Style`] !== "none" && parseFloat(style[`border${side}Width`]) >= 1
        && !isClear(style[`border${side}Color`]) && contrast(style[`border${side}Color`], back) >= 3)
    const isOutlined = (style, back) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2
        && !isClear(style.outlineColor) && contrast(style.outlineColor, back) >= 3
    const told = (what, element) => lost.push(`${what} in forced colours: ${element.outerHTML.slice(0, 160)}`)
    // A radio and a box are drawn by their label.
    const drawn = control => [getComputedStyle(control), getComputedStyle(control, "::file-selector-button"),
        ...[...control.labels || []].map(label => getComputedStyle(label, "::before"))]
    const isSeen = element => element.checkVisibility({contentVisibilityAuto: true, visibilityProperty: true})
        && element.getBoundingClientRect().width > 1 && element.getBoundingClientRect().height > 1
    const before = document.activeElement

    for (const element of document.body.querySelectorAll("*:not(svg *)")) {
        const speaks = [...element.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim())
        const key = keyOf(element, speaks ? "words-" : element.childElementCount ? "holds-" : "empty-")
        const found = lost.length
        if (seen.has(key) || !isSeen(element)) continue
        const style = getComputedStyle(element), around = behind(element.parentElement)
        if (speaks && contrast(style.color, behind(element)) < 4.5) told("words that are not seen", element)
        const isEmpty = !element.childElementCount && !speaks && !element.matches("input, select, textarea, img, svg")
        if (isEmpty && !isClear(style.backgroundColor) && !isEdged(style, around))
            told("drawn by its background alone", element)
        for (const part of ["::before", "::after"]) {
            const added = getComputedStyle(element, part)
            if (added.content === '""' && !isClear(added.backgroundColor) && !isEdged(added, behind(element))
                && parseFloat(added.width) > 1 && parseFloat(added.height) > 1 && added.display !== "none"
                && added.forcedColorAdjust !== "none" && parseFloat(added.opacity) > 0)
                told(`${part} drawn by its background alone`, element)
        }
        if (lost.length === found) passed.push(key)
        seen.add(key)
    }
    for (const control of document.querySelectorAll(CONTROLS)) {
        const key = keyOf(control, "focus-"), found = lost.length
        if (seen.has(key) || control.disabled || !isSeen(control)) continue
        const around = behind(control.parentElement)
        // A button without a background is drawn as words, like a link.
        const isBox = control.matches("input, select, textarea")
            || control.matches("button, .govuk-button") && !isClear(getComputedStyle(control).backgroundColor)
        if (isBox && !drawn(control).some(style => isEdged(style, around))) told("a control without an edge", control)
        control.focus({preventScroll: true})
        if (document.activeElement !== control || !drawn(control).some(style => isOutlined(style, around)))
            told("focus that is not seen", control)
        if (lost.length === found) passed.push(key)
        seen.add(key)
    }
    if (before && before.focus) before.focus({preventScroll: true})
    if (document.activeElement !== before) document.activeElement.blur()
    return [lost, passed]
}"""


def lost_in_forced_colours(page: Page) -> list[str]:
    """What is not seen once the reader's own colours stand in place of ours; what looks alike is asked once."""
    page.emulate_media(forced_colors="active")
    lost, passed = page.evaluate(_FORCED, " ".join(_seen))
    page.emulate_media(forced_colors="none")
    _seen.update(passed)
    return list(lost)


def dead_without_scripts(text: str) -> list[str]:
    """What of a page, as it is sent, does nothing until a script has run."""
    page = html.fromstring(text)
    dead = page.xpath("//a[not(@href) and @role = 'button'] | //a[@href = '#' or starts-with(@href, 'javascript:')]")
    # What a script brings into sight is hidden until then: nobody misses it.
    dead += page.xpath("//button[not(@hidden)][@type = 'button' or not(ancestor::form or @form)]")
    dead += page.xpath("//form[not(.//button[not(@type) or @type = 'submit'] or .//input[@type = 'submit'])]")
    dead += page.xpath("//*[@hidden][descendant-or-self::a or descendant-or-self::form]")
    dead += page.xpath("//*[@*[starts-with(name(), 'on')]]")
    return [f"dead without scripts: {html.tostring(one, encoding='unicode')[:160]}" for one in dead]
