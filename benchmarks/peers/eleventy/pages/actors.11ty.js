import * as h from "../lib/html.js";
import { Record } from "../lib/record.js";

export const data = { permalink: "/actors/index.html", eleventyExcludeFromCollections: true, eleventyImport: { collections: ["record"] } };

export function render() {
  const record = Record.current;
  const groups = new Map();
  for (const actor of [...record.actors.values()].sort((a, b) => (a.name < b.name ? -1 : 1))) groups.set(actor.data.kind, [...(groups.get(actor.data.kind) ?? []), actor]);
  const count = (map, id) => `<td>${(map.get(id) ?? []).length}</td>`;
  return h.page("Actors", "/actors/", `<h1>Actors</h1><p>${record.actors.size} actors</p>${h.each([...groups].sort(), ([kind, list]) => `<section><h2>${h.human(kind)} <span>${list.length}</span></h2><table><tbody>${h.each(list, (a) => `<tr><th scope="row">${h.actor(a.id)} ${h.escape(a.data.summary)}</th>${count(record.by, a.id)}${count(record.about, a.id)}${count(record.answers, a.id)}</tr>\n`)}</tbody></table></section>`)}`);
}
