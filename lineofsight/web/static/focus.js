// Where the focus goes after htmx has put something new into the page (pages.md §6). Without this file every page works;
// with it nobody is thrown back to the top. `hx-on` is not used: our policy forbids evaluating strings.
(() => {
  "use strict"
  let focusedId = ""

  const focusOn = (element) => {
    if (!element.matches("a[href], button, input, select, textarea, [tabindex]")) element.tabIndex = -1
    element.focus()
  }

  const isLost = () => !document.activeElement || document.activeElement === document.body

  document.addEventListener("htmx:beforeRequest", (event) => {
    focusedId = document.activeElement ? document.activeElement.id : ""
    event.detail.target.setAttribute("aria-busy", "true")
  })

  document.addEventListener("htmx:afterRequest", (event) => event.detail.target.removeAttribute("aria-busy"))

  document.addEventListener("htmx:afterSettle", (event) => {
    const came = event.detail.elt
    const summary = came.querySelector(".govuk-error-summary")
    if (summary) return focusOn(summary)
    // The server may name the place: after a row was recorded, the next row's link.
    const named = came.querySelector("[data-los-focus]")
    if (named) return focusOn(named)
    // A draft that is saved while somebody types must never move the caret.
    if (!isLost()) return undefined
    const same = focusedId && document.getElementById(focusedId)
    if (same) return focusOn(same)
    const heading = came.matches("h1, h2, h3") ? came : came.querySelector("h1, h2, h3")
    return heading ? focusOn(heading) : undefined
  })
})()
