import * as h from "../lib/html.js";
import { Record } from "../lib/record.js";

export const data = { permalink: "/sources/index.html", eleventyExcludeFromCollections: true, eleventyImport: { collections: ["record"] } };

export function render() {
  const record = Record.current;
  const claims = (list) => list.reduce((sum, s) => sum + s.claims.length, 0);
  const relayed = (list) => list.filter((s) => s.via?.length).length;
  return h.page("Sources", "/sources/", `<h1>Sources</h1><section><h2 id="o-outlets">Outlets</h2><table><thead><tr><th>Outlet</th><th>Sources</th><th>First-hand</th><th>Relayed</th><th>Claims carried</th></tr></thead><tbody>
${h.each(record.outletsList, (id) => { const list = record.sourcesOf.get(id); return `<tr><th scope="row"><a href="/sources/${id}/">${h.escape(record.actors.get(id).name)}</a></th><td>${list.length}</td><td>${list.length - relayed(list)}</td><td>${relayed(list)}</td><td>${claims(list)}</td></tr>\n`; })}</tbody></table></section>
<section><h2 id="o-sources">All sources</h2><ol class="sources plain">${h.each([...record.sources.values()], (s) => `<li><p>${h.sourceLink(s)}</p>${h.sourceFacts(s)}</li>\n`)}</ol></section>`);
}
