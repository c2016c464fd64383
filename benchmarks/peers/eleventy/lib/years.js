import * as h from "./html.js";
import { Record } from "./record.js";

export const years = () =>
  `<nav aria-label="Years"><ul>${h.each(Record.current.yearsList, (year) => `<li><a href="/timeline/${year}/">${year}</a> <span>${Record.current.itemsOf("year", year).length}</span></li>`)}</ul></nav>`;

export function kinds(items) {
  const counts = new Map();
  for (const item of items) counts.set(item.kind, (counts.get(item.kind) ?? 0) + 1);
  return `<ul class="tallies">${h.each([...counts].sort(), ([kind, number]) => `<li>${h.human(kind)} <b>${number}</b></li>`)}</ul>`;
}
