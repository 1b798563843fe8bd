// What makes reading quicker where scripts run; every page works without it.
"use strict";
(() => {
  const text = document.querySelector("article.text[data-report]");
  // offsets count code points, the browser counts code units: walk over both
  const place = (paragraph, offset) => {
    let left = offset - Number(paragraph.dataset.start);
    const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      let units = 0;
      for (const character of node.data) {
        if (left === 0) return [node, units];
        left -= 1;
        units += character.length;
      }
      if (left === 0) return [node, units];
    }
    return null;
  };
  const paragraphAt = (offset) => {
    let found = null;
    for (const paragraph of text.querySelectorAll("p[data-start]")) {
      if (Number(paragraph.dataset.start) <= offset) found = paragraph;
    }
    return found;
  };
  const rangeOf = (start, end) => {
    const from = paragraphAt(start);
    const to = paragraphAt(end - 1);
    const first = from && place(from, start);
    const last = to && place(to, end);
    if (!first || !last) return null;
    const range = new Range();
    range.setStart(...first);
    range.setEnd(...last);
    return range;
  };
  const offsetOf = (node, unit) => {
    const paragraph = node.parentElement && node.parentElement.closest("p[data-start]");
    if (!paragraph) return null;
    let offset = Number(paragraph.dataset.start);
    const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
    for (let other = walker.nextNode(); other; other = walker.nextNode()) {
      if (other === node) return offset + [...other.data.slice(0, unit)].length;
      offset += [...other.data].length;
    }
    return null;
  };

  if (text && window.Highlight && CSS.highlights) {
    const show = (items) => {
      const ranges = items.map((i) => rangeOf(Number(i.dataset.start), Number(i.dataset.end))).filter(Boolean);
      CSS.highlights.set("behind", new Highlight(...ranges));
      if (ranges.length && matchMedia("(min-width: 60rem)").matches) {
        const box = ranges[0].getBoundingClientRect();
        if (box.top < 80 || box.bottom > innerHeight - 20) scrollBy({ top: box.top - innerHeight / 3 });
      }
    };
    document.querySelectorAll("details.field").forEach((field) => {
      field.addEventListener("toggle", () => {
        show(field.open ? [...field.querySelectorAll("[data-start]")] : []);
      });
    });
    document.querySelectorAll("article.card").forEach((card) => {
      const marks = document.querySelectorAll(`[data-claim="${CSS.escape(card.id.slice(2))}"]`);
      card.addEventListener("pointerenter", () => marks.forEach((m) => m.classList.add("lit")));
      card.addEventListener("pointerleave", () => marks.forEach((m) => m.classList.remove("lit")));
    });
  }
  if (text) {
    text.addEventListener("click", (event) => {
      const mark = event.target.closest("mark[data-claim]");
      const card = mark && getSelection().isCollapsed && document.getElementById(`c-${mark.dataset.claim}`);
      if (!card) return;
      event.preventDefault();
      const hidden = card.closest("details:not([open])");
      if (hidden) hidden.open = true;
      document.querySelectorAll("article.card.lit").forEach((other) => other.classList.remove("lit"));
      card.classList.add("lit");
      card.scrollIntoView({ block: "nearest" });
    });
    const add = document.getElementById("add");
    document.addEventListener("selectionchange", () => {
      const chosen = getSelection();
      if (!add || chosen.isCollapsed || !text.contains(chosen.anchorNode) || !text.contains(chosen.focusNode)) return;
      const range = chosen.getRangeAt(0);
      const start = offsetOf(range.startContainer, range.startOffset);
      const end = offsetOf(range.endContainer, range.endOffset);
      if (start === null || end === null || end <= start) return;
      add.querySelector("[name=start]").value = start;
      add.querySelector("[name=end]").value = end;
      const words = document.getElementById("add-words");
      words.hidden = false;
      words.textContent = chosen.toString();
    });
  }
  // arrows walk over a matrix
  document.querySelectorAll("table.matrix").forEach((table) => {
    table.addEventListener("keydown", (event) => {
      const cell = event.target.closest("td, th");
      const steps = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] }[event.key];
      if (!cell || !steps) return;
      let row = cell.parentElement.rowIndex;
      let column = cell.cellIndex;
      for (;;) {
        row += steps[0];
        column += steps[1];
        const next = table.rows[row] && table.rows[row].cells[column];
        if (!next) return;
        const target = next.querySelector("summary, a");
        if (target) { target.focus(); event.preventDefault(); return; }
      }
    });
  });
})();
