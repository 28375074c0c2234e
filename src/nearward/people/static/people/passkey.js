// @ts-check
/** Shows what needs a passkey only where the browser has passkeys, and says so kindly when one did not work. */

if ("PublicKeyCredential" in window) {
  for (const part of document.querySelectorAll("[data-passkey]")) part.removeAttribute("hidden");
} else {
  for (const part of document.querySelectorAll("[data-no-passkey]")) part.removeAttribute("hidden");
}

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  for (const part of document.querySelectorAll("[data-passkey-problem]")) part.removeAttribute("hidden");
});
