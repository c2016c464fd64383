import * as h from "../lib/html.js";
import { Record } from "../lib/record.js";

export function render({ content, page }) {
  const record = Record.current;
  const actor = record.actors.get(page.fileSlug);
  const { id, data } = actor;
  const made = record.by.get(id) ?? [];
  const about = record.about.get(id) ?? [];
  const answered = record.answers.get(id) ?? [];
  const events = record.participants.get(id) ?? [];
  const published = record.sourcesOf.get(id) ?? [];
  const claims = [...new Set([...made, ...about])];
  const briefs = new Set([...claims, ...events].map((item) => item.brief).filter(Boolean));
  const together = new Map();
  const count = (ids) => { for (const other of ids) if (other !== id) together.set(other, (together.get(other) ?? 0) + 1); };
  for (const claim of claims) count(new Set([...claim.data.by, ...claim.data.about]));
  for (const event of events) count(event.data.actors);
  const answers = answered.flatMap((claim) => claim.data.responses.filter((r) => r.by === id).map((r) => [r, claim]));
  const silent = new Set(answered);
  return h.page(actor.name, actor.path, `<article>
<p>${h.human(data.kind)}</p>
<h1>${h.escape(actor.name)}</h1>
<p>${h.escape(data.summary)}</p>
<ul><li>${made.length} claims made</li><li>${about.length} claims about it</li><li>${answers.length} responses</li></ul>
<dl>${h.names(data.aliases)}${data.country ? `<dt>Country</dt><dd>${h.actor(data.country)}</dd>` : ""}${data.url ? `<dt>Own site</dt><dd><a href="${data.url}" rel="external">${data.url}</a></dd>` : ""}${published.length ? `<dt>As an outlet</dt><dd><a href="/sources/${id}/">${h.escape(actor.name)}</a></dd>` : ""}</dl>
<div class="prose">${content}</div>
${h.section("roles", "Roles", data.roles ?? [], (roles) => `<ul>${h.each(roles, (r) => `<li><b>${r.title}</b>, ${h.actor(r.organization)} since ${h.time(r.from)}</li>`)}</ul>`)}
${h.section("relations", "Relations", data.relations ?? [], (list) => `<ul>${h.each(list, (r) => `<li>${h.human(r.kind)} ${h.actor(r.to)}</li>`)}</ul>`)}
${data.reliability ? `<section><h2>Reliability over time</h2><p>${data.reliability}</p></section>` : ""}
${h.section("made", "What it claimed", made, (list) => h.tallies(list) + h.claimLines(list))}
${h.section("about", "What is claimed about it", about, (list) => h.tallies(list) + h.claimLines(list))}
${h.section("answers", "How it responded", answers, (list) => `<ul>${h.each(list, ([r, claim]) => `<li><p>${h.response(r)}</p>${h.quotation(r.quote, r.lang)}<p>to the claim</p><ol>${h.claimLine(claim)}</ol></li>\n`)}</ul>`)}
${h.section("unanswered", "No response on record", about.filter((claim) => !silent.has(claim)), h.claimLines)}
${h.section("events", "Events", events, h.eventList)}
${h.section("briefs", "Briefs", [...briefs].sort((a, b) => (a.day < b.day ? 1 : -1)), h.briefList)}
${h.section("published", "Sources it published", published, (list) => `<ol class="sources">${h.each(list, (s) => `<li><p>${h.sourceLink(s)}</p>${h.sourceFacts(s)}</li>\n`)}</ol>`)}
${h.section("together", "Appears with", [...together].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, 20), (list) => `<ul>${h.each(list, ([other, times]) => `<li>${h.actor(other)} <span>${times}</span></li>`)}</ul>`)}
${h.timeline(record.itemsOf("actor", id))}
${h.backlinks(actor.path)}
</article>`, data.summary);
}
