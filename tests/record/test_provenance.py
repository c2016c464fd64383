"""Provenance counts origins, never reports, and says what nobody recorded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from hypothesis import given
from hypothesis import strategies as st

from onrecord.content.document import Document
from onrecord.content.model import Claim, Evidence, Source
from onrecord.record.provenance import (
    MAX_DEPTH,
    Provenance,
    ProvenanceIndex,
    ProvenanceNode,
    behind,
    lineage,
    loops,
    provenance,
)
from onrecord.record.record import Record
from tests.record.sites import actor, brief, day, record_of

Lineage = Mapping[str, tuple[str, ...] | None]


def sources(lineage: Lineage, published: Mapping[str, str] | None = None) -> tuple[Source, ...]:
    dates = published or {}
    return tuple(
        Source(id=key, kind="article", via=via, published=day(dates[key]) if key in dates else None)
        for key, via in lineage.items()
    )


def site(lineage: Lineage, carriers: Iterable[str], published: Mapping[str, str] | None = None) -> list[Document]:
    claim = Claim(id="c", text="It was said.", by=("minister",), sources=tuple(carriers))
    return [actor("minister"), brief("b", sources=sources(lineage, published), claims=(claim,))]


def of(lineage: Lineage, carriers: Iterable[str], published: Mapping[str, str] | None = None) -> Provenance:
    return provenance(record_of(site(lineage, carriers, published)), "b#c")


def keys(*names: str) -> tuple[str, ...]:
    return tuple(f"b#{name}" for name in names)


def sketch(nodes: Iterable[ProvenanceNode]) -> list[str]:
    """A tree as indented lines: role, source, marks."""
    lines = []
    for node in nodes:
        marks = [mark for mark in ("repeated", "loop", "cut") if getattr(node, mark)]
        lines.append(" ".join([node.role, node.source.removeprefix("b#"), *marks]))
        lines += [f"  {line}" for line in sketch(node.children)]
    return lines


def test_six_reports_of_one_origin_are_one() -> None:
    lineage = {"agency": (), **{f"paper-{number}": ("agency",) for number in range(5)}}

    found = of(lineage, [f"paper-{number}" for number in range(5)])

    assert len(found.reports) == 6
    assert found.origins == keys("agency")
    assert found.independence == 1
    assert found.first_hand == ()


def test_unknown_lineage_is_said_and_counts_for_none() -> None:
    found = of({"blog": None, "paper": ("blog",), "post": ()}, ["paper", "post"])

    assert found.unknown == keys("blog")
    assert found.origins == keys("post")
    assert found.first_hand == keys("post")


def test_a_claim_without_sources_has_nothing_behind_it() -> None:
    found = of({}, [])

    assert (found.reports, found.independence, found.earliest, found.tree) == ((), 0, None, ())


def test_the_earliest_report_may_be_one_that_no_one_listed() -> None:
    published = {"paper": "2025-05-25", "agency": "2025-05-24", "late": "2025-05-26"}

    found = of({"agency": (), "paper": ("agency",), "late": ()}, ["late", "paper"], published)

    assert found.earliest == day("2025-05-24")
    assert found.earliest_report == "b#agency"


def test_a_diamond_is_drawn_once_and_referred_to_after() -> None:
    found = of({"top": ("left", "right"), "left": ("agency",), "right": ("agency",), "agency": ()}, ["top", "agency"])

    assert sketch(found.tree) == [
        "relay top",
        "  relay left",
        "    origin agency",
        "  relay right",
        "    origin agency repeated",
        "origin agency repeated",
    ]
    assert found.reports == keys("top", "agency", "left", "right")
    assert found.independence == 1


def test_a_loop_ends_where_it_closes_and_has_no_origin() -> None:
    found = of({"a": ("b",), "b": ("c",), "c": ("a",)}, ["a"])

    assert sketch(found.tree) == ["relay a", "  relay b", "    relay c", "      relay a repeated loop"]
    assert found.independence == 0


def test_no_chain_is_too_long_and_the_tree_says_where_it_breaks_off() -> None:
    length = 3000
    lineage = {f"s{number}": (f"s{number + 1}",) for number in range(length)} | {f"s{length}": ()}

    found = of(lineage, ["s0"])

    assert len(found.reports) == length + 1
    assert found.origins == keys(f"s{length}")
    node, depth = found.tree[0], 1
    while node.children:
        node, depth = node.children[0], depth + 1
    assert (node.cut, depth) == (True, MAX_DEPTH)


def test_what_was_cut_in_a_long_chain_is_drawn_where_it_stands_higher() -> None:
    lineage = {f"s{number}": (f"s{number + 1}",) for number in range(60)} | {"s60": ()}

    found = of(lineage, ["s0", "s50"])

    last = found.tree[1]
    assert (last.source, last.repeated, last.cut) == ("b#s50", False, False)
    assert last.children[0].source == "b#s51"


def test_shared_sources_join_the_chains_of_two_briefs() -> None:
    first = Claim(id="c", text="One.", by=("minister",), sources=("paper",))
    second = Claim(id="c", text="Two.", by=("minister",), sources=("one#paper", "own"))
    record = record_of([
        actor("minister"),
        brief("one", sources=sources({"paper": ("agency",), "agency": ()}), claims=(first,)),
        brief("two", sources=sources({"own": ("one#agency",)}), claims=(second,)),
    ])  # fmt: skip

    assert provenance(record, "two#c").origins == ("one#agency",)


def test_circular_reporting_is_named_once_from_its_least_key() -> None:
    record = record_of(site({"b": ("a",), "a": ("b", "c"), "c": (), "self": ("self",)}, []))

    assert loops(lineage(record)) == [keys("a", "b"), keys("self")]


def test_independent_evidence_stands_behind_a_claim_too_but_not_evidence_against_it() -> None:
    claim = Claim(
        id="c",
        text="It was said.",
        by=("minister",),
        sources=("paper",),
        evidence=(
            Evidence(source="satellite", stance="supports"),
            Evidence(source="witness", stance="opposes"),
            Evidence(source="map", stance="context"),
        ),
    )
    record = record_of([
        actor("minister"),
        brief("b", sources=sources({"paper": (), "satellite": (), "witness": (), "map": ()}), claims=(claim,)),
    ])  # fmt: skip
    index = ProvenanceIndex(record)

    assert index["b#c"].origins == keys("paper")
    assert index.supporting("b#c").origins == keys("paper", "satellite")


NAMES = tuple("abcdefgh")


@st.composite
def lineages(draw: st.DrawFn) -> tuple[dict[str, tuple[str, ...] | None], list[str]]:
    """Any web of sources, loops and all, and some of them as carriers."""
    relays = st.none() | st.lists(st.sampled_from(NAMES), max_size=3, unique=True).map(tuple)
    lineage = {name: draw(relays) for name in NAMES}
    return lineage, draw(st.lists(st.sampled_from(NAMES), unique=True))


def record_with(lineage: Lineage, carriers: Iterable[str]) -> Record:
    return record_of(site(lineage, carriers))


@given(lineages())
def test_origins_never_exceed_reports(drawn: tuple[Lineage, list[str]]) -> None:
    found = of(*drawn)

    assert set(found.origins) <= set(found.reports)
    assert set(found.unknown) <= set(found.reports)
    assert not set(found.origins) & set(found.unknown)
    assert found.independence <= len(found.reports)


@given(lineages(), st.data())
def test_adding_a_relay_never_raises_independence(drawn: tuple[Lineage, list[str]], data: st.DataObject) -> None:
    lineage, carriers = drawn
    before = of(lineage, carriers)
    behind_it = [key.removeprefix("b#") for key in before.reports]
    if not behind_it:
        return
    relayed = data.draw(st.lists(st.sampled_from(behind_it), min_size=1, max_size=3, unique=True))

    after = of({**lineage, "relay": tuple(relayed)}, [*carriers, "relay"])

    assert after.independence == before.independence
    assert len(after.reports) == len(before.reports) + 1


@given(lineages(), st.data())
def test_learning_that_an_origin_relays_another_report_never_raises_independence(
    drawn: tuple[Lineage, list[str]], data: st.DataObject
) -> None:
    lineage, carriers = drawn
    before = of(lineage, carriers)
    if not before.origins:
        return
    found_out = data.draw(st.sampled_from(before.origins)).removeprefix("b#")
    relayed = data.draw(st.sampled_from(before.reports)).removeprefix("b#")

    after = of({**lineage, found_out: (relayed,)}, carriers)

    assert after.independence < before.independence


@given(lineages())
def test_every_report_is_drawn_once_with_what_it_relays(drawn: tuple[Lineage, list[str]]) -> None:
    found = of(*drawn)
    drawn_in_full: list[str] = []
    waiting = list(found.tree)
    while waiting:
        node = waiting.pop()
        waiting += node.children
        if not node.repeated:
            drawn_in_full.append(node.source)
        assert node.repeated or not node.loop

    assert sorted(drawn_in_full) == sorted(found.reports)


@given(lineages())
def test_the_order_of_carriers_changes_no_number(drawn: tuple[Lineage, list[str]]) -> None:
    lineage, carriers = drawn
    record = record_with(lineage, carriers)
    one, other = (behind(record, order) for order in (keys(*carriers), keys(*reversed(carriers))))

    assert set(one.reports) == set(other.reports)
    assert set(one.origins) == set(other.origins)
    assert one.earliest == other.earliest


def test_many_claims_of_the_same_carriers_are_worked_out_once() -> None:
    claims = tuple(Claim(id=f"c{n}", text=f"Said {n}.", by=("minister",), sources=("paper",)) for n in range(50))
    record = record_of([actor("minister"), brief("b", sources=sources({"paper": ()}), claims=claims)])
    index = ProvenanceIndex(record)

    assert len({id(index[key]) for key in record.claims}) == 1
