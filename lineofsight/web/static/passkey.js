// Asks the browser for a passkey and sends what it answers. Without this file the page says that passkeys do not work
// here, and password and code do the same. The page holds what to ask for; nothing is fetched.
(() => {
  "use strict"
  const bytes = (text) =>
    Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0))
  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer)))
      .replaceAll("+", "-")
      .replaceAll("/", "_")
      .replaceAll("=", "")
  const named = (listed) => (listed || []).map((one) => ({ ...one, id: bytes(one.id) }))

  const wanted = (form) => {
    const options = JSON.parse(form.dataset.losOptions)
    options.challenge = bytes(options.challenge)
    if (options.user) options.user = { ...options.user, id: bytes(options.user.id) }
    if (options.excludeCredentials) options.excludeCredentials = named(options.excludeCredentials)
    if (options.allowCredentials) options.allowCredentials = named(options.allowCredentials)
    const alone = form.querySelector('[name="passwordless"]')
    if (alone && alone.checked) {
      // It stands for the password, so it must be found without an address, and must ask who is there.
      options.authenticatorSelection = {
        residentKey: "required",
        requireResidentKey: true,
        userVerification: "required",
      }
    }
    return options
  }

  const said = (credential) => {
    const response = {}
    for (const part of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
      if (credential.response[part]) response[part] = text(credential.response[part])
    }
    return JSON.stringify({
      id: credential.id,
      rawId: text(credential.rawId),
      type: credential.type,
      clientExtensionResults: credential.getClientExtensionResults(),
      response,
    })
  }

  const ask = async (form, button) => {
    const told = form.querySelector("[data-los-told]")
    told.textContent = ""
    button.disabled = true
    try {
      const credential = await navigator.credentials[form.dataset.losPasskey]({ publicKey: wanted(form) })
      form.elements.credential.value = said(credential)
      form.submit()
    } catch (trouble) {
      button.disabled = false
      told.textContent =
        trouble.name === "InvalidStateError"
          ? "This device keeps a passkey for you already. Use that one, or make one on another device."
          : "No passkey came. Press the button to try again, or use another way."
    }
  }

  for (const form of document.querySelectorAll("[data-los-passkey]")) {
    if (!window.PublicKeyCredential || !navigator.credentials) continue
    const button = form.querySelector("[data-los-ask] button")
    form.querySelector("[data-los-without]").hidden = true
    button.parentElement.hidden = false
    button.addEventListener("click", () => ask(form, button))
    // Enter in the field of the name presses the button too.
    form.addEventListener("submit", (event) => {
      event.preventDefault()
      button.click()
    })
  }
})()
