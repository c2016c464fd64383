"""Every brief, claim, source, event and actor, joined both ways; the base of all pages."""

import re
from collections import Counter, defaultdict

RELATIONS = ("contradicts", "supports", "repeats", "supersedes")
LINK = re.compile(r"\[\[(claim:)?([^\]|#][^\]|]*)(?:\|([^\]]*))?\]\]")
CITATION = re.compile(r"\[(@[^\]]+)\]")
CARD = re.compile(r"<p>!\[\[#([^\]]+)\]\]</p>")


class Thing:
    """Something with attributes."""

    def __init__(self, **values):
        self.__dict__.update(values)


class Record:
    """All of the site."""

    def __init__(self, articles, pages, others):
        self.pages = {page.slug: page for page in pages}
        self.actors, self.topics, self.places = {}, {}, {}
        self.sources, self.events, self.claims = {}, {}, {}
        for folder, key, meta, html in others:
            if folder == "sources":
                self.sources[key] = source(key, meta, None, html)
            elif folder == "events":
                self.events[key] = Thing(key=key, path=f"/events/{key}/", brief=None, claims=[], html=html, **meta)
            else:
                defaults = {"aliases": [], "roles": [], "relations": [], "country": None, "url": None}
                defaults |= {"reliability": None, "coordinates": None}
                getattr(self, folder)[key] = Thing(id=key, path=f"/{folder}/{key}/", html=html, **defaults | meta)
        self.briefs = {article.slug: brief(article) for article in articles}
        self.by, self.about, self.answers = defaultdict(list), defaultdict(list), defaultdict(list)
        self.participants, self.events_at, self.links = defaultdict(list), defaultdict(list), defaultdict(list)
        self.briefs_on, self.briefs_in, self.sources_of = defaultdict(list), defaultdict(list), defaultdict(list)
        self.join()
        self.latest = sorted(self.briefs.values(), key=lambda item: (item.day, item.id), reverse=True)
        self.make_timeline()

    def join(self):
        """Resolve everything."""
        for item in self.briefs.values():
            self.declare(item)
        for event in self.events.values():
            for actor in event.actors:
                self.participants[actor].append(event)
            self.events_at[event.place].append(event)
        for item in self.sources.values():
            self.sources_of[item.outlet].append(item)
        for item in self.briefs.values():
            self.connect(item)

    def declare(self, item):
        """What a brief introduces."""
        meta = item.meta
        item.own = {entry["id"]: source(f"{item.id}#{entry['id']}", entry, item) for entry in meta["sources"]}
        for own in item.own.values():
            self.sources[own.key] = own
            for relayed in own.via:
                item.own[relayed].relayed_by.append(own)
        item.events = []
        for entry in meta.get("events", ()):
            path = f"/events/{item.id}/{entry['id']}/"
            event = Thing(key=f"{item.id}#{entry['id']}", path=path, brief=item, claims=[], html="", **entry)
            item.events.append(event)
            self.events[event.key] = event
        item.claims = []
        for entry in meta["claims"]:
            claim = Thing(**{"responses": [], "evidence": [], "quote": None, "lang": "en"} | entry)
            claim.key, claim.path, claim.brief = f"{item.id}#{claim.id}", f"/claims/{item.id}/{claim.id}/", item
            claim.assessments = entry.get("assessments") or [{"date": item.day, "status": entry["status"]}]
            claim.status, claim.assessed = claim.assessments[-1]["status"], claim.assessments[-1]["date"]
            claim.names, claim.related = entry, defaultdict(list)
            item.claims.append(claim)
            self.claims[claim.key] = claim
            for table, actors in ((self.by, claim.by), (self.about, claim.about)):
                for actor in actors:
                    table[actor].append(claim)
            for response in claim.responses:
                self.answers[response["by"]].append(claim)
        for topic in item.topics:
            self.briefs_on[topic].append(item)
        for place in item.places:
            self.briefs_in[place].append(item)

    def connect(self, item):
        """What a brief refers to."""
        for path in dict.fromkeys(self.address(kind, target) for kind, target, _ in LINK.findall(item.html)):
            self.links[path].append(item)
        actors = {}
        for claim in item.claims:
            actors |= dict.fromkeys([*claim.by, *claim.about])
            carriers = [self.find(item, key) for key in claim.names["sources"]]
            claim.carriers = carriers
            shared = (self.sources[piece["source"]] for piece in claim.evidence if piece["source"] in self.sources)
            for carrier in (*carriers, *shared):
                carrier.claims.append(claim)
            claim.sources = self.chain(carriers, item)
            reports, origins = len(claim.sources), sum(not relayed.via for relayed in claim.sources)
            claim.lineage = f"{reports} report{'s' * (reports != 1)}, {origins} origin{'s' * (origins != 1)}"
            claim.event = None
            if "event" in claim.names:
                key = claim.names["event"]
                claim.event = self.events.get(f"{item.id}#{key}") or self.events[key]
                claim.event.claims.append(claim)
            for relation in RELATIONS:
                for key in claim.names.get(relation, ()):
                    claim.related[f"This claim {relation}"].append(self.claims[key])
                    self.claims[key].related[f"What {relation} this claim"].append(claim)
        for event in item.events:
            actors |= dict.fromkeys(event.actors)
        item.actors = list(actors)

    def find(self, item, key):
        """A source that a brief names."""
        return item.own.get(key) or self.sources[key]

    def chain(self, sources, item):
        """Sources and all that they relay."""
        found = {}

        def visit(some):
            for one in some:
                if one.key not in found:
                    found[one.key] = one
                    visit([item.own[key] for key in one.via])

        visit(sources)
        return list(found.values())

    def address(self, kind, target):
        """Where a link leads."""
        if kind:
            return self.claims[target].path
        for folder in ("actors", "briefs", "events", "places", "topics"):
            if target in getattr(self, folder):
                return f"/{folder}/{target}/"
        return f"/{self.pages[target].slug}/"

    def title(self, path):
        """What a link without words shows."""
        _, folder, key, *_ = path.split("/")
        found = getattr(self, folder)[key]
        return getattr(found, "name", None) or found.title

    def body(self, item, card):
        """A brief's prose with links, numbered citations and claim cards; notes what it cites and places."""
        uses, item.placed = {}, set()

        def placed(found):
            item.placed.add(found[1])
            return card(self.claims[f"{item.id}#{found[1]}"])

        def link(found):
            path = self.address(found[1], found[2])
            return f'<a class="ref" href="{path}">{found[3] or self.title(path)}</a>'

        def citation(found):
            marks = []
            for name in found[1].split(";"):
                key = name.strip()[1:]
                anchors = uses.setdefault(key, [])
                number = list(uses).index(key) + 1
                anchors.append(f"o-cite-{number}-{len(anchors) + 1}")
                cited = self.find(item, key)
                marks.append(
                    f'<a id="{anchors[-1]}" class="cite" href="#{cited.anchor}" role="doc-noteref" '
                    f'aria-label="Source {number}: {cited.title}">{number}</a>'
                )
            return f'<span class="citation">[{", ".join(marks)}]</span>'

        html = CITATION.sub(citation, LINK.sub(link, CARD.sub(placed, item.html)))
        keys = dict.fromkeys(
            [*uses, *item.own, *(piece["source"] for claim in item.claims for piece in claim.evidence)]
        )
        item.listed = [(self.find(item, key), uses.get(key, ())) for key in keys]
        return html

    def make_timeline(self):
        """Everything with a date, and the same by what it concerns."""
        items = self.timeline = []

        def add(kind, date, path, text, **more):
            blank = {"who": (), "verb": "", "actors": (), "topics": (), "status": None, "quote": None, "detail": None}
            blank |= {"brief": None, "claim": None, "event": None, "source": None}
            values = blank | more
            items.append(Thing(kind=kind, date=date, path=path, text=text, sort=(date[:10], kind, path), **values))

        for event in self.events.values():
            topics = event.brief.topics if event.brief else ()
            add(
                "event",
                event.date,
                event.path,
                event.title,
                actors=event.actors,
                topics=topics,
                event=event,
                brief=event.brief,
            )
        for claim in self.claims.values():
            common = {"actors": list(dict.fromkeys([*claim.by, *claim.about])), "topics": claim.brief.topics}
            common |= {"brief": claim.brief, "claim": claim, "event": claim.event}
            add(
                "claim",
                claim.said,
                claim.path,
                claim.text,
                who=claim.by,
                verb="says",
                status=claim.status,
                quote=claim.quote,
                **common,
            )
            for response in claim.responses:
                date = response.get("date") or response["as_of"]
                add(
                    "response",
                    date,
                    claim.path,
                    claim.text,
                    who=[response["by"]],
                    verb=response["stance"],
                    quote=response.get("quote"),
                    **common,
                )
            for given in claim.assessments:
                add(
                    "assessment",
                    given["date"],
                    claim.path,
                    claim.text,
                    verb="assessed",
                    status=given["status"],
                    detail=given.get("note"),
                    **common,
                )
        for item in self.sources.values():
            add(
                "report",
                item.published,
                item.path,
                item.title,
                who=[item.outlet],
                verb="published",
                detail="relayed" if item.via else "first-hand",
                actors=[item.outlet],
                topics=item.brief.topics if item.brief else (),
                brief=item.brief,
                source=item,
            )
        for item in self.briefs.values():
            common = {"actors": item.actors, "topics": item.topics, "brief": item}
            add("publication", item.day, item.path, item.title, verb="published", detail=item.summary, **common)
            for note in item.corrections:
                add("correction", note["date"], item.path, item.title, verb=note["kind"], detail=note["note"], **common)
        items.sort(key=lambda entry: entry.sort)
        self.timeline_of = defaultdict(list)
        for entry in items:
            keys = [*(f"actor {key}" for key in entry.actors), *(f"topic {key}" for key in entry.topics)]
            keys.append(f"year {entry.date[:4]}")
            if entry.brief:
                keys += [f"brief {entry.brief.id}", *(f"place {key}" for key in entry.brief.places)]
            elif entry.event:
                keys.append(f"place {entry.event.place}")
            for name in ("claim", "event", "source"):
                if getattr(entry, name):
                    keys.append(f"{name} {getattr(entry, name).key}")
            for key in keys:
                self.timeline_of[key].append(entry)
        self.years = sorted({entry.date[:4] for entry in items})

    def claim_items(self, claim):
        """The timeline of a claim, with its event and its sources."""
        found = {entry.sort: entry for entry in self.timeline_of[f"claim {claim.key}"]}
        if claim.event:
            found |= {one.sort: one for one in self.timeline_of[f"event {claim.event.key}"] if one.kind == "event"}
        for item in claim.sources:
            found |= {one.sort: one for one in self.timeline_of[f"source {item.key}"]}
        return [found[key] for key in sorted(found)]

    def together(self, key):
        """Who an actor appears with, and how often."""
        count = Counter()
        for claim in {claim.key: claim for claim in self.by[key] + self.about[key]}.values():
            count.update({*claim.by, *claim.about} - {key})
        for event in self.participants[key]:
            count.update({*event.actors} - {key})
        return sorted(count.items(), key=lambda pair: (-pair[1], pair[0]))[:20]

    def briefs_of(self, key):
        """The briefs that name an actor, the latest first."""
        items = [*self.by[key], *self.about[key], *self.participants[key]]
        found = {item.brief.id: item.brief for item in items if item.brief}
        return sorted(found.values(), key=lambda item: item.day, reverse=True)


def source(key, meta, item, html=""):
    """A source of a brief, or a shared one."""
    anchor = f"o-source-{key.replace('#', '-')}"
    values = {"via": [], "note": None} | meta
    values |= {"key": key, "anchor": anchor, "path": f"/sources/{meta['outlet']}/#{anchor}", "brief": item}
    return Thing(claims=[], relayed_by=[], html=html, **values)


def brief(article):
    """A brief from Pelican's article."""
    meta = article.record
    return Thing(
        id=article.slug,
        path=f"/briefs/{article.slug}/",
        day=meta["date"],
        meta=meta,
        html=article._content,
        article=article,
        title=meta["title"],
        summary=meta["summary"],
        topics=meta["topics"],
        places=meta["places"],
        corrections=meta.get("corrections", ()),
    )
