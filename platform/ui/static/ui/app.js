/* Small help on top of pages that work without it. */
(() => {
  "use strict";

  /* The choice of language sends the form of the page along: of several the one that was written in, else none. */
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-language]");
    if (!button) return;
    const typed = [...document.querySelectorAll("main form[data-dirty]")].pop();
    const address = new URL(button.formAction);
    if (!typed) address.searchParams.delete("for");
    else if (typed !== button.form) {
      typed.id ||= "typed-in-now";
      button.setAttribute("form", typed.id);
      address.searchParams.set("for", typed.getAttribute("action") || location.pathname);
    }
    button.formAction = address.href;
  });

  /* A form is sent once; coming back with the browser's back key opens it again. */
  const busy = new Set();
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method === "get" || form.hasAttribute("data-many")) return;
    if (busy.has(form)) { event.preventDefault(); return; }
    busy.add(form);
    form.dataset.clean = "";
    const button = event.submitter;
    if (button) setTimeout(() => button.setAttribute("aria-busy", "true"), 0);
    setTimeout(reopen, 10000);
  });
  const reopen = () => {
    busy.clear();
    document.querySelectorAll("[aria-busy=true]").forEach((button) => button.removeAttribute("aria-busy"));
  };
  window.addEventListener("pageshow", reopen);
  document.addEventListener("htmx:afterRequest", reopen);

  /* Ten minutes before a session ends the page says so. */
  const ending = document.getElementById("session-ends");
  if (ending) {
    const left = Number(ending.dataset.in) - 600;
    setTimeout(() => {
      document.getElementById("toasts").append(ending.content.cloneNode(true));
    }, Math.max(2, left) * 1000);
  }

  /* A text can be copied with one press; without a script it is chosen by hand. */
  if (navigator.clipboard) {
    document.querySelectorAll("[data-copy]").forEach((button) => {
      button.hidden = false;
      button.addEventListener("click", async () => {
        const text = document.getElementById(button.dataset.copy);
        try { await navigator.clipboard.writeText(text.value); button.textContent = button.dataset.copied; }
        catch { text.focus(); text.select(); }
      });
    });
  }

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-close-toast]")) event.target.closest(".toast").remove();
  });

  /* Leaving a changed form asks first. */
  document.addEventListener("input", (event) => {
    const form = event.target.closest("main form[method=post]");
    if (form) form.dataset.dirty = "";
  });
  window.addEventListener("beforeunload", (event) => {
    const changed = [...document.querySelectorAll("form[data-guard][data-dirty]")];
    if (changed.some((form) => !("clean" in form.dataset))) {
      event.preventDefault();
      event.returnValue = "";
    }
  });

  /* "/" goes to search, Escape closes what is open, a press outside closes it too. */
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      const open = [...document.querySelectorAll("details[data-pop][open]")].pop();
      if (open) { open.open = false; open.querySelector("summary").focus(); }
      return;
    }
    const typing = event.target.closest("input, textarea, select, [contenteditable]");
    if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    const search = document.querySelector("main [data-search]") || document.querySelector("[data-search]");
    if (!search) return;
    event.preventDefault();
    const pop = search.closest("details[data-pop]");
    if (pop) pop.open = true;
    search.focus();
    search.select();
  });
  document.querySelectorAll("[data-search-pop]").forEach((pop) => pop.addEventListener("toggle", () => {
    if (pop.open) pop.querySelector("[data-search]").focus();
  }));
  document.addEventListener("click", (event) => {
    document.querySelectorAll("details[data-pop][open]").forEach((open) => {
      if (!open.contains(event.target)) open.open = false;
    });
  });

  /* Tabs that do not all fit are moved until the current one is in sight. */
  document.querySelectorAll(".tabs [aria-current]").forEach((current) => {
    const row = current.closest("ul");
    const away = current.getBoundingClientRect().left - row.getBoundingClientRect().left;
    row.scrollLeft += away - (row.clientWidth - current.offsetWidth) / 2;
  });

  /* A typed date gets a button that opens the browser's own calendar. */
  const offerCalendar = (input) => {
    const drawing = document.getElementById("calendar-drawing");
    if (!drawing || input.closest(".date-picker") || !("showPicker" in HTMLInputElement.prototype)) return;
    const frame = document.createElement("span");
    frame.className = "date-picker";
    const picker = document.createElement("input");
    picker.type = "date";
    picker.tabIndex = -1;
    picker.setAttribute("aria-hidden", "true");
    const button = document.createElement("button");
    button.type = "button";
    button.append(drawing.content.cloneNode(true));
    input.replaceWith(frame);
    frame.append(input, button, picker);
    button.addEventListener("click", () => {
      const typed = input.value.match(/^(\d{1,2})\.(\d{1,2})\.(\d{4})$/);
      if (typed) picker.value = `${typed[3]}-${typed[2].padStart(2, "0")}-${typed[1].padStart(2, "0")}`;
      picker.showPicker();
    });
    picker.addEventListener("change", () => {
      const [year, month, day] = picker.value.split("-").map(Number);
      if (!day) return;
      input.value = `${day}.${month}.${year}`;
      input.dispatchEvent(new Event("input", { bubbles: true }));
      input.dispatchEvent(new Event("change", { bubbles: true }));
      input.focus();
    });
  };

  /* What updates in place fetches htmx when it is first touched: a page that is only read stays light. */
  let fetched = false;
  const fetchHtmx = (event) => {
    const form = event.target.closest("[data-htmx]");
    if (!form || fetched || window.htmx) return;
    fetched = true;
    const script = document.createElement("script");
    script.src = form.dataset.htmx;
    document.head.append(script);
  };
  document.addEventListener("focusin", fetchHtmx);
  document.addEventListener("pointerover", fetchHtmx);

  /* A table drawn as cards stays a table for those who listen: some browsers forget it with the layout. */
  const ROLES = { TABLE: "table", THEAD: "rowgroup", TBODY: "rowgroup", TR: "row", TD: "cell" };
  const keepRoles = (table) => {
    [table, ...table.querySelectorAll("thead, tbody, tr, td, th")].forEach((part) => {
      part.setAttribute("role", ROLES[part.tagName] || (part.scope === "col" ? "columnheader" : "rowheader"));
    });
  };

  /* What is chosen stays in sight while one looks further. */
  const countChosen = (form) => {
    const tray = form && form.querySelector("[data-tray]");
    if (!tray) return;
    const chosen = [...form.querySelectorAll("input[name=places]:checked")];
    const count = tray.querySelector("[data-tray-count]");
    count.textContent = count.dataset.words.replace("{n}", chosen.length);
    tray.querySelector("[data-tray-names]").textContent = chosen
      .map((input) => input.closest("label").querySelectorAll(".choice-words > span"))
      .map(([title, where]) => `${title.textContent} (${where.textContent})`)
      .join(", ");
  };
  document.addEventListener("change", (event) => countChosen(event.target.form));

  /* The square of a letter brings its code behind the # of the address, which no server ever sees. */
  const takeFromAddress = (field) => {
    const code = decodeURIComponent(location.hash.slice(1));
    if (!/^[0-9A-Za-z-]{12,20}$/.test(code)) return;
    field.value ||= code;
    history.replaceState(null, "", location.pathname + location.search);
  };

  const prepare = (root) => {
    root.querySelectorAll("input[data-date]").forEach(offerCalendar);
    root.querySelectorAll(".table-cards table").forEach(keepRoles);
    root.querySelectorAll("input[data-from-address]").forEach(takeFromAddress);
    const wrong = root.querySelector("[data-focus]");
    if (wrong) wrong.focus();
    root.querySelectorAll(".toast").forEach((toast) => setTimeout(() => toast.remove(), 8000));
  };
  prepare(document);
  document.addEventListener("htmx:load", (event) => prepare(event.detail.elt));
})();
