// Whoever has answered the question about a newer version of the page is not asked a second time by the server.
document.addEventListener(
  "w-dialog:confirmed",
  (event) => {
    const form = document.querySelector("[data-edit-form]");
    if (event.target.id !== "w-save-confirmation-dialog" || !form) return;
    const told = document.createElement("input");
    told.type = "hidden";
    told.name = "newer_version_was_told";
    told.value = "1";
    form.append(told);
  },
  { capture: true },
);
