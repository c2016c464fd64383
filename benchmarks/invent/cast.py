"""Who and where: actors, places, topics, and the ordinary pages of a made-up site."""

from __future__ import annotations

import re
from random import Random

from benchmarks.invent import words
from benchmarks.invent.corpus import Corpus, File, Meta

MIN_ACTORS, MIN_TOPICS, MIN_PLACES = 16, 6, 8

_CYRILLIC = dict(zip("abcdefghijklmnopqrstuvwxyz", "абцдефгхийклмнопярстувшжыз", strict=True))


def slug(text: str) -> str:
    """An id for a name written in Latin letters."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def add_cast(corpus: Corpus, briefs: int, rng: Random) -> None:
    """Fill the corpus with what ``briefs`` briefs speak of; one actor in 20 briefs, but at least a cast's worth."""
    _add_topics(corpus, max(MIN_TOPICS, briefs // 50), rng)
    _add_states_and_actors(corpus, max(MIN_ACTORS, briefs // 20), rng)
    _add_places(corpus, max(MIN_PLACES, briefs // 40), rng)
    for title, sections in (
        ("About this desk", ("Who we are", "How to reach us")),
        ("Methodology", ("Claims", "Sources and lineage", "Assessments")),
    ):
        text = "\n\n".join(f"## {section}\n\n{_sentences(rng, 6)}" for section in sections)
        meta = {"title": title, "menu": len(corpus.files["pages"]) + 1, "summary": f"{title}, in short."}
        corpus.files["pages"].append(File("pages", slug(title), slug(title), meta, text))


def _unique(taken: set[str], name: str) -> str:
    """The name, or the name with the first number that makes it one of its own."""
    candidate, number = name, 1
    while slug(candidate) in taken:
        number += 1
        candidate = f"{name} {number}"
    taken.add(slug(candidate))
    return candidate


def _sentences(rng: Random, number: int) -> str:
    return " ".join(filled(rng, rng.choice(words.SENTENCES)) for _ in range(number))


def filled(rng: Random, pattern: str, **given: str) -> str:
    """A sentence with its slots filled at random, but for those ``given``."""
    return pattern.format(
        **{
            "thing": rng.choice(words.THINGS),
            "town": rng.choice(words.TOWNS),
            "act": rng.choice(words.ACTS),
            "adj": rng.choice(words.ADJECTIVES),
            "count": str(rng.randint(2, 48)),
            "code": f"{rng.choice('ABCDK')}-{rng.randint(100, 999)}",
            "who": rng.choice(words.STATES),
        }
        | given
    )


def _add_topics(corpus: Corpus, number: int, rng: Random) -> None:
    taken: set[str] = set()
    for index in range(number):
        plain = words.TOPICS[index % len(words.TOPICS)].capitalize()
        name = plain if index < len(words.TOPICS) else _unique(taken, f"{plain} in {rng.choice(words.TOWNS)}")
        meta: Meta = {"name": name, "summary": f"Claims that concern {name.lower()}."}
        corpus.files["topics"].append(File("topics", f"topic-{slug(name)}", f"topic-{slug(name)}", meta))


def _add_places(corpus: Corpus, number: int, rng: Random) -> None:
    taken: set[str] = set()
    for _ in range(number):
        town, area = rng.choice(words.TOWNS), rng.choice(words.AREAS)
        name = _unique(taken, f"{town} {area}")
        meta: Meta = {
            "name": name,
            "aliases": [{"name": _transliterated(name), "lang": "ru", "script": "Cyrl"}],
            "coordinates": {
                "lat": round(rng.uniform(35, 60), 3),
                "lon": round(rng.uniform(10, 60), 3),
                "precision_km": rng.choice((1, 5, 20, 80)),
            },
            "country": rng.choice(corpus.states),
            "summary": f"An area around the town of {town}.",
        }
        corpus.files["places"].append(File("places", slug(name), slug(name), meta))


def _add_states_and_actors(corpus: Corpus, number: int, rng: Random) -> None:
    taken: set[str] = set()
    kinds = ["state"] * 4 + ["outlet"] * 4 + ["military", "government", "organization", "group"]
    kinds += rng.choices(
        ("person", "outlet", "military", "government", "organization", "group"), (40, 24, 10, 10, 10, 6), k=number
    )
    bodies: list[str] = []
    for kind in kinds[:number]:
        meta = _actor(kind, corpus, bodies, taken, rng)
        key = slug(meta["name"])
        if kind == "outlet":
            corpus.outlets.append(key)
        elif kind == "state":
            corpus.states.append(key)
        elif kind != "person":
            bodies.append(key)
        corpus.files["actors"].append(File("actors", key, key, meta, f"{_sentences(rng, rng.randint(1, 4))}\n"))


def _actor(kind: str, corpus: Corpus, bodies: list[str], taken: set[str], rng: Random) -> Meta:
    if kind == "state":
        name = words.STATES[len(corpus.states)]
        taken.add(slug(name))
        return {"name": name, "kind": kind, "summary": f"A state; shown as {name} on this site."}
    country = rng.choice(corpus.states)
    if kind == "outlet":
        name = _unique(taken, f"{rng.choice(words.TOWNS)} {rng.choice(words.PAPERS)}")
        return {
            "name": name,
            "kind": kind,
            "country": country,
            "summary": "An outlet that the desk reads.",
            "url": f"https://{slug(name)}.example/",
            "reliability": rng.choice("BBCCCDDEF"),
        }
    if kind == "person":
        given, family = rng.choice(words.GIVEN), rng.choice(words.FAMILY)
        name = _unique(taken, f"{given} {family}")
        body = rng.choice(bodies)
        meta: Meta = {"name": name, "kind": kind, "sort_name": f"{name.partition(' ')[2]}, {given}"}
        if rng.random() < 0.5:
            meta["aliases"] = [{"name": _transliterated(name), "lang": "ru", "script": "Cyrl"}]
        since = rng.randint(2015, 2021)
        meta["roles"] = [{"title": rng.choice(words.OFFICES), "organization": body, "from": str(since)}]
        meta |= {"country": country, "summary": "Speaks for a party to the events on record."}
        return meta
    town = rng.choice(words.TOWNS)
    name = _unique(taken, f"{town} {rng.choice(words.BODIES[kind])}")
    meta = {"name": name, "kind": kind, "country": country, "summary": "Makes statements on what is on record here."}
    if bodies and rng.random() < 0.3:
        meta["relations"] = [{"to": rng.choice(bodies), "kind": "partner of"}]
    return meta


def _transliterated(name: str) -> str:
    """The name in another script, so that a corpus has more than one."""
    return "".join(
        _CYRILLIC.get(letter, letter) if letter.islower() else _CYRILLIC.get(letter.lower(), letter).upper()
        for letter in name
    )
