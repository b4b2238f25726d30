// The editor with a script: a figure goes in where the caret is, and a lost connection is told. Without this file every
// button of the page does the same by sending the form.
(() => {
  "use strict"
  const words = () => document.getElementById("words")
  const status = () => document.getElementById("status")

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-los-put]")
    const field = words()
    if (!button || !field) return
    event.preventDefault()
    const [start, end] = [field.selectionStart, field.selectionEnd]
    field.setRangeText(button.dataset.losPut, start, end, "end")
    field.focus()
    field.dispatchEvent(new Event("input", { bubbles: true }))
    status().textContent = "Put into the sentence."
  })

  const tell = (sentence) => {
    const note = document.getElementById("lost")
    if (!note) return
    note.textContent = sentence
    note.hidden = !sentence
    if (sentence) status().textContent = sentence
  }

  const lost = () => tell("We could not keep your draft: the connection is lost. Your words are still here. They are kept when you type again.")
  document.addEventListener("htmx:sendError", lost)
  document.addEventListener("htmx:timeout", lost)
  document.addEventListener("htmx:responseError", (event) =>
    tell(
      event.detail.xhr.status === 401
        ? "You are signed out. Your words are still here. Sign in in another window, then save."
        : "We could not keep your draft. Your words are still here. Press Save, or type again.",
    ),
  )
  document.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.successful) tell("")
  })
})()
