// An open page of a form is kept while somebody types, and a lost connection is told. Without this file «Save and
// continue» does all of it. Nothing is stored in the browser: what is not kept yet stands in the fields alone.
(() => {
  "use strict"
  const PAUSE = 2000
  const AGAIN = 5000
  const form = document.querySelector("form[data-los-keep]")
  const status = form && form.querySelector("[data-los-kept]")
  if (!form || !status || form.elements.number.value === "") return

  let kept = ""
  let isLost = false
  let isOver = false
  let waits = 0
  let going = null

  const typed = () => {
    const data = new FormData(form)
    for (const name of ["key", "number", "csrfmiddlewaretoken"]) data.delete(name)
    return new URLSearchParams(data).toString()
  }
  const tell = (sentence) => {
    if (status.textContent !== sentence) status.textContent = sentence
  }
  const soon = (pause) => {
    clearTimeout(waits)
    if (!isOver) waits = setTimeout(keep, pause)
  }

  const lose = () => {
    isLost = true
    tell("The connection is lost. What you typed is still on this page: leave it open. It is saved when the connection is back.")
    soon(AGAIN)
  }
  const stop = (sentence) => {
    isOver = true
    tell(sentence)
  }

  const send = async () => {
    const now = typed()
    const data = new URLSearchParams(new FormData(form))
    data.delete("key")
    data.set("then", "quiet")
    let answer
    try {
      answer = await fetch(form.action, { method: "POST", body: data, headers: { "HX-Request": "true" }, keepalive: true })
    } catch {
      return lose()
    }
    isLost = false
    if (answer.status === 409) return stop("Somebody else saved this section. Choose «Save and continue» to see both sets of answers.")
    if (answer.status === 401) return tell("You are signed out. What you typed is still here. Sign in in another window, then go on typing.")
    if (!answer.ok) return tell("We could not save by ourselves. What you typed is still here. Choose «Save and continue».")
    const told = await answer.json()
    form.elements.number.value = told.number
    kept = now
    tell(`Saved ${told.at}` + (told.left_out ? ", but for what has to be mended first." : "."))
  }

  const keep = async () => {
    if (going || isOver || typed() === kept) return going
    going = send()
    await going
    going = null
    if (!isLost && !isOver && typed() !== kept) soon(PAUSE)
  }

  kept = typed()
  form.addEventListener("input", () => soon(PAUSE))
  window.addEventListener("online", () => isLost && keep())
  document.addEventListener("visibilitychange", () => document.hidden && keep())
  // A page that is gone back to goes on keeping itself.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) isOver = false
  })
  window.addEventListener("beforeunload", (event) => isLost && event.preventDefault())

  // What is on its way is waited for, so that nobody meets themselves; without a connection the page stays.
  form.addEventListener("submit", async (event) => {
    clearTimeout(waits)
    if (!going && !isLost && navigator.onLine) {
      // The press saves it all: what the page kept now, on its way out, would come between.
      isOver = true
      return
    }
    event.preventDefault()
    if (going) await going
    if (isLost || !navigator.onLine) await keep()
    if (!isLost && navigator.onLine) form.requestSubmit(event.submitter)
    else lose()
  })
})()
