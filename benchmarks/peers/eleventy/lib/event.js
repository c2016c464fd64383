import * as h from "./html.js";
import { Record } from "./record.js";

export function eventPage(event, content = "") {
  const record = Record.current;
  const { data, brief, claims } = event;
  const briefs = [...new Set([brief, ...claims.map((claim) => claim.brief)].filter(Boolean))];
  const sources = brief ? (data.sources ?? []).map((id) => h.sourceLink(brief.sources.get(id))) : [];
  return h.page(data.title, event.path, `<article>
<p>Event, as reported</p>
<h1>${h.escape(data.title)}</h1>
<dl><dt>When</dt><dd>${h.time(data.date)}</dd><dt>Where</dt><dd>${h.subjects("places", [data.place])}</dd><dt>Reported to have taken part</dt><dd>${h.actors(data.actors)}</dd>${brief ? `<dt>Topics</dt><dd>${h.subjects("topics", brief.data.topics)}</dd>` : ""}${sources.length ? `<dt>Reported by</dt><dd>${sources.join(", ")}</dd>` : ""}</dl>
<div class="prose">${content}</div>
<section><h2 id="o-claims">Claims about it <span>${claims.length}</span></h2>${claims.length ? h.tallies(claims) + h.each(claims, h.claimCard) : "<p>No claim on record speaks of it.</p>"}</section>
${h.section("briefs", "Briefs", briefs, h.briefList)}
${h.timeline(record.itemsOf("event", event.key))}
${h.backlinks(event.path)}
</article>`);
}
