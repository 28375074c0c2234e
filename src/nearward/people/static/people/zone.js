// @ts-check
/** Fills in the browser's own time zone where nothing has been typed. Nothing is sent. */

for (const input of document.querySelectorAll("input[data-zone]")) {
  if (input instanceof HTMLInputElement && !input.value) {
    input.value = Intl.DateTimeFormat().resolvedOptions().timeZone ?? "";
  }
}
