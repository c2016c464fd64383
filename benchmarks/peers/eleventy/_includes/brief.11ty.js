import * as h from "../lib/html.js";
import { cited, placed } from "../lib/markdown.js";
import { Record } from "../lib/record.js";

export function render({ content, page }) {
  const record = Record.current;
  const brief = record.briefs.get(page.fileSlug);
  const { data, claims, events } = brief;
  const uses = cited.get(brief.id) ?? new Map();
  const cards = placed.get(brief.id) ?? new Set();
  const ids = new Set([...uses.keys(), ...data.sources.map((s) => s.id), ...claims.flatMap((c) => (c.data.evidence ?? []).map((e) => e.source))]);
  const sources = [...ids].map((id) => [id, brief.sources.get(id) ?? record.sources.get(id)]);
  cited.delete(brief.id);
  placed.delete(brief.id);
  return h.page(data.title, brief.path, `<article>
<h1>${h.escape(data.title)}</h1>
<p><time datetime="${brief.day}">${brief.day}</time> · ${content.replace(/<[^>]*>/g, " ").split(/\s+/).length} words</p>
<p>${h.escape(data.summary)}</p>
<p>${claims.length} claims, ${data.sources.length} sources, ${events.length} events</p>
${h.tallies(claims)}
<dl><dt>Topics</dt><dd>${h.subjects("topics", data.topics)}</dd><dt>Places</dt><dd>${h.subjects("places", data.places)}</dd></dl>
<div class="prose">${content}</div>
${h.section("claims", "Claims", claims, () => `<ol class="lines">${h.each(claims.filter((c) => cards.has(c.id)), h.claimLine)}</ol>${h.each(claims.filter((c) => !cards.has(c.id)), h.claimCard)}`)}
${h.section("events", "Events", events, h.eventList)}
${h.section("sources", "Sources", sources, () => `<ol class="sources">${h.each(sources, ([id, s]) => `<li id="${s.anchor}"><p>${h.sourceLink(s)}${h.each(uses.get(id), (use, n) => ` <a href="#${use}" aria-label="Back to citation ${n + 1}">↑</a>`)}</p>
${h.sourceFacts(s)}</li>
`)}</ol>`)}
${h.section("actors", "Actors", brief.actors, (ids) => `<p>${h.actors(ids)}</p>`)}
${h.section("corrections", "Corrections", data.corrections ?? [], h.correctionList)}
${h.timeline(record.itemsOf("brief", brief.id))}
${h.backlinks(brief.path)}
</article>`, data.summary);
}
