"use strict";
// One key for one button: <button data-jb-key="A">. Never while somebody types, never with a modifier.
document.addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey || event.repeat) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  const key = event.key.length === 1 ? event.key.toUpperCase() : "";
  const button = key && document.querySelector(`[data-jb-key="${CSS.escape(key)}"]:not(:disabled)`);
  if (!button) return;
  event.preventDefault();
  button.focus();
  button.click();
});
