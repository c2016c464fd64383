"""Rules about relations: between claims, and between parts and wholes."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.content.dates import before
from onrecord.record import graph, relations
from onrecord.record.entities import ClaimEntity, Pointer, RelationKind
from onrecord.record.rules.facts import Facts
from onrecord.record.rules.items import Items
from onrecord.record.rules.rule import Finding, Place, about_claim, in_a_row, listed, rule

SHOWN = 12
"""How many claims of one ring a message names."""

IN = {"part_of": "part of", "within": "within"}
"""How a message words that one thing is in another, by the field that says so."""


@rule(
    "related-to-itself",
    "error",
    "A claim stands in a relation to itself",
    explanation="""A claim that supersedes, contradicts, supports or repeats itself says nothing. Mostly the id of
    another claim was meant, in another brief: `brief#id`.""",
    failing="""
    claims:
      - {id: attack, text: The column was attacked., by: minister, supersedes: attack}
    """,
    mended="""
    claims:
      - {id: attack, text: The column was attacked., by: minister, supersedes: first-account}
      - {id: first-account, text: The column was stopped., by: minister}
    """,
)
def related_to_itself(facts: Facts, items: Items) -> Iterator[Finding]:
    for claim in items.claims:
        for kind, other in claim.relations:
            if other == claim.key:
                yield about_claim(
                    claim,
                    f"the claim '{claim.meta.id}' {kind} itself",
                    *_relation_steps(claim, kind, other),
                    hint="name the other claim, as brief#id when it is in another brief",
                )


@rule(
    "relation-ring",
    "error",
    "Claims supersede or repeat one another in a ring",
    explanation="""What replaces a claim is later than it, and so is what says it again; in a ring each would be later
    than itself. The message names every step with its place: one of them is the wrong way round.""",
    failing="""
    claims:
      - {id: first, text: The column was stopped., by: minister, supersedes: second}
      - {id: second, text: The column was attacked., by: minister, supersedes: first}
    """,
    mended="""
    claims:
      - {id: first, text: The column was stopped., by: minister}
      - {id: second, text: The column was attacked., by: minister, supersedes: first}
    """,
    of_all=True,
)
def relation_ring(facts: Facts, items: Items) -> Iterator[Finding]:
    yield from _rings(facts, "supersedes", "take one of them out: the latest claim supersedes the earlier one")
    yield from _rings(facts, "repeats", "take one of them out: the later claim repeats the earlier one")


@rule(
    "circular-support",
    "warning",
    "Claims support one another in a ring",
    explanation="""Claims that each make the next one likelier, and the last one the first, hold one another up with
    nothing below them. It may be that two facts fit together; then say so in a note and leave the relation in one
    direction.""",
    failing="""
    claims:
      - {id: attack, text: The column was attacked., by: minister, supports: losses}
      - {id: losses, text: The column had losses., by: spokesman, supports: attack}
    """,
    mended="""
    claims:
      - {id: attack, text: The column was attacked., by: minister}
      - {id: losses, text: The column had losses., by: spokesman, supports: attack}
    """,
    of_all=True,
)
def circular_support(facts: Facts, items: Items) -> Iterator[Finding]:
    yield from _rings(facts, "supports", "leave the relation in the direction in which it is evidence")


@rule(
    "contradiction-ring",
    "warning",
    "An odd number of claims contradict one another in a ring",
    explanation="""Two claims that contradict one another are two sides, and so are four in a ring. In a ring of three
    each rules out the other two, so that at most one of them holds. That does happen; more often one pair of the ring
    differs without excluding one another. Look at each pair; where all stand, say so with `ignore` on the claim that
    the message stands at.""",
    failing="""
    claims:
      - {id: missile, text: A missile hit it., by: minister, contradicts: [drone, accident]}
      - {id: drone, text: A drone hit it., by: spokesman, contradicts: accident}
      - {id: accident, text: Nothing hit it., by: president}
    """,
    mended="""
    claims:
      - {id: missile, text: A missile hit it., by: minister, contradicts: accident}
      - {id: drone, text: A drone hit it., by: spokesman, contradicts: accident}
      - {id: accident, text: Nothing hit it., by: president}
    """,
    of_all=True,
)
def contradiction_ring(facts: Facts, items: Items) -> Iterator[Finding]:
    for ring in relations.contradiction_rings(facts.stated):
        members = [facts.record.claims[key] for key in ring]
        shown: list[tuple[str | Place, ...]] = [
            (f"'{claim.key}' (", Place(claim.origin), ")") for claim in members[:SHOWN]
        ]
        if len(members) > SHOWN:
            shown.append((f"{len(members) - SHOWN} more",))
        yield Finding(
            (f"contradiction in a ring of {len(members)}: each contradicts the next: ", *in_a_row(shown)),
            members[0].origin,
            hint="look at each pair: an account can differ from another without ruling it out",
            claims=ring[:1],
        )


@rule(
    "relations-disagree",
    "error",
    "A claim contradicts a claim that it supports or repeats",
    explanation="""Who contradicts a claim cannot at the same time say it again or make it likelier. Repeating is
    followed through other claims: what repeats the same claim says the same.""",
    failing="""
    claims:
      - {id: attack, text: The column was attacked., by: minister}
      - {id: again, text: It was attacked., by: spokesman, repeats: attack, contradicts: attack}
    """,
    mended="""
    claims:
      - {id: attack, text: The column was attacked., by: minister}
      - {id: again, text: It was attacked., by: spokesman, repeats: attack}
    """,
    of_all=True,
)
def relations_disagree(facts: Facts, items: Items) -> Iterator[Finding]:
    said = {"repeats": "the two repeat the same claim", "supports": "one of the two supports the other"}
    for key, other, kind in relations.disagreeing(facts.stated):
        claim = facts.record.claims[key]
        yield Finding(
            (f"'{key}' contradicts '{other}' (", Place(facts.record.claims[other].origin), f"), but {said[kind]}"),
            claim.origin,
            _relation_steps(claim, "contradicts", other),
            hint="keep the relation that is meant",
            claims=(key,),
        )


@rule(
    "relation-back-in-time",
    "warning",
    "A claim supersedes or repeats a claim that was said later",
    explanation="""What replaces a claim, or says it again, comes after it. When the dates are certain and the other way
    round, the relation belongs on the other claim, or a date is wrong.""",
    failing="""
    claims:
      - {id: first, text: The column was stopped., by: minister, said: 2025-05-20, supersedes: second}
      - {id: second, text: The column was attacked., by: minister, said: 2025-05-22}
    """,
    mended="""
    claims:
      - {id: first, text: The column was stopped., by: minister, said: 2025-05-20}
      - {id: second, text: The column was attacked., by: minister, said: 2025-05-22, supersedes: first}
    """,
)
def relation_back_in_time(facts: Facts, items: Items) -> Iterator[Finding]:
    for claim in items.claims:
        for kind, key in claim.relations:
            other = facts.record.claims[key]
            said, said_first = claim.meta.said, other.meta.said
            if kind in ("supersedes", "repeats") and said and said_first and before(said, said_first):
                yield Finding(
                    f"said '{said}', it {kind} '{key}', which was said '{said_first}'",
                    claim.origin,
                    _relation_steps(claim, kind, key),
                    hint=f"move {kind} to '{key}', or mend the dates",
                    claims=(claim.key,),
                )


@rule(
    "claim-twice",
    "warning",
    "One claim of one claimant is told twice without saying so",
    explanation="""The same words of the same actor in two places are counted, listed and assessed as two claims. Where
    it was said once, keep one and refer to it as `brief#id`; where it was said again, `repeats` says so.""",
    failing="""
    claims:
      - {id: attack, text: The column was attacked., by: minister}
      - {id: again, text: The column was attacked, by: minister}
    """,
    mended="""
    claims:
      - {id: attack, text: The column was attacked., by: minister}
      - {id: again, text: The column was attacked, by: minister, repeats: attack}
    """,
    of_all=True,
)
def claim_twice(facts: Facts, items: Items) -> Iterator[Finding]:
    same = relations.repetitions(facts.stated)
    for key, keys in facts.told_again.items():
        other = facts.record.claims[key]
        for claim in map(facts.record.claims.__getitem__, keys[1:]):
            if same.of(claim.key) == same.of(key):
                continue
            yield Finding(
                (f"{listed(claim.claimants)} made this claim already: '{key}' (", Place(other.origin), ")"),
                claim.origin,
                ("text",),
                hint=f"refer to that one, or add repeats: {key}",
                claims=(claim.key,),
            )


@rule(
    "nesting-ring",
    "error",
    "An event, place or topic is part of itself",
    explanation="""Events are part of larger events, places lie within larger places and topics within larger topics. In
    a ring of these nothing is the largest, and no path leads from the whole to the part. The message names every step
    with its place: one of them is the wrong way round.""",
    failing="""
    events:
      - {id: visit, title: A visit is reported, date: 2025-05-20, part_of: journey}
      - {id: journey, title: A journey is reported, date: 2025-05, part_of: visit}
    """,
    mended="""
    events:
      - {id: visit, title: A visit is reported, date: 2025-05-20, part_of: journey}
      - {id: journey, title: A journey is reported, date: 2025-05}
    """,
    of_all=True,
)
def nesting_ring(facts: Facts, items: Items) -> Iterator[Finding]:
    record = facts.record
    events = {event.key: (event.part_of, event.origin) for event in items.events}
    places = {place.id: (place.within, place.origin) for place in record.places.values()}
    topics = {topic.id: (topic.within, topic.origin) for topic in record.topics.values()}
    for nesting, field in ((events, "part_of"), (places, "within"), (topics, "within")):
        for ring in graph.loops({key: (larger,) for key, (larger, _) in nesting.items() if larger}):
            if len(ring) == 1:
                message = f"'{ring[0]}' is {IN[field]} itself"
                yield Finding(message, nesting[ring[0]][1], (field,), hint=f"take {field} out, or name what is larger")
                continue
            steps: list[tuple[str | Place, ...]] = [
                (f"'{key}' is in '{nesting[key][0]}' (", Place(nesting[key][1], (field,)), ")") for key in ring[:SHOWN]
            ]
            if len(ring) > SHOWN:
                steps.append((f"and {len(ring) - SHOWN} more",))
            hint = f"take {field} out of the largest"
            yield Finding(("a ring: ", *in_a_row(steps)), nesting[ring[0]][1], (field,), hint=hint)


def _rings(facts: Facts, kind: RelationKind, hint: str) -> Iterator[Finding]:
    for ring in relations.loops(facts.stated, kind):
        members = [facts.record.claims[key] for key in ring]
        following = (*ring[1:], ring[0])
        steps: list[tuple[str | Place, ...]] = [
            (f"'{claim.key}' {kind} '{other}' (", Place(claim.origin, _relation_steps(claim, kind, other)), ")")
            for claim, other in zip(members[:SHOWN], following, strict=False)
        ]
        if len(members) > SHOWN:
            steps.append((f"and {len(members) - SHOWN} more",))
        yield Finding(
            ("a ring: ", *in_a_row(steps)),
            members[0].origin,
            _relation_steps(members[0], kind, following[0]),
            hint=hint,
            claims=ring[:1],
        )


def _relation_steps(claim: ClaimEntity, kind: RelationKind, other: str) -> Pointer:
    """Where a relation stands below its claim; the whole list where a reference in it could not be resolved."""
    resolved = [key for stated, key in claim.relations if stated == kind]
    written = getattr(claim.meta, kind)
    return (kind, resolved.index(other)) if len(written) == len(resolved) else (kind,)


RULES = (
    related_to_itself,
    relation_ring,
    circular_support,
    contradiction_ring,
    relations_disagree,
    relation_back_in_time,
    claim_twice,
    nesting_ring,
)
