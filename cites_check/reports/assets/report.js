"use strict";
(() => {
  const body = document.querySelector("table.lines tbody");
  if (!body) return;
  const rows = Array.from(body.rows);
  const search = document.getElementById("search");
  const boxes = Array.from(document.querySelectorAll("input[data-verdict]"));
  const shown = document.getElementById("shown");
  const texts = new Map(rows.map((row) => [row, row.textContent.normalize("NFKC").toLowerCase()]));
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true, sensitivity: "base" });

  const filter = () => {
    const words = search.value.normalize("NFKC").toLowerCase().split(/\s+/).filter(Boolean);
    const wanted = new Set(boxes.filter((box) => box.checked).map((box) => box.dataset.verdict));
    let count = 0;
    for (const row of rows) {
      const fits = wanted.has(row.dataset.verdict) && words.every((word) => texts.get(row).includes(word));
      row.hidden = !fits;
      if (fits) count += 1;
    }
    shown.textContent = String(count);
  };

  const sort = (heading) => {
    const key = heading.dataset.key;
    const direction = heading.getAttribute("aria-sort") === "ascending" ? -1 : 1;
    for (const other of document.querySelectorAll("th[aria-sort]")) other.setAttribute("aria-sort", "none");
    heading.setAttribute("aria-sort", direction === 1 ? "ascending" : "descending");
    rows.sort((a, b) => direction * collator.compare(a.dataset[key], b.dataset[key]));
    body.append(...rows);
  };

  search.addEventListener("input", filter);
  for (const box of boxes) box.addEventListener("change", filter);
  for (const heading of document.querySelectorAll("th[data-key]")) {
    heading.querySelector("button").addEventListener("click", () => sort(heading));
  }
  document.getElementById("print").addEventListener("click", () => window.print());
  document.querySelector(".controls").hidden = false;
  filter();
})();
