"use strict";
// What every page may use: leads to the error summary, asks before a step that cannot be undone, sends a
// filter form when a choice changes, opens dialogs, copies text, closes toasts. Everything works without it.
(() => {
  const each = (root, selector, act) => {
    if (root.matches && root.matches(selector)) act(root);
    root.querySelectorAll(selector).forEach(act);
  };

  const arm = (root) => {
    each(root, "[data-jb-errors]", (box) => box.focus());
    each(root, "[data-jb-submit-on-change]", (form) => {
      if (form.dataset.jbArmed) return;
      form.dataset.jbArmed = "1";
      form.addEventListener("change", () => form.requestSubmit());
    });
    // Buttons that only a script can serve stay hidden until it is here.
    each(root, "[data-jb-needs-script]", (part) => part.removeAttribute("hidden"));
  };

  document.addEventListener("submit", (event) => {
    const question = (event.submitter && event.submitter.dataset.jbConfirm) || event.target.dataset.jbConfirm;
    if (question && !window.confirm(question)) event.preventDefault();
  }, true);

  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-jb-dialog]");
    if (opener) {
      const dialog = document.getElementById(opener.dataset.jbDialog);
      if (dialog && dialog.showModal) {
        event.preventDefault();
        dialog.showModal();
      }
    }
    const closer = event.target.closest("[data-jb-close]");
    if (closer) {
      const dialog = closer.closest("dialog");
      event.preventDefault();
      if (dialog) dialog.close();
      else closer.closest(".toast").remove();
    }
    const copier = event.target.closest("[data-jb-copy]");
    if (copier && navigator.clipboard) {
      navigator.clipboard.writeText(document.getElementById(copier.dataset.jbCopy).textContent.trim());
      copier.querySelector("span").textContent = copier.dataset.jbDone;
    }
    // A menu closes when one looks elsewhere.
    document.querySelectorAll("details.menu[open]").forEach((menu) => {
      if (!menu.contains(event.target)) menu.removeAttribute("open");
    });
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const menu = document.querySelector("details.menu[open]");
    if (menu) {
      menu.removeAttribute("open");
      menu.querySelector("summary").focus();
    }
  });

  const start = () => (window.htmx ? window.htmx.onLoad(arm) : arm(document.body));
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
