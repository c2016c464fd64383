"""The drawing of the actors around one: who is in it, in which order, and that nothing is drawn without need."""

from __future__ import annotations

from onrecord.site.views.actor_graph import HEIGHT, MOST, WIDTH, actor_graph
from onrecord.site.views.actor_parts import RelationItem
from onrecord.site.views.parts import Link


def actor(number: int) -> Link:
    return Link(f"Actor {number}", f"actors/a{number}/index.html", "actor")


def relation(number: int) -> RelationItem:
    return RelationItem("employs", actor(number), False, None, None, (), None)


def test_related_actors_come_first_and_each_is_drawn_once() -> None:
    graph = actor_graph("Ada", [relation(3)], [(actor(1), 8), (actor(3), 2), (actor(2), 1)])

    assert graph is not None
    assert [(node.label, node.related, node.weight) for node in graph.nodes] == [
        ("Actor 3", True, 2),
        ("Actor 1", False, 5),
        ("Actor 2", False, 1),
    ]
    assert graph.label == "Ada"


def test_two_that_merely_appear_together_are_not_drawn() -> None:
    assert actor_graph("Ada", [], [(actor(1), 1), (actor(2), 1)]) is None
    assert actor_graph("Ada", [], [(actor(n), 1) for n in range(3)]) is not None
    assert actor_graph("Ada", [relation(1)], []) is not None


def test_a_ring_holds_those_who_appear_most_and_no_more_than_can_be_read() -> None:
    graph = actor_graph("Ada", [], [(actor(n), 20 - n) for n in range(20)])

    assert graph is not None
    assert [node.label for node in graph.nodes] == [f"Actor {n}" for n in range(MOST)]
    assert len({(node.x, node.y) for node in graph.nodes}) == MOST
    assert all(0 < node.x < WIDTH and 0 < node.y < HEIGHT for node in graph.nodes)
