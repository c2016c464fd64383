import * as h from "../lib/html.js";
import { Record } from "../lib/record.js";

export const data = { permalink: "/places/index.html", eleventyExcludeFromCollections: true, eleventyImport: { collections: ["record"] } };

export function render() {
  const record = Record.current;
  const briefs = (id) => record.briefsIn.get(id) ?? [];
  return h.page("Places", "/places/", `<h1>Places</h1><table><thead><tr><th>Name</th><th>Briefs</th><th>Claims</th></tr></thead><tbody>${h.each([...record.places.values()], (t) => `<tr><th scope="row"><a href="${t.path}">${h.escape(t.name)}</a> ${h.escape(t.data.summary)}</th><td>${briefs(t.id).length}</td><td>${briefs(t.id).reduce((sum, b) => sum + b.claims.length, 0)}</td></tr>\n`)}</tbody></table>`);
}
