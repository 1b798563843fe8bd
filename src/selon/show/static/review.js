// The keys of the review: j next, k previous, a accept, c correct, r reject, w why, u undo.
"use strict";
(() => {
  const form = document.getElementById("correct");
  const openForm = () => {
    form.open = true;
    const first = form.querySelector("input:not([type=hidden]), select");
    first.focus();
    if (first.select) first.select();
  };
  document.querySelectorAll("[data-open=correct]").forEach((button) => button.addEventListener("click", openForm));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && form && form.open) {
      form.open = false;
      document.querySelector("[data-open=correct]").focus();
      return;
    }
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target.form) {
      event.preventDefault();
      event.target.form.requestSubmit();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea")) return;
    if (event.key === "w") {
      const why = document.querySelector("details.why");
      if (why) { why.open = !why.open; why.querySelector("summary").focus(); event.preventDefault(); }
      return;
    }
    const target = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (target) { event.preventDefault(); target.click(); }
  });
})();
