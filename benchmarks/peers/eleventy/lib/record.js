// Every brief, claim, source, event and actor, joined both ways; the base of all pages.
const RELATIONS = ["contradicts", "supports", "repeats", "supersedes"];
let current = null;

const push = (map, key, value) => {
  const found = map.get(key);
  if (found) found.push(value);
  else map.set(key, [value]);
};
const stem = (inputPath) => inputPath.split("/").pop().replace(/\.md$/, "");

export class Record {
  static make(pages) {
    current ??= new Record(pages);
    return current;
  }
  static get current() {
    return current;
  }
  static forget() {
    current = null;
  }

  constructor(pages) {
    this.briefs = new Map();
    this.actors = new Map();
    this.topics = new Map();
    this.places = new Map();
    this.claims = new Map();
    this.events = new Map();
    this.sources = new Map();
    this.links = new Map(); // address -> briefs that link there
    this.by = new Map();
    this.about = new Map();
    this.answers = new Map();
    this.related = new Map();
    this.participants = new Map();
    this.eventsAt = new Map();
    this.briefsOn = new Map();
    this.briefsIn = new Map();
    this.sourcesOf = new Map();
    this.pages = new Map();
    for (const page of pages) {
      const folder = /content\/(\w+)\//.exec(page.inputPath)?.[1];
      if (folder) this.add(folder, page);
    }
    this.join();
  }

  add(folder, page) {
    const data = page.data;
    let id = stem(page.inputPath);
    if (folder === "briefs") {
      id = id.replace(/^\d{4}-\d\d-\d\d-/, "");
      this.briefs.set(id, { id, path: `/briefs/${id}/`, data, day: page.inputPath.match(/(\d{4}-\d\d-\d\d)-[^/]*$/)[1], page });
    } else if (folder === "sources") {
      this.sources.set(id, this.source(id, data.source ?? data, null, page));
    } else if (folder === "events") {
      this.events.set(id, { key: id, path: `/events/${id}/`, data: { ...data, date: data.when ?? data.date }, brief: null, claims: [], page });
    } else if (folder === "pages") {
      this.pages.set(id, { id, path: `/${id}/`, name: data.title });
    } else {
      this[folder].set(id, { id, path: `/${folder}/${id}/`, name: data.name, data, page });
    }
  }

  source(key, data, brief, page = null) {
    const anchor = `o-source-${key.replace("#", "-")}`;
    return { ...data, key, anchor, path: `/sources/${data.outlet}/#${anchor}`, brief, claims: [], relayedBy: [], page };
  }

  join() {
    for (const brief of this.briefs.values()) {
      const { data } = brief;
      brief.sources = new Map(data.sources.map((s) => [s.id, this.source(`${brief.id}#${s.id}`, s, brief)]));
      for (const source of brief.sources.values()) this.sources.set(source.key, source);
      for (const source of brief.sources.values()) {
        for (const id of source.via ?? []) brief.sources.get(id)?.relayedBy.push(source);
      }
      brief.events = (data.events ?? []).map((e) => {
        const key = `${brief.id}#${e.id}`;
        const event = { key, path: `/events/${brief.id}/${e.id}/`, data: e, brief, claims: [] };
        this.events.set(key, event);
        return event;
      });
      brief.claims = data.claims.map((c) => this.claim(c, brief));
      for (const topic of data.topics) push(this.briefsOn, topic, brief);
      for (const place of data.places) push(this.briefsIn, place, brief);
    }
    for (const event of this.events.values()) {
      for (const actor of event.data.actors ?? []) push(this.participants, actor, event);
      push(this.eventsAt, event.data.place, event);
    }
    for (const source of this.sources.values()) push(this.sourcesOf, source.outlet, source);
    for (const brief of this.briefs.values()) this.joinBrief(brief);
    this.claimsList = [...this.claims.values()];
    this.eventsList = [...this.events.values()].filter((event) => event.brief);
    this.outletsList = [...this.sourcesOf.keys()].sort();
    this.briefsList = [...this.briefs.values()].sort((a, b) => (a.day < b.day ? 1 : -1));
    this.makeTimeline();
  }

  claim(data, brief) {
    const key = `${brief.id}#${data.id}`;
    const claim = { key, id: data.id, path: `/claims/${brief.id}/${data.id}/`, data, brief, relations: [] };
    this.claims.set(key, claim);
    for (const actor of data.by) push(this.by, actor, claim);
    for (const actor of data.about) push(this.about, actor, claim);
    for (const response of data.responses ?? []) push(this.answers, response.by, claim);
    claim.assessments = data.assessments ?? [{ date: brief.day, status: data.status }];
    claim.status = claim.assessments.at(-1).status;
    claim.assessed = claim.assessments.at(-1).date;
    return claim;
  }

  joinBrief(brief) {
    const seen = new Set();
    for (const [, prefix, target] of brief.page.rawInput.matchAll(/\[\[(claim:)?([^\]|#][^\]|]*)/g)) {
      const path = this.address(prefix ? "claim" : "", target);
      if (!seen.has(path)) push(this.links, path, brief);
      seen.add(path);
    }
    const actors = new Set();
    for (const claim of brief.claims) {
      for (const actor of [...claim.data.by, ...claim.data.about]) actors.add(actor);
      claim.carriers = claim.data.sources.map((id) => brief.sources.get(id) ?? this.sources.get(id));
      for (const source of claim.carriers) source.claims.push(claim);
      for (const { source } of claim.data.evidence ?? []) this.sources.get(source)?.claims.push(claim);
      claim.sources = this.chain(claim.carriers, brief);
      const origins = claim.sources.filter((source) => !source.via?.length).length;
      const reports = claim.sources.length;
      claim.lineage = `${reports} ${reports === 1 ? "report" : "reports"}, ${origins} ${origins === 1 ? "origin" : "origins"}`;
      claim.event = claim.data.event ? this.events.get(`${brief.id}#${claim.data.event}`) ?? this.events.get(claim.data.event) : null;
      claim.event?.claims.push(claim);
      for (const relation of RELATIONS) {
        for (const key of claim.data[relation] ?? []) {
          const other = this.claims.get(key);
          claim.relations.push([`This claim ${relation}`, other]);
          other.relations.push([`What ${relation} this claim`, claim]);
        }
      }
    }
    for (const event of brief.events) for (const actor of event.data.actors) actors.add(actor);
    brief.actors = [...actors];
  }

  chain(sources, brief) {
    const all = new Map();
    const visit = (list) => {
      for (const source of list) {
        if (all.has(source.key)) continue;
        all.set(source.key, source);
        visit((source.via ?? []).map((id) => brief.sources.get(id)));
      }
    };
    visit(sources);
    return [...all.values()];
  }

  address(kind, target) {
    if (kind === "claim") return this.claims.get(target)?.path ?? fail(target);
    for (const folder of ["actors", "briefs", "events", "places", "topics", "pages"]) {
      const found = this[folder].get(target);
      if (found) return found.path;
    }
    return fail(target);
  }

  title(path) {
    const [, folder, id] = path.split("/");
    const found = this[folder]?.get(id) ?? this.pages.get(folder);
    return found?.name ?? found?.data.title ?? path;
  }

  makeTimeline() {
    const items = [];
    const add = (kind, date, path, text, more) =>
      items.push({ kind, date, sort: `${date.slice(0, 10)} ${kind} ${path}`, path, text, who: [], verb: "", actors: [], topics: [], ...more });
    for (const event of this.events.values()) {
      add("event", event.data.date, event.path, event.data.title, { actors: event.data.actors, topics: event.brief?.data.topics ?? [], event, brief: event.brief });
    }
    for (const claim of this.claimsList) {
      const actors = [...new Set([...claim.data.by, ...claim.data.about])];
      const common = { actors, topics: claim.brief.data.topics, brief: claim.brief, claim, event: claim.event };
      add("claim", claim.data.said, claim.path, claim.data.text, { ...common, who: claim.data.by, verb: "says", status: claim.status, quote: claim.data.quote });
      for (const r of claim.data.responses ?? []) {
        add("response", r.date ?? r.as_of, claim.path, claim.data.text, { ...common, who: [r.by], verb: r.stance, quote: r.quote });
      }
      for (const a of claim.assessments) {
        add("assessment", a.date, claim.path, claim.data.text, { ...common, verb: "assessed", status: a.status, detail: a.note });
      }
    }
    for (const source of this.sources.values()) {
      add("report", source.published, source.path, source.title, { who: [source.outlet], verb: "published", detail: source.via?.length ? "relayed" : "first-hand", actors: [source.outlet], topics: source.brief?.data.topics ?? [], brief: source.brief, source });
    }
    for (const brief of this.briefs.values()) {
      const common = { actors: brief.actors, topics: brief.data.topics, brief };
      add("publication", brief.day, brief.path, brief.data.title, { ...common, verb: "published", detail: brief.data.summary });
      for (const c of brief.data.corrections ?? []) {
        add("correction", c.date, brief.path, brief.data.title, { ...common, verb: c.kind, detail: c.note });
      }
    }
    items.sort((a, b) => (a.sort < b.sort ? -1 : 1));
    this.timeline = items;
    this.timelineOf = new Map();
    for (const item of items) {
      for (const actor of item.actors) push(this.timelineOf, `actor ${actor}`, item);
      for (const topic of item.topics) push(this.timelineOf, `topic ${topic}`, item);
      if (item.brief) for (const place of item.brief.data.places) push(this.timelineOf, `place ${place}`, item);
      else if (item.event) push(this.timelineOf, `place ${item.event.data.place}`, item);
      if (item.brief) push(this.timelineOf, `brief ${item.brief.id}`, item);
      if (item.claim) push(this.timelineOf, `claim ${item.claim.key}`, item);
      if (item.event) push(this.timelineOf, `event ${item.event.key}`, item);
      if (item.source) push(this.timelineOf, `source ${item.source.key}`, item);
      push(this.timelineOf, `year ${item.date.slice(0, 4)}`, item);
    }
    this.yearsList = [...new Set(items.map((item) => item.date.slice(0, 4)))].sort();
  }

  itemsOf(kind, key) {
    return this.timelineOf.get(`${kind} ${key}`) ?? [];
  }
}

function fail(target) {
  throw new Error(`broken link to ${target}`);
}
