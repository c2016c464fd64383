// Pieces of pages. What several pages show is written once and kept with what it shows.
import { Record } from "./record.js";

const CODES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
export const escape = (text) => String(text).replace(/[&<>"]/g, (character) => CODES[character]);
const human = (text) => { const words = text.replaceAll("-", " "); return words[0].toUpperCase() + words.slice(1); };
const each = (list, write) => (list ?? []).map(write).join("");
const time = (date) => `<time>${escape(date)}</time>`;
const record = () => Record.current;

export const actor = (id) => `<a href="/actors/${id}/">${escape(record().actors.get(id).name)}</a>`;
export const actors = (ids) => ids.map(actor).join(", ");
export const subjects = (kind, ids) => ids.map((id) => `<a href="/${kind}/${id}/">${escape(record()[kind].get(id).name)}</a>`).join(", ");
export const status = (id) => `<span class="mark c-${id}">${human(id)}</span>`;
export const briefLink = (brief) => `<a href="${brief.path}">${escape(brief.data.title)}</a>`;
export const sourceLink = (source) => `<a href="${source.path}">${escape(source.title)}</a>`;
const quotation = (quote, lang = "en") => (quote ? `<blockquote lang="${lang}"><p><q>${escape(quote)}</q></p></blockquote>\n` : "");

export const section = (id, title, list, html) =>
  list.length ? `<section><h2 id="o-${id}">${title} <span>${list.length}</span></h2>${html(list)}</section>\n` : "";

export function claimLine(claim) {
  return (claim.line ??= `<li class="line"><p><b>${actors(claim.data.by)}</b> says <a href="${claim.path}">${escape(claim.data.text)}</a></p>
<p>${status(claim.status)} said ${time(claim.data.said)} ${claim.lineage}${claim.data.responses ? "" : " no response on record"} ${briefLink(claim.brief)}</p></li>
`);
}
export const claimLines = (claims) => `<ol class="lines">\n${each(claims, claimLine)}</ol>\n`;

export const response = (r) => `<b>${actor(r.by)}</b> ${status(r.stance)}, ${r.as_of ? `as of ${time(r.as_of)}` : time(r.date)}`;

export function claimCard(claim) {
  return (claim.card ??= `<article class="claim" id="o-claim-${claim.brief.id}-${claim.id}">
<p><b>${actors(claim.data.by)}</b> says ${time(claim.data.said)}</p>
<p class="claim-text"><a href="${claim.path}">${escape(claim.data.text)}</a></p>
${quotation(claim.data.quote, claim.data.lang)}<p>${status(claim.status)} as of ${time(claim.assessed)}</p>
<p>${claim.lineage}</p>
<p>About ${actors(claim.data.about)}</p>
${claim.event ? `<p>Event: <a href="${claim.event.path}">${escape(claim.event.data.title)}</a></p>\n` : ""}<p>Brief: ${briefLink(claim.brief)}</p>
${claim.data.responses ? `<ul>${each(claim.data.responses, (r) => `<li>${response(r)}</li>`)}</ul>` : "<p>No response on record.</p>"}
</article>
`);
}

export function tallies(claims) {
  const counts = new Map();
  for (const claim of claims) counts.set(claim.status, (counts.get(claim.status) ?? 0) + 1);
  return `<ul class="tallies">${each([...counts].sort(), ([id, number]) => `<li>${status(id)} <b>${number}</b></li>`)}</ul>\n`;
}

export function sourceFacts(source) {
  if (source.facts) return source.facts;
  const outlet = record().actors.get(source.outlet);
  const via = (source.via ?? []).map((id) => sourceLink(source.brief.sources.get(id)));
  return (source.facts = `<p>${human(source.kind)} · <a href="/sources/${source.outlet}/">${escape(outlet.name)}</a> · ${time(source.published)} · read ${time(source.accessed)}${source.brief ? ` · entered with ${briefLink(source.brief)}` : ""}</p>
<p>${via.length ? `Relays ${via.join(", ")}` : "First-hand"} · Reliability <b>${outlet.data.reliability}</b> · carries ${source.claims.length} claims</p>
<p><a href="${escape(source.url)}" rel="external">${new URL(source.url).host}</a> · <a href="${escape(source.archive)}" rel="external">archived copy</a> of ${time(source.archived)}</p>
${source.note ? `<p class="note">${escape(source.note)}</p>` : ""}`);
}

export function sourceDetail(source) {
  const briefs = source.brief ? [source.brief] : [...new Set(source.claims.map((claim) => claim.brief))];
  return `<article class="source-detail" id="${source.anchor}"><h3><a href="#${source.anchor}">${escape(source.title)}</a></h3>
${sourceFacts(source)}
${source.page ? `<div class="prose">${source.page.templateContent}</div>\n` : ""}${source.relayedBy.length ? `<p>Relayed by ${source.relayedBy.map(sourceLink).join(", ")}</p>\n` : ""}${briefs.length ? `<p>Used in ${briefs.map(briefLink).join(", ")}</p>\n` : ""}${source.claims.length ? `<h4>Claims it carries <span>${source.claims.length}</span></h4>${claimLines(source.claims)}` : ""}</article>
`;
}

export function briefItem(brief) {
  return (brief.item ??= `<li><p>${time(brief.day)}</p><h3>${briefLink(brief)}</h3><p>${escape(brief.data.summary)}</p>
<p>${brief.claims.length} claims ${brief.data.sources.length} sources ${brief.data.corrections ? `${brief.data.corrections.length} corrections ` : ""}${subjects("topics", brief.data.topics)}</p></li>
`);
}
export const briefList = (briefs) => `<ol class="briefs">\n${each(briefs, briefItem)}</ol>\n`;

export function eventItem(event) {
  return (event.item ??= `<li><p>${time(event.data.date)}</p><p><a href="${event.path}">${escape(event.data.title)}</a></p><p>${subjects("places", [event.data.place])} ${actors(event.data.actors)} ${event.claims.length} claims</p></li>
`);
}
export const eventList = (events) => `<ol class="events">\n${each(events, eventItem)}</ol>\n`;

export const correctionList = (corrections) =>
  `<ol class="corrections">${each(corrections, (c) => `<li><p>${human(c.kind)} ${time(c.date)}</p><p>${escape(c.note)}</p>${c.brief ? `<p>In ${briefLink(c.brief)}</p>` : ""}</li>`)}</ol>\n`;

export function timelineItem(item) {
  return (item.html ??= `<li class="tl" data-kind="${item.kind}" data-actors="${item.actors.join(" ")}" data-topics="${item.topics.join(" ")}"${item.status ? ` data-status="${item.status}"` : ""}><p>${time(item.date)}</p><p>${human(item.kind)} ${item.who.length ? `<b>${actors(item.who)}</b> ` : ""}${item.verb} <a href="${item.path}">${escape(item.text)}</a>${item.status ? ` ${status(item.status)}` : ""}</p>${item.quote ? `<p><q>${escape(item.quote)}</q></p>` : ""}${item.detail ? `<p class="note">${escape(item.detail)}</p>` : ""}</li>
`);
}
export const timeline = (items) => section("timeline", "Timeline", items, () => `<ol class="timeline">\n${each(items, timelineItem)}</ol>`);
export const bySort = (items) => [...new Set(items)].sort((a, b) => (a.sort < b.sort ? -1 : 1));

export const backlinks = (path) =>
  section("backlinks", "What links here", record().links.get(path) ?? [], (briefs) => `<ul>${each(briefs, (brief) => `<li>${briefLink(brief)}</li>`)}</ul>`);

export function tree(sources, brief, above = []) {
  return `<ul class="tree">\n${each(sources, (source) => `<li><p><b>${sourceLink(source)}</b> ${source.via?.length ? "relay" : "origin"}</p><p>${human(source.kind)} · <a href="/sources/${source.outlet}/">${escape(record().actors.get(source.outlet).name)}</a> · ${time(source.published)}</p>${above.includes(source.key) ? "<p>Leads back to itself.</p>" : source.via?.length ? tree(source.via.map((id) => brief.sources.get(id)), brief, [...above, source.key]) : ""}</li>\n`)}</ul>\n`;
}

export const names = (aliases) => (aliases ? `<dt>Other names</dt><dd>${each(aliases, (a) => `<bdi lang="${a.lang}">${escape(a.name)}</bdi> ${a.script} `)}</dd>` : "");
export { each, human, quotation, time };

const SECTIONS = ["briefs", "claims", "timeline", "actors", "sources", "events", "topics", "places", "corrections"];
export const page = (title, path, main, summary = "") => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>${escape(title)} · A made-up desk</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
${summary ? `<meta name="description" content="${escape(summary)}">\n` : ""}<link rel="canonical" href="https://desk.example${path}">
</head>
<body>
<header><p><a href="/">A made-up desk</a></p>
<nav><ul>${each(SECTIONS, (name) => `<li><a href="/${name}/"${path.startsWith(`/${name}/`) ? ' aria-current="true"' : ""}>${human(name)}</a></li>`)}</ul></nav></header>
<main>
${main}
</main>
<footer><p>A claim shown here is the claimant’s statement, not a finding of this site.</p></footer>
</body>
</html>
`;
