"use strict";
// Keeps a draft while it is written: <form data-jb-autosave="/path/"> is posted a moment after the last
// change; [data-jb-autosave-note] says when. The form's own button still saves everything.
(() => {
  const arm = (form) => {
    if (form.dataset.jbArmed) return;
    form.dataset.jbArmed = "1";
    let timer = 0;
    let sending = false;
    const note = form.querySelector("[data-jb-autosave-note]") || document.querySelector("[data-jb-autosave-note]");

    const save = async () => {
      if (sending) return;
      sending = true;
      try {
        const answer = await fetch(form.dataset.jbAutosave, {
          method: "POST", body: new FormData(form), credentials: "same-origin",
          headers: { "X-Autosave": "1" }, redirect: "manual",
        });
        if (note && answer.ok) {
          const time = new Date().toLocaleTimeString(document.documentElement.lang, { hour: "numeric", minute: "2-digit" });
          note.textContent = note.dataset.jbSaved.replace("{time}", time);
        }
        // what is counted from the kept draft may look again (hx-trigger="jb-saved from:body")
        if (answer.ok) form.dispatchEvent(new CustomEvent("jb-saved", { bubbles: true }));
      } catch {
        if (note) note.textContent = note.dataset.jbFailed || "";
      }
      sending = false;
    };

    form.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(save, 1500);
    });
    form.addEventListener("submit", () => clearTimeout(timer));
  };
  const start = () => document.querySelectorAll("form[data-jb-autosave]").forEach(arm);
  document.addEventListener("DOMContentLoaded", start);
  if (document.readyState !== "loading") start();
})();
