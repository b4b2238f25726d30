// Words that are not sent yet are kept on this device, so that no lost connection and no closed page takes them. Without
// this file every page works, and what is not sent goes with its page. They are sealed with a key that only a page of the
// same person holds: whoever finds the device, or signs in on it as somebody else, cannot read them.
(() => {
  "use strict"
  const ROOM = "los-words:"
  const DAY = 24 * 60 * 60 * 1000
  const told = document.querySelector('meta[name="los-words"]')
  const [person, secret] = told ? told.content.split(".") : ["", ""]
  const own = `${ROOM}${person}:`

  const names = () => Object.keys(localStorage).filter((name) => name.startsWith(ROOM))
  const read = (name) => {
    try {
      return JSON.parse(localStorage.getItem(name))
    } catch {
      return null
    }
  }

  // What is older than a day goes, and what somebody else left once this person is signed in.
  for (const name of names()) {
    const record = read(name)
    if (!record || !(Date.now() - record.at < DAY) || (person && !name.startsWith(own))) localStorage.removeItem(name)
  }
  document.addEventListener("submit", (event) => {
    if (event.target.matches("[data-los-sign-out]")) for (const name of names()) localStorage.removeItem(name)
  })
  if (!person || !window.crypto || !crypto.subtle) return

  const toText = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes)))
  const toBytes = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))
  const key = crypto.subtle.importKey("raw", toBytes(secret), "AES-GCM", false, ["encrypt", "decrypt"])
  const seal = async (words) => {
    const iv = crypto.getRandomValues(new Uint8Array(12))
    const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await key, new TextEncoder().encode(JSON.stringify(words)))
    return { iv: toText(iv), sealed: toText(sealed) }
  }
  const open = async ({ iv, sealed }) => {
    const words = await crypto.subtle.decrypt({ name: "AES-GCM", iv: toBytes(iv) }, await key, toBytes(sealed))
    return JSON.parse(new TextDecoder().decode(words))
  }

  const fieldsOf = (form) => [...form.querySelectorAll("[data-los-words]")]
  // A section of a form is kept by the service itself, and a form without its key cannot be asked about.
  const isKept = (form) => form && form.elements.key && !form.matches("[data-los-keep]") && fieldsOf(form).length > 0
  const nameOf = (form) =>
    `${own}${form.getAttribute("action") || location.pathname + location.search}#${fieldsOf(form)[0].name}`
  const turns = new WeakMap()

  const keep = async (form) => {
    const turn = (turns.get(form) || 0) + 1
    turns.set(form, turn)
    const words = Object.fromEntries(fieldsOf(form).map((field) => [field.name, field.value]))
    if (!Object.values(words).some((text) => text.trim())) return localStorage.removeItem(nameOf(form))
    const record = { at: Date.now(), key: form.elements.key.value, ...(await seal(words)) }
    // What was typed meanwhile is on its way by itself.
    if (turns.get(form) !== turn) return undefined
    try {
      localStorage.setItem(nameOf(form), JSON.stringify(record))
    } catch {
      // The store of this browser is full or closed: the page goes on as it would without this file.
    }
    return undefined
  }

  const tell = (form, button, sentence) => {
    let note = form.querySelector("[data-los-lost]")
    if (!note) {
      note = document.createElement("p")
      note.className = "govuk-inset-text"
      note.setAttribute("role", "status")
      note.dataset.losLost = ""
      // Where somebody looks who has just pressed.
      if (button) (button.closest(".govuk-button-group") || button).before(note)
      else form.append(note)
    }
    note.textContent = sentence
  }

  document.addEventListener("input", (event) => {
    const field = event.target.closest("[data-los-words]")
    if (field && isKept(field.form)) keep(field.form)
  })

  document.addEventListener("submit", (event) => {
    const form = event.target
    if (event.defaultPrevented || !isKept(form)) return
    const record = read(nameOf(form))
    if (!record) return
    if (!navigator.onLine) {
      event.preventDefault()
      tell(form, event.submitter, "The connection is lost, so nothing was sent. Your words are kept on this device. Press again when the connection is back.")
      return
    }
    localStorage.setItem(nameOf(form), JSON.stringify({ ...record, isPressed: true }))
  })
  window.addEventListener("online", () => {
    for (const note of document.querySelectorAll("[data-los-lost]")) note.textContent = "The connection is back. Press again to send your words."
  })

  // Whether the service took them is asked of the service: an answer can be lost as well as a question.
  const forgetSent = async () => {
    const pressed = names().filter((name) => name.startsWith(own) && read(name).isPressed)
    if (!pressed.length) return
    const asked = new URLSearchParams(pressed.map((name) => ["key", read(name).key]))
    try {
      const answer = await fetch(`${told.dataset.losSent}?${asked}`)
      const { sent } = await answer.json()
      for (const name of pressed) if (sent.includes(read(name).key)) localStorage.removeItem(name)
    } catch {
      // Nobody can tell now: they are kept, and asked about on the next page.
    }
  }

  const clock = (at) => {
    const [then, now] = [new Date(at), new Date()]
    const minute = then.toLocaleTimeString("en-GB", { hour: "numeric", minute: "2-digit", hour12: true }).replace(/\s/, "")
    return then.toDateString() === now.toDateString() ? minute : `yesterday, ${minute}`
  }

  const offer = (form, record, words) => {
    const note = document.createElement("div")
    note.className = "govuk-inset-text"
    note.setAttribute("role", "region")
    note.setAttribute("aria-label", "Words that were kept")
    const sentence = document.createElement("p")
    sentence.className = "govuk-body"
    sentence.textContent = `Your words of ${clock(record.at)} were kept on this device. They were not sent.`
    const buttons = document.createElement("div")
    buttons.className = "govuk-button-group"
    const add = (text, act) => {
      const button = document.createElement("button")
      button.type = "button"
      button.className = "govuk-button govuk-button--secondary"
      button.textContent = text
      button.addEventListener("click", () => {
        act()
        note.remove()
      })
      buttons.append(button)
    }
    const say = (what) => {
      document.getElementById("status").textContent = what
    }
    const put = () => {
      const found = fieldsOf(form).filter((field) => words[field.name] !== undefined)
      for (const field of found) {
        if (field.closest("details")) field.closest("details").open = true
        field.value = words[field.name]
        field.dispatchEvent(new Event("input", { bubbles: true }))
      }
      found[0].focus()
      say("Your words are back in the form. They are not sent yet.")
    }
    add("Put them back", put)
    add("Throw them away", () => {
      localStorage.removeItem(nameOf(form))
      fieldsOf(form)[0].focus()
      say("Thrown away.")
    })
    note.append(sentence, buttons)
    form.prepend(note)
    say(sentence.textContent)
  }

  const look = async () => {
    await forgetSent()
    for (const form of document.forms) {
      if (!isKept(form)) continue
      const record = read(nameOf(form))
      if (!record) continue
      let words
      try {
        words = await open(record)
      } catch {
        localStorage.removeItem(nameOf(form))
        continue
      }
      const differ = fieldsOf(form).some((field) => words[field.name] !== undefined && words[field.name] !== field.value)
      if (differ) offer(form, record, words)
      // They stand in the form, as the service gave them back: from now on they wait under the key of this page.
      else localStorage.setItem(nameOf(form), JSON.stringify({ ...record, key: form.elements.key.value }))
    }
  }
  look()
})()
