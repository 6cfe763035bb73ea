// Keys for the review page, and a button that copies the address. Every page works without this.
"use strict";
const typing = (e) => e.target.closest("input:not([type=checkbox]):not([type=radio]), textarea, select");
const keyed = () => [...document.querySelectorAll("[data-key]")];
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event)) return;
  if (event.key === "/") {
    document.querySelector("input[type=search]")?.focus();
    event.preventDefault();
    return;
  }
  const found = keyed().find((e) => e.dataset.key === event.key);
  if (!found) return;
  event.preventDefault();
  if (found.tagName === "DETAILS") {
    found.open = true;
    found.querySelector("input:not([type=hidden]), select, textarea")?.focus();
  } else found.click();
});
document.addEventListener("change", (event) => {
  const field = event.target.closest("select[data-shows]");
  if (!field) return;
  for (const part of document.querySelectorAll("[data-for]")) part.hidden = part.dataset.for !== field.value;
});
for (const field of document.querySelectorAll("select[data-shows]")) field.dispatchEvent(new Event("change", { bubbles: true }));
