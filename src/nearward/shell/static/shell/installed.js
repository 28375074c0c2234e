// @ts-check
/** Registers the service worker, where there is one to register. */

const told = document.querySelector("meta[name=nearward-worker]");

if (told instanceof HTMLMetaElement && "serviceWorker" in navigator) {
  addEventListener("load", () => {
    navigator.serviceWorker.register(told.content, { scope: "/", updateViaCache: "none" }).catch(() => {
      // Without it everything works, only not offline.
    });
  });
}
