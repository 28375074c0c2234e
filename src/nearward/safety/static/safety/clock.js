// @ts-check
/** A clock. It asks the device for the time and nobody for anything. */

const time = document.getElementById("time");
const day = document.getElementById("day");

function tick() {
  const now = new Date();
  if (time) time.textContent = now.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
  if (day) day.textContent = now.toLocaleDateString([], { weekday: "long", day: "numeric", month: "long" });
  setTimeout(tick, 1000 * (60 - now.getSeconds()));
}

tick();
