import * as h from "../lib/html.js";
import { Record } from "../lib/record.js";

export const data = {
  pagination: { data: "collections.claims", size: 1, alias: "claim", addAllPagesToCollections: false },
  permalink: ({ claim }) => `${claim.path}index.html`,
  eleventyExcludeFromCollections: true,
};

export function render({ claim }) {
  const record = Record.current;
  const { brief, data } = claim;
  const find = (id) => brief.sources.get(id) ?? record.sources.get(id);
  const related = new Map();
  for (const [label, other] of claim.relations) related.set(label, [...(related.get(label) ?? []), other]);
  const responses = data.responses ?? [];
  const items = h.bySort([
    ...record.itemsOf("claim", claim.key),
    ...(claim.event ? record.itemsOf("event", claim.event.key).filter((item) => item.kind === "event") : []),
    ...claim.sources.flatMap((source) => record.itemsOf("source", source.key)),
  ]);
  return h.page(data.text, claim.path, `<article>
<h1><b>${h.actors(data.by)}</b> says ${h.escape(data.text)}</h1>
${h.quotation(data.quote, data.lang)}
<section><h2 id="o-status">Status</h2><p>${h.status(claim.status)}</p><p>Assessed ${h.time(claim.assessed)}</p><p>${claim.lineage}</p></section>
<dl><dt>Said</dt><dd>${h.time(data.said)}</dd><dt>About</dt><dd>${h.actors(data.about)}</dd><dt>Places</dt><dd>${h.subjects("places", brief.data.places)}</dd><dt>Topics</dt><dd>${h.subjects("topics", brief.data.topics)}</dd><dt>From the brief</dt><dd>${h.briefLink(brief)}</dd></dl>
<section><h2 id="o-provenance">Where it comes from</h2><p>${claim.lineage}</p>${h.tree(claim.carriers, brief)}</section>
${h.section("evidence", "Evidence", data.evidence ?? [], (list) => `<ul>${h.each(list, (e) => `<li><p>${h.status(e.stance)} <b>${h.sourceLink(find(e.source))}</b></p><p>${h.escape(e.note)}</p></li>`)}</ul>`)}
<section><h2 id="o-responses">Responses <span>${responses.length}</span></h2>${responses.length ? `<ul>${h.each(responses, (r) => `<li><p>${h.response(r)}</p>${h.quotation(r.quote, r.lang)}${r.source ? `<p>Carried by ${h.sourceLink(find(r.source))}</p>` : ""}</li>`)}</ul>` : "<p>No response is on record. That is neither admission nor denial.</p>"}</section>
${h.section("assessments", "Assessments", claim.assessments, (list) => `<ol>${h.each([...list].reverse(), (a) => `<li><p>${h.status(a.status)} ${h.time(a.date)}</p>${a.note ? `<p>${h.escape(a.note)}</p>` : ""}<ul>${h.each(["credibility", "likelihood", "confidence"].filter((scale) => a[scale]), (scale) => `<li>${h.human(scale)} <b>${a[scale]}</b></li>`)}</ul></li>`)}</ol>`)}
${h.each([...related], ([label, list]) => `<section><h3>${label} <span>${list.length}</span></h3>${h.claimLines(list)}</section>`)}
${claim.event ? `<section><h2 id="o-event">The event it speaks of</h2>${h.eventList([claim.event])}</section>` : ""}
${h.section("sources", "Sources", claim.sources, (list) => `<ol class="sources">${h.each(list, (s) => `<li><p>${h.sourceLink(s)}</p>${h.sourceFacts(s)}</li>\n`)}</ol>`)}
${h.timeline(items)}
${h.backlinks(claim.path)}
<section><h2 id="o-cite">How to cite this claim</h2><p>${data.by.map((id) => record.actors.get(id).name).join(", ")}, claim “${h.escape(data.text)}” (said ${data.said}), in: ${h.escape(brief.data.title)}, A made-up desk, ${brief.day}. https://desk.example${claim.path}</p></section>
</article>`);
}
