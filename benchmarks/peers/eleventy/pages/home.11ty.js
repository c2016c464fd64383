import * as h from "../lib/html.js";
import { Record } from "../lib/record.js";

export const data = { permalink: "/index.html", eleventyExcludeFromCollections: true, eleventyImport: { collections: ["record"] } };

export function render() {
  const record = Record.current;
  const open = record.briefsList.flatMap((b) => b.claims).filter((c) => ["unverified", "disputed", "plausible"].includes(c.status)).slice(0, 10);
  const changes = record.timeline.filter((item) => item.kind === "assessment").slice(-12);
  return h.page("A made-up desk", "/", `<h1>A made-up desk</h1><p>${record.briefs.size} briefs, ${record.claims.size} claims</p>
<section><h2>Latest briefs</h2>${h.briefList(record.briefsList.slice(0, 10))}</section>
<section><h2>Open questions</h2>${h.claimLines(open)}</section>
<section><h2>Where the claims stand</h2>${h.tallies(record.claimsList)}</section>
<section><h2>Claims that changed status</h2><ol>${h.each(changes, h.timelineItem)}</ol></section>
${h.timeline(record.timeline.slice(-12))}`);
}
