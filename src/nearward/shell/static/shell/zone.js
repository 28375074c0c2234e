// @ts-check
/** Fills in this device's time zone where somebody is asked for theirs and has not said otherwise. */

const field = document.querySelector("input[name=time_zone], select[name=time_zone]");

if ((field instanceof HTMLInputElement || field instanceof HTMLSelectElement) && ["", "UTC"].includes(field.value)) {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (zone) field.value = zone;
}
