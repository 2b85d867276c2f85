// A button of the page editor waits until what the page saves by itself is stored, and then no more is saved by itself.
// Otherwise the two would meet on the server: the page's own draft would be taken for a newer one of somebody else,
// and a page that is not stored yet would be made twice.
(() => {
  const PATIENCE = 20000; // milliseconds after which the button no longer waits for an answer
  const ours = (element) => element instanceof HTMLFormElement && element.id === "page-edit-form";
  let saving = false;
  let leaving = false;
  let held = null;

  const go = () => {
    if (!held) return;
    const { form, name, value, timer } = held;
    window.clearTimeout(timer);
    held = null;
    if (name) {
      // The button itself may have been drawn anew meanwhile.
      const pressed = document.createElement("input");
      Object.assign(pressed, { type: "hidden", name, value });
      form.append(pressed);
    }
    leaving = true;
    form.submit();
  };

  window.addEventListener("w-autosave:save", (event) => {
    if (!ours(event.target) || event.defaultPrevented) return;
    if (leaving || held) event.preventDefault();
    else saving = true;
  });
  for (const ended of ["w-autosave:success", "w-autosave:error"]) {
    document.addEventListener(ended, (event) => {
      if (!ours(event.target)) return;
      saving = false;
      go();
    });
  }
  // Last of all: whoever is asked something first ("there is a newer version") has not left yet.
  window.addEventListener("submit", (event) => {
    if (!ours(event.target) || event.defaultPrevented) return;
    if (!saving) {
      leaving = true;
      return;
    }
    event.preventDefault();
    if (held) return;
    const { name, value } = event.submitter || {};
    held = { form: event.target, name, value, timer: window.setTimeout(go, PATIENCE) };
  });
  // Whoever comes back by the browser's button writes on.
  window.addEventListener("pageshow", () => {
    leaving = false;
  });
})();
