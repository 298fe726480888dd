"use strict";
// Sends a search form when a choice changes, also choices that stand outside the form (form="...").
// On a narrow screen they are a drawer with its own button: there nothing is sent before it is pressed; nor
// from a part that says data-jb-by-button.
(() => {
  const wide = window.matchMedia("(min-width: 60rem)");
  document.addEventListener("change", (event) => {
    const form = event.target.form;
    if (!form || !form.matches("[data-jb-live-filter]")) return;
    if (!event.target.matches("input[type=checkbox], input[type=radio], select")) return;
    if (event.target.closest("[data-jb-by-button]")) return;
    if (event.target.closest(".drawer") && !wide.matches) return;
    form.requestSubmit();
  });
})();
