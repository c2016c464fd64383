"""Briefs with the claims, sources and events they introduce."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from benchmarks.invent import words
from benchmarks.invent.body import Mentions, body
from benchmarks.invent.cast import filled, slug
from benchmarks.invent.corpus import Corpus, File, Meta

FIRST_DAY = date(2020, 1, 1)
DAYS = 5 * 365
ORIGIN_KINDS = ("post", "interview", "speech", "statement", "hearing", "dataset", "recording")
RELAY_KINDS = ("article-newspaper", "broadcast", "article", "webpage", "report")
OPEN = ("unverified", "plausible", "disputed", "refuted", "withdrawn")
SETTLED = ("corroborated", "confirmed")
LIKELIHOODS = {"plausible": "likely", "refuted": "unlikely", "corroborated": "likely", "confirmed": "very-likely"}
STANCES = ("denies", "disputes", "confirms", "partly-confirms", "supports", "declines", "no-response")


def add_briefs(corpus: Corpus, number: int, rng: Random) -> None:
    """Fill the corpus with shared sources and events and with ``number`` briefs, spread over five years."""
    for index in range(max(2, number // 25)):
        _add_shared(corpus, index, rng)
    earlier_claims: list[str] = []
    for index in range(number):
        day = FIRST_DAY + timedelta(days=index * DAYS // number)
        brief = _brief(corpus, index, day, earlier_claims, rng)
        corpus.briefs().append(brief)
        earlier_claims += [f"{brief.id}#{claim['id']}" for claim in brief.meta["claims"]]


def _add_shared(corpus: Corpus, index: int, rng: Random) -> None:
    day = FIRST_DAY + timedelta(days=rng.randrange(DAYS))
    title = filled(rng, "Report on the {thing} near {town}")
    source = _source(corpus, "", "report", day, rng) | {"title": title, "via": []}
    source.pop("id")
    key = f"shared-{slug(title)}-{index + 1}"
    corpus.files["sources"].append(File("sources", key, key, source, filled(rng, words.SENTENCES[9]) + "\n"))
    event = _event(corpus, "", day, [], rng)
    event.pop("id")
    key = f"event-{slug(event['title'])}-{index + 1}"
    corpus.files["events"].append(File("events", key, key, event, filled(rng, words.SENTENCES[17]) + "\n"))


def _brief(corpus: Corpus, index: int, day: date, earlier_claims: list[str], rng: Random) -> File:
    title = filled(rng, "{act} the {thing} near {town}: what is on record")
    title = title[0].upper() + title[1:]
    key = slug(title.partition(":")[0]) + f"-{index + 1}"
    sources = _sources(corpus, day, rng)
    events = [
        _event(corpus, name, day, sources, rng)
        for name in rng.sample(words.EVENT_IDS, rng.choices((0, 1, 2), (3, 5, 2))[0])
    ]
    number = rng.choices((1, 2, 3, 4, 5), (2, 4, 4, 2, 1))[0]
    claims = [
        _claim(corpus, name, day, sources, events, earlier_claims, rng) for name in rng.sample(words.CLAIM_IDS, number)
    ]
    meta: Meta = {
        "title": title,
        "date": str(day),
        "summary": filled(rng, "{count} accounts of the {thing} near {town}, and what stands behind them."),
        "topics": _some(rng, corpus.ids("topics"), 1, 3),
        "places": _some(rng, corpus.ids("places"), 1, 2),
        "sources": sources,
        "claims": claims,
    }
    if events:
        meta["events"] = events
    if rng.random() < 0.12:
        kind = rng.choice(("correction", "clarification", "update"))
        note = filled(rng, "An earlier version placed the {thing} in the wrong town.")
        meta["corrections"] = [{"date": str(day + timedelta(days=rng.randint(1, 30))), "kind": kind, "note": note}]
    mentions = Mentions(
        actors=sorted({name for claim in claims for name in [*claim["by"], *claim["about"]]}),
        places=meta["places"],
        topics=meta["topics"],
        briefs=[brief.id for brief in corpus.briefs()[-400:]],
        claims=earlier_claims[-1000:],
        sources=[source["id"] for source in sources],
        own_claims=[claim["id"] for claim in claims],
    )
    return File("briefs", f"{day}-{key}", key, meta, body(mentions, rng))


def _some(rng: Random, keys: list[str], least: int, most: int) -> list[str]:
    """A few of the keys, the first ones more often than the last, as some things are more in the news than others."""
    wanted = min(rng.randint(least, most), len(keys))
    found: dict[str, None] = {}
    while len(found) < wanted:
        found[keys[int(len(keys) * rng.random() ** 1.6)]] = None
    return list(found)


def _sources(corpus: Corpus, day: date, rng: Random) -> list[Meta]:
    """Two to six sources: origins first, then what relays them."""
    names = rng.sample(words.SOURCE_IDS, rng.randint(2, 6))
    origins = rng.randint(1, max(1, len(names) // 2))
    sources: list[Meta] = []
    for position, name in enumerate(names):
        published = day - timedelta(days=len(names) - position)
        if position < origins:
            first_hand = rng.random() < 0.3
            kind = rng.choice(RELAY_KINDS if first_hand else ORIGIN_KINDS)
            source = _source(corpus, name, kind, published, rng) | ({"via": []} if first_hand else {})
        else:
            relayed = rng.sample([other["id"] for other in sources], 2 if rng.random() < 0.2 and position > 1 else 1)
            source = _source(corpus, name, rng.choice(RELAY_KINDS), published, rng) | {"via": relayed}
        sources.append(source)
    return sources


def _source(corpus: Corpus, name: str, kind: str, published: date, rng: Random) -> Meta:
    outlet = rng.choice(corpus.outlets)
    address = f"https://{outlet}.example/{published:%Y/%m}/{rng.randrange(10**6):06d}.html"
    read = str(published + timedelta(days=1))
    source: Meta = {
        "id": name,
        "kind": kind,
        "title": filled(rng, "{town}: {adj} account of the {thing}"),
        "outlet": outlet,
        "url": address,
        "archive": f"https://archive.example/{published:%Y%m%d}/{address}",
        "archived": read,
        "published": str(published),
        "accessed": read,
    }
    if rng.random() < 0.1:
        source["note"] = filled(rng, "The page has no byline and names {town} as the place of writing.")
    return source


def _event(corpus: Corpus, name: str, day: date, sources: list[Meta], rng: Random) -> Meta:
    happened = day - timedelta(days=7)
    forms = (f"{happened}", f"{happened:%Y-%m}", f"{happened}~", f"{happened - timedelta(days=2)}/{happened}")
    event: Meta = {
        "id": name,
        "title": filled(rng, "Reported {act} the {thing} near {town}"),
        "date": rng.choices(forms, (7, 1, 1, 1))[0],
        "place": rng.choice(corpus.ids("places")),
        "actors": _some(rng, corpus.ids("actors"), 1, 2),
    }
    if sources:
        event["sources"] = [sources[0]["id"]]
    return event


def _claim(
    corpus: Corpus, name: str, day: date, sources: list[Meta], events: list[Meta], earlier: list[str], rng: Random
) -> Meta:
    actors = corpus.ids("actors")
    by, about = _some(rng, actors, 1, 1), _some(rng, actors, 1, 2)
    about = [actor for actor in about if actor not in by] or [actors[0] if by != [actors[0]] else actors[1]]
    chosen = rng.sample(range(len(sources)), rng.randint(1, min(3, len(sources))))
    carriers = [sources[at]["id"] for at in sorted(chosen)]
    said = day - timedelta(days=len(sources) + 1)
    claim: Meta = {"id": name, "text": filled(rng, rng.choice(words.CLAIMS))}
    if rng.random() < 0.5:
        claim |= {"quote": filled(rng, rng.choice(words.QUOTES)), "lang": "en"}
    claim |= {"by": by, "said": f"{said}~" if rng.random() < 0.1 else str(said), "about": about}
    if events and rng.random() < 0.6:
        claim["event"] = rng.choice(events)["id"]
    elif rng.random() < 0.1:
        claim["event"] = rng.choice(corpus.ids("events"))
    claim["sources"] = carriers
    if rng.random() < 0.3:
        shared = rng.random() < 0.5
        source = rng.choice(corpus.ids("sources")) if shared else carriers[0]
        note = filled(rng, rng.choice(words.SENTENCES))
        claim["evidence"] = [{"source": source, "stance": rng.choice(("supports", "opposes", "context")), "note": note}]
    claim["responses"] = [_response(actor, carriers, day, rng) for actor in about if rng.random() < 0.7]
    settled = len(_origins(sources, carriers)) >= 2 and rng.random() < 0.6
    if rng.random() < 0.25 and not settled:
        claim["status"] = "unverified"
    else:
        claim["assessments"] = _assessments(day, settled, rng)
    if earlier and rng.random() < 0.15:
        relation = rng.choice(("contradicts", "supports", "repeats"))
        claim[relation] = [earlier[int(len(earlier) * (1 - rng.random() ** 2 * 0.999))]]
    if not claim["responses"]:
        del claim["responses"]
    return claim


def _response(actor: str, carriers: list[str], day: date, rng: Random) -> Meta:
    stance = rng.choice(STANCES)
    if stance == "no-response":
        return {"by": actor, "stance": stance, "as_of": str(day), "source": carriers[-1]}
    response: Meta = {"by": actor, "stance": stance, "date": str(day)}
    if rng.random() < 0.5:
        response |= {"quote": rng.choice(words.RESPONSE_QUOTES), "lang": "en"}
    return response | {"source": carriers[-1]}


def _assessments(day: date, settled: bool, rng: Random) -> list[Meta]:
    number = rng.choices((1, 2, 3), (6, 3, 1))[0]
    found: list[Meta] = []
    for step in range(number):
        last = step == number - 1
        status = rng.choice(SETTLED if settled else OPEN) if last else "unverified"
        assessment: Meta = {"date": str(day + timedelta(days=40 * step)), "status": status}
        assessment["credibility"] = rng.randint(1, 2) if settled and last else rng.choice((3, 4, 6))
        if last and status in LIKELIHOODS and rng.random() < 0.3:
            assessment["likelihood"] = LIKELIHOODS[status]
            assessment["confidence"] = rng.choice(("low", "moderate", "high"))
        found.append(assessment | {"note": rng.choice(words.ASSESSMENT_NOTES)})
    return found


def _origins(sources: list[Meta], carriers: list[str]) -> set[str]:
    """The sources known to relay nothing that stand behind ``carriers``."""
    by_id = {source["id"]: source for source in sources}
    reached, waiting = set(carriers), list(carriers)
    while waiting:
        for name in by_id[waiting.pop()].get("via", ()):
            if name not in reached:
                reached.add(name)
                waiting.append(name)
    return {name for name in reached if not by_id[name].get("via")}
