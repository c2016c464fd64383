"""What each piece of work read of a record, so that a change to the record is known by what it touches.

A ``Reads`` stays while records come and go. Four kinds of thing are numbered: an entry of a mapping of the record
(``Watched``), what is made of each entry of one (``each``), something kept by its key (``kept``), and an entry of a
mapping that is made from much and read in parts (``derived``). Whatever is made notes the numbers that it read.
``turn_to`` takes the next record, and marks as suspect all that may have changed with it; what is suspect is asked
again when it is next read, and where it turns out the same, whoever read it stays as it was.

What is made of each entry is made from the record alone, and settled as soon as it is declared. What is derived is
made from both and from what was declared to be derived before it, never from what is kept: so all of it can be settled
before anything kept is asked for, and from then on whatever is not suspect is known to be as it was. All of this is
held to (``OutOfOrder``).

Whatever is made so is declared with ``onrecord.record.derivation``. Without a ``Reads`` in the record nothing is noted.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from itertools import compress
from operator import is_not
from typing import Any, Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")

ORDER = ("order",)
"""Stands for the keys of a mapping, and their order."""

WHOLE = ("whole",)
"""Stands for all entries of a mapping."""

Number = int


class OutOfOrder(Exception):
    """Something was asked for too early: what is kept before what is derived was settled, or by what is derived.

    Or something derived by what was declared before it.
    """


class Held(Generic[V]):
    """What was made of something, and the numbers of what was read for it."""

    __slots__ = ("read", "value")

    def __init__(self, value: V, read: tuple[Number, ...]) -> None:
        self.value = value
        self.read = read


class Keeper:
    """Whoever makes what is called by one name."""

    def settle(self) -> None:
        """Make anew what is derived as a whole and may have changed; nothing where nothing is."""

    def ask(self, key: Any, number: Number) -> bool:
        """Find out about a suspect entry by itself; whether that can be done."""
        return False


class Reads:
    """What was read by whom, over the records of one site that follow one another."""

    def __init__(self) -> None:
        self.reading: set[Number] = set()
        self.held: dict[Number, Held[Any]] = {}
        self.suspect: set[Number] = set()
        self._suspected: dict[str, set[Number]] = {}
        self.changed: set[Number] = set()
        self._numbers: dict[str, dict[Hashable, Number]] = {}
        self._names: list[tuple[str, Hashable]] = []
        self._readers: dict[Number, list[Number]] = {}
        self._keepers: dict[str, Keeper] = {}
        self._inputs: Mapping[str, Mapping[Any, Any]] = {}
        self.is_settled = False
        self.deriving: str | None = None

    def turn_to(self, inputs: Mapping[str, Mapping[Any, Any]]) -> None:
        """These are the mappings of the record that is read from now on, by name."""
        changed: set[Number] = set()
        for name, mapping in inputs.items():
            changed |= self.differences(name, self._inputs.get(name, {}), mapping)
        self._inputs = inputs
        self._keepers = {}
        self.is_settled = False
        self.mark(changed)

    def settle(self) -> None:
        """Make anew what is derived from what changed, so that only readers of other entries than before are suspect.

        To be called once whoever keeps and derives things of the new record is there, before anything kept is read.
        """
        self.is_settled = True
        for name, keeper in list(self._keepers.items()):
            if self.number(name, WHOLE) in self.suspect:
                keeper.settle()

    def settle_before(self, name: str) -> None:
        """Settle what was declared before ``name``: what that is derived from."""
        for other, keeper in list(self._keepers.items()):
            if other == name:
                return
            if other == self.deriving:
                raise OutOfOrder(f"{name}, by {other}")
            keeper.settle()

    def finish(self) -> None:
        """Everything that anybody still wants was read; whatever else is suspect is made anew if it is ever read."""
        for number in self.suspect:
            self.held.pop(number, None)
        self.suspect.clear()
        self._suspected.clear()
        self.changed.clear()
        self.reading.clear()

    def forget(self, *names: str) -> None:
        """Nothing is known of what was read for all that is called so."""
        for number in [number for number in self.held if self._names[number][0] in names]:
            del self.held[number]

    def forget_all(self, items: Iterable[tuple[str, Hashable]]) -> None:
        """Nothing is known of what was read for these."""
        for name, key in items:
            self.held.pop(self.number(name, key), None)

    def number(self, name: str, key: Hashable) -> Number:
        """The number of an entry."""
        numbers = self._numbers.setdefault(name, {})
        number = numbers.get(key)
        if number is None:
            number = numbers[key] = len(self._names)
            self._names.append((name, key))
        return number

    def numbers(self, name: str) -> Mapping[Any, Number]:
        """The numbers of the entries of what is called ``name`` that have one, now and later."""
        return self._numbers.setdefault(name, {})

    def make(self, number: Number, make: Callable[[], V]) -> Held[V]:
        """Make something and note what it reads, which does not count as read by whoever asks for it."""
        outer, self.reading = self.reading, set()
        try:
            value = make()
        finally:
            read, self.reading = tuple(self.reading), outer
        before = self.held.get(number)
        for other in set(read).difference(before.read) if before else read:
            self._readers.setdefault(other, []).append(number)
        held = self.held[number] = Held(value, read)
        return held

    def note(self, number: Number, make: Callable[[], V]) -> V:
        """Make something that somebody else keeps, and note what it reads."""
        held = self.make(number, make)
        value, self.held[number] = held.value, Held(None, held.read)
        self.suspect.discard(number)
        return value

    def stands(self, held: Held[Any]) -> bool:
        """Whether nothing that was read for something has changed."""
        asked: set[Number] = set()
        while self.changed.isdisjoint(held.read):
            waiting = self.suspect.intersection(held.read) - asked
            if not waiting:
                return True
            if any(map(self._has_changed, waiting)):
                return False
            asked |= waiting
        return False

    def _has_changed(self, number: Number) -> bool:
        if number in self.changed:
            return True
        if number not in self.suspect:
            return False
        name, key = self._names[number]
        keeper = self._keepers.get(name)
        if keeper is None:
            return True
        try:
            if not keeper.ask(key, number):
                return True
        except Exception:  # it cannot be made any more; whoever read it finds out what there is instead
            self.held.pop(number, None)
            self.suspect.discard(number)
            self.changed.add(number)
        return number in self.changed

    def suspects_of(self, name: str) -> list[tuple[Number, Hashable]]:
        """The suspect entries of what is called ``name``: their numbers and keys."""
        found = self._suspected.get(name, set()) & self.suspect
        return [(number, self._names[number][1]) for number in found]

    def keeps(self, name: str, keeper: Keeper) -> None:
        """``keeper`` makes what is called ``name`` from now on."""
        self._keepers[name] = keeper

    def mark(self, changed: set[Number]) -> None:
        """These entries have changed; all that was made with them is suspect, and what was made with that."""
        self.changed |= changed
        self.suspect -= changed
        waiting = list(changed)
        while waiting:
            for reader in self._readers.get(waiting.pop(), ()):
                if reader not in self.suspect:
                    self.suspect.add(reader)
                    self._suspected.setdefault(self._names[reader][0], set()).add(reader)
                    waiting.append(reader)

    def differences(self, name: str, before: Mapping[Any, Any], after: Mapping[Any, Any]) -> set[Number]:
        """The numbers of the entries that differ, with those of the order and of the whole where they do."""
        if before is after:
            return set()
        ordered = len(before) == len(after) and list(before) == list(after)
        if ordered:
            others = compress(after, map(is_not, before.values(), after.values()))  # few, of what may be very many
            keys = [key for key in others if before[key] != after[key]]
        else:
            nothing = object()
            pairs = ((key, before.get(key, nothing), value) for key, value in after.items())
            keys = [key for key, old, value in pairs if old is not value and old != value]
            keys += [key for key in before if key not in after]
        numbers = self.numbers(name)
        found = {number for key in keys if (number := numbers.get(key)) is not None}
        if not ordered and (number := numbers.get(ORDER)) is not None:
            found.add(number)
        if (keys or not ordered) and (number := numbers.get(WHOLE)) is not None:
            found.add(number)
        return found


class Watched(Mapping[K, V]):
    """A mapping of the record that notes what is read of it."""

    __slots__ = ("_inner", "_name", "_numbers", "_order", "_reads", "_whole")

    def __init__(self, name: str, inner: Mapping[K, V], reads: Reads) -> None:
        self._name = name
        self._inner = inner
        self._reads = reads
        self._numbers = reads.numbers(name)
        self._order = reads.number(name, ORDER)
        self._whole = reads.number(name, WHOLE)

    def __getitem__(self, key: K) -> V:
        self._note(key)
        return self._inner[key]

    def get(self, key: object, default: Any = None) -> Any:
        self._note(key)
        return self._inner.get(key, default)  # type: ignore[arg-type]

    def __contains__(self, key: object) -> bool:
        self._note(key)
        return key in self._inner

    def __iter__(self) -> Iterator[K]:
        self._reads.reading.add(self._order)
        return iter(self._inner)

    def __len__(self) -> int:
        self._reads.reading.add(self._order)
        return len(self._inner)

    def keys(self) -> Any:
        self._reads.reading.add(self._order)
        return self._inner.keys()

    def values(self) -> Any:
        self._reads.reading.add(self._whole)
        return self._inner.values()

    def items(self) -> Any:
        self._reads.reading.add(self._whole)
        return self._inner.items()

    @property
    def unnoted(self) -> Mapping[K, V]:
        """The same for whoever sees to it otherwise that it hears of changes."""
        return self._inner

    @property
    def has_other_keys(self) -> bool:
        """Whether there are other keys than in the record before, or in another order."""
        return self._order in self._reads.changed

    def _note(self, key: Any) -> None:
        number = self._numbers.get(key)
        if number is None:
            number = self._reads.number(self._name, key)
        self._reads.reading.add(number)
