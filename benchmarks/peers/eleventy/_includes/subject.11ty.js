import * as h from "../lib/html.js";
import { Record } from "../lib/record.js";

export function render({ page }) {
  const record = Record.current;
  const kind = page.url.split("/")[1];
  const subject = record[kind].get(page.fileSlug);
  const { id, data } = subject;
  const briefs = [...((kind === "topics" ? record.briefsOn : record.briefsIn).get(id) ?? [])].reverse();
  const claims = briefs.flatMap((brief) => brief.claims);
  const events = kind === "topics" ? briefs.flatMap((brief) => brief.events) : record.eventsAt.get(id) ?? [];
  const actors = [...new Set(briefs.flatMap((brief) => brief.actors))].sort();
  return h.page(subject.name, subject.path, `<article>
<h1>${h.escape(subject.name)}</h1>
<p>${h.escape(data.summary)}</p>
<ul><li>${briefs.length} briefs</li><li>${claims.length} claims</li><li>${events.length} events</li></ul>
<dl>${h.names(data.aliases)}${data.country ? `<dt>Country</dt><dd>${h.actor(data.country)}</dd>` : ""}${data.coordinates ? `<dt>Position</dt><dd>${data.coordinates.lat}, ${data.coordinates.lon}, within ${data.coordinates.precision_km} km</dd>` : ""}</dl>
${h.section("claims", "Claims", claims, (list) => h.tallies(list) + h.claimLines(list))}
${h.section("briefs", "Briefs", briefs, h.briefList)}
${h.section("events", "Events", events, h.eventList)}
${h.section("actors", "Actors", actors, (ids) => `<ul>${h.each(ids, (a) => `<li>${h.actor(a)}</li>`)}</ul>`)}
${h.timeline(record.itemsOf(kind === "topics" ? "topic" : "place", id))}
${h.backlinks(subject.path)}
</article>`, data.summary);
}
