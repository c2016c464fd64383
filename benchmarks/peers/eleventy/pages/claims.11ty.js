import * as h from "../lib/html.js";
import { Record } from "../lib/record.js";

export const data = { permalink: "/claims/index.html", eleventyExcludeFromCollections: true, eleventyImport: { collections: ["record"] } };

export function render() {
  const record = Record.current;
  const claims = record.claimsList;
  return h.page("Claims", "/claims/", `<h1>Claims</h1><p>${claims.length} claims</p>${h.tallies(claims)}<table class="register"><thead><tr><th>Who says</th><th>What</th><th>When</th><th>Status</th><th>Carried by</th></tr></thead><tbody>
${h.each(claims, (c) => `<tr><td>${h.actors(c.data.by)}</td><td><a href="${c.path}">${h.escape(c.data.text)}</a></td><td>${h.time(c.data.said)}</td><td>${h.status(c.status)}</td><td>${c.lineage}</td></tr>\n`)}</tbody></table>`);
}
