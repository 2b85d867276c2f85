// Whoever was signed out while writing keeps the page with the text (the server answers 204), and reads why here.
(() => {
  const PATIENCE = 2500; // milliseconds after which a page that is still here asks whether it may still save
  document.addEventListener("submit", (event) => {
    if (event.target.id !== "page-edit-form") return;
    const button = event.submitter;
    window.setTimeout(async () => {
      const answer = await fetch("/cms-admin/", { method: "HEAD", redirect: "manual" }).catch(() => null);
      if (!answer || answer.type !== "opaqueredirect") return;
      const text = window.gettext("You have been signed out. Sign in in another tab and copy your text there.");
      document.dispatchEvent(new CustomEvent("w-messages:add", { detail: { type: "error", text } }));
      if (button) button.disabled = false;
    }, PATIENCE);
  });
})();
