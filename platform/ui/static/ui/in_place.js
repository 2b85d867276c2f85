/* Acts in the row of a list (workflow/in_place.py): what opens, closes, and where one goes on. */
(() => {
  "use strict";
  const rowOf = (element) => element.closest("[id^=task-]");
  const first = (element) =>
    element.querySelector("[data-focus]") || element.querySelector("input:not([type=hidden]), select, textarea, button");

  const close = (place) => {
    const opener = rowOf(place).querySelector(`[data-hx-target="#${CSS.escape(place.id)}"]`);
    place.replaceChildren();
    if (opener) opener.focus();
  };

  /* One form is open at a time; one in which something is typed stays. */
  document.addEventListener("htmx:afterSettle", (event) => {
    const place = event.target;
    if (!place.id.startsWith("act-") || !place.firstElementChild) return;
    document.querySelectorAll("[id^=act-]").forEach((other) => {
      if (other !== place && !other.querySelector("[data-dirty]")) other.replaceChildren();
    });
    const field = first(place);
    if (field) field.focus();
  });

  document.addEventListener("click", (event) => {
    const closing = event.target.closest("[data-close-act]");
    if (closing) close(closing.closest("[id^=act-]"));
    const going = event.target.closest("[data-next-task]");
    if (!going) return;
    let next = rowOf(going).nextElementSibling;
    while (next && next.classList.contains("task-done")) next = next.nextElementSibling;
    const there = next && next.querySelector(".acts a, .acts button, a, button");
    (there || document.querySelector(".pagination a, #tiles a")).focus();
  });

  document.addEventListener("keydown", (event) => {
    const place = event.key === "Escape" && event.target.closest("[id^=act-]");
    if (place && !place.querySelector("[data-dirty]")) close(place);
  });

  /* What cannot be shown in the row is a page; where nothing answers it is said, and what was typed stays. */
  const wentWrong = (event) => {
    const { verb, path } = event.detail.requestConfig;
    if (event.type === "htmx:responseError" && verb === "get") { location.assign(path); return; }
    const words = document.getElementById("not-saved");
    if (words) document.getElementById("toasts").append(words.content.cloneNode(true));
  };
  document.addEventListener("htmx:responseError", wentWrong);
  document.addEventListener("htmx:sendError", wentWrong);
})();
