// onrecord's links, citations and claim cards for markdown-it. A page's citations are numbered by first use.
import { claimCard, escape } from "./html.js";
import { Record } from "./record.js";

export const cited = new Map(); // brief id -> source id -> anchors of its citations
export const placed = new Map(); // brief id -> ids of the claims whose cards stand in the prose

const idOf = (env) => env.page.fileSlug;

export function references(md) {
  md.inline.ruler.before("link", "onrecord", (state, silent) => {
    const found = /^\[(?:\[(claim:)?([^\]|]+)(?:\|([^\]]*))?\]|(@[^\]]+))\]/.exec(state.src.slice(state.pos, state.pos + 400));
    if (!found) return false;
    if (!silent) {
      const token = state.push("html_inline", "", 0);
      token.content = found[4] ? citation(found[4], state.env) : link(found[1], found[2], found[3]);
    }
    state.pos += found[0].length;
    return true;
  });
  md.block.ruler.before("paragraph", "card", (state, start, end, silent) => {
    const line = state.src.slice(state.bMarks[start] + state.tShift[start], state.eMarks[start]);
    const found = /^!\[\[#([^\]]+)\]\]$/.exec(line);
    if (!found) return false;
    if (!silent) {
      const brief = idOf(state.env);
      if (!placed.has(brief)) placed.set(brief, new Set());
      placed.get(brief).add(found[1]);
      const token = state.push("html_block", "", 0);
      token.content = claimCard(Record.current.claims.get(`${brief}#${found[1]}`));
      state.line = start + 1;
    }
    return true;
  }, { alt: ["paragraph"] });
}

function link(kind, target, label) {
  const record = Record.current;
  const path = record.address(kind ? "claim" : "", target);
  return `<a class="ref" href="${path}">${escape(label ?? record.title(path))}</a>`;
}

function citation(text, env) {
  const id = idOf(env);
  const brief = Record.current.briefs.get(id);
  if (!cited.has(id)) cited.set(id, new Map());
  const uses = cited.get(id);
  const marks = text.split(";").map((name) => {
    const key = name.trim().slice(1);
    const source = brief.sources.get(key) ?? Record.current.sources.get(key);
    if (!uses.has(key)) uses.set(key, []);
    const number = [...uses.keys()].indexOf(key) + 1;
    const anchor = `o-cite-${number}-${uses.get(key).length + 1}`;
    uses.get(key).push(anchor);
    return `<a id="${anchor}" class="cite" href="#${source.anchor}" role="doc-noteref" aria-label="Source ${number}: ${escape(source.title)}">${number}</a>`;
  });
  return `<span class="citation">[${marks.join(", ")}]</span>`;
}
