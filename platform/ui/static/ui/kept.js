/* A form that is kept on this device while the network is away, and sent when it is back.

   <form data-kept="a key without anybody's name" data-alive="an address that answers when we can be reached">
   What is chosen lies in the browser's own store under the key: names of fields and values, nothing else. It is
   gone when the server has taken it. Without this script, or with a network, the form is an ordinary one.

   data-worker: the script that answers where no network does, for pages under data-worker-over; it shows
   <p data-offline="an address that answers">, which goes back to the page when the network is there again. */
(() => {
  "use strict";
  const answers = async (address) => {
    if (!navigator.onLine) return false;
    const stop = new AbortController();
    const late = setTimeout(() => stop.abort(), 4000);
    try {
      const answer = await fetch(address, { cache: "no-store", signal: stop.signal });
      return answer.ok;
    } catch { return false; } finally { clearTimeout(late); }
  };

  const away = document.querySelector("[data-offline]");
  if (away) {
    const back = async () => { if (await answers(away.dataset.offline)) location.reload(); };
    try {
      const waits = Object.keys(localStorage).some((name) => name.startsWith("kept:"));
      document.querySelector("[data-offline-kept]").hidden = !waits;
    } catch { /* no store, nothing kept */ }
    window.addEventListener("online", back);
    setInterval(back, 5000);
    return;
  }

  const form = document.querySelector("form[data-kept]");
  if (!form) return;
  const { worker, workerOver } = form.dataset;
  if (worker && "serviceWorker" in navigator) {
    navigator.serviceWorker.register(worker, { scope: workerOver }).catch(() => { /* the page works without */ });
  }
  const key = `kept:${form.dataset.kept}`;
  const words = form.querySelector("[data-kept-words]");
  const LEFT_OUT = new Set(["csrfmiddlewaretoken"]);

  const read = () => {
    try { return JSON.parse(localStorage.getItem(key)); } catch { return null; }
  };
  const forget = () => { try { localStorage.removeItem(key); } catch { /* no store, nothing kept */ } };
  const keep = (state) => {
    const values = [...new FormData(form)].filter(([name, value]) => !LEFT_OUT.has(name) && typeof value === "string");
    try { localStorage.setItem(key, JSON.stringify({ state, values })); return true; } catch { return false; }
  };
  const say = (what) => {
    if (!words) return;
    words.hidden = !what;
    words.textContent = what ? words.dataset[what] : "";
  };
  const alive = () => answers(form.dataset.alive);
  const fill = (values) => {
    let changed = false;
    values.forEach(([name, value]) => {
      const fields = [...form.elements].filter((field) => field.name === name);
      fields.forEach((field) => {
        if (field.type === "radio" || field.type === "checkbox") { field.checked = field.value === value; return; }
        if (field.value === value) return;
        if (field.tagName === "SELECT" && ![...field.options].some((option) => option.value === value)) return;
        changed ||= field.type !== "hidden";
        field.value = value;
      });
    });
    return changed;
  };

  let sending = false;
  const send = async (event) => {
    if (sending) return;
    if (event) event.preventDefault();
    sending = true;
    keep("sending");
    if (await alive()) {
      say("keptSending");
      form.submit();
      setTimeout(() => { sending = false; }, 10000);
      return;
    }
    sending = false;
    keep("waiting");
    say("keptOffline");
  };

  form.addEventListener("change", () => { const before = read(); keep(before?.state === "waiting" ? "waiting" : "draft"); });
  form.addEventListener("submit", send);
  window.addEventListener("online", () => { if (read()?.state === "waiting") send(); });
  /* A phone does not always say that the network is back. */
  setInterval(async () => { if (read()?.state === "waiting" && await alive()) send(); }, 15000);

  /* The server says that it has taken what this device was sending; or it says what stands in the way, and then
     shows it itself. Otherwise what was chosen is here again. */
  const answered = document.querySelector("[data-kept-answered]");
  const kept = read();
  if (answered) forget();
  else if (kept) {
    const otherwise = fill(kept.values);
    if (kept.state === "waiting") send();
    else if (otherwise) say("keptAgain");
    else forget();
  }
})();
