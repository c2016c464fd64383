"""What is made of a record: of each of its entries, kept by a key, or derived from the whole.

Where somebody notes who reads what (see ``onrecord.record.reads``), all of it is made anew only when what it was made
from has changed; otherwise these are plain dictionaries.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Hashable, Iterator, Mapping
from typing import Any, Generic, Protocol, TypeVar

from onrecord.record.reads import WHOLE, Held, Keeper, Number, OutOfOrder, Reads, Watched

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Kept(dict[K, V]):
    """What was made by its key, each once."""

    __slots__ = ("_make",)

    def __init__(self, make: Callable[[K], V]) -> None:
        self._make = make

    def __missing__(self, key: K) -> V:
        found = self[key] = self._make(key)
        return found


class Unkept(Kept[K, V]):
    """What is made by its key whenever it is asked for."""

    __slots__ = ()

    def __missing__(self, key: K) -> V:
        return self._make(key)


class _WatchedKept(Keeper, Generic[K, V]):
    __slots__ = ("_make", "_name", "_numbers", "_reads", "_settled")

    def __init__(self, make: Callable[[K], V], name: str, reads: Reads) -> None:
        self._make = make
        self._name = name
        self._numbers = reads.numbers(name)
        self._reads = reads
        self._settled: dict[K, tuple[Number, V]] = {}
        reads.keeps(name, self)

    def __getitem__(self, key: K) -> V:
        found = self._settled.get(key)
        if found is None:
            if not self._reads.is_settled:
                raise OutOfOrder(self._name)
            number = self._numbers.get(key)
            if number is None:
                number = self._reads.number(self._name, key)
            found = self._settled[key] = (number, self.settled(key, number))
        self._reads.reading.add(found[0])
        return found[1]

    def ask(self, key: Any, number: Number) -> bool:
        """Make it anew unless what it was made from stands."""
        self.settled(key, number)
        return True

    def settled(self, key: K, number: Number) -> V:
        """The value for a key, made anew unless what it was made from stands."""
        reads = self._reads
        held = reads.held.get(number)
        if held is None:
            return reads.make(number, lambda: self._make(key)).value
        if number in reads.suspect:
            if not reads.stands(held):
                fresh = reads.make(number, lambda: self._make(key))
                if fresh.value == held.value:
                    fresh.value = held.value
                else:
                    reads.mark({number})
                held = fresh
            reads.suspect.discard(number)
        value: V = held.value
        return value


class _Made(Mapping[K, V]):
    """A mapping that is made when somebody first reads of it."""

    __slots__ = ()

    @abstractmethod
    def _all(self) -> Mapping[K, V]:
        """The mapping, made if it has to be."""

    def __getitem__(self, key: K) -> V:
        return self._all()[key]

    def get(self, key: Any, default: Any = None) -> Any:
        return self._all().get(key, default)

    def __contains__(self, key: object) -> bool:
        return key in self._all()

    def __iter__(self) -> Iterator[K]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

    def values(self) -> Any:
        return self._all().values()

    def items(self) -> Any:
        return self._all().items()


class Derived(_Made[K, V]):
    """What ``make`` makes."""

    __slots__ = ("_made", "_make")

    def __init__(self, make: Callable[[], Mapping[K, V]]) -> None:
        self._make = make
        self._made: Mapping[K, V] | None = None

    def _all(self) -> Mapping[K, V]:
        if self._made is None:
            self._made = self._make()
        return self._made

    def __getitem__(self, key: K) -> V:
        made = self._made
        return (self._all() if made is None else made)[key]


class Each(Mapping[K, V]):
    """What is made of each entry of a mapping, when somebody first reads it."""

    __slots__ = ("_made", "_source")

    def __init__(self, make: Callable[[K], V], source: Mapping[K, Any], *, once: bool) -> None:
        self._made = Unkept(make) if once else Kept(make)
        self._source = source

    def __getitem__(self, key: K) -> V:
        if key not in self._made and key not in self._source:
            raise KeyError(key)
        return self._made[key]

    def get(self, key: Any, default: Any = None) -> Any:
        return self[key] if key in self._source else default

    def __iter__(self) -> Iterator[K]:
        return iter(self._source)

    def __len__(self) -> int:
        return len(self._source)


class _WatchedMapping(Keeper, _Made[K, V]):
    """The same, noting what is read."""

    __slots__ = ("_name", "_reads", "_watched")

    def __init__(self, name: str, reads: Reads) -> None:
        self._name = name
        self._reads = reads
        self._watched: Watched[K, V] | None = None
        reads.keeps(name, self)

    @abstractmethod
    def _all(self) -> Watched[K, V]:
        """The mapping, made if it has to be."""


class _WatchedDerived(_WatchedMapping[K, V]):
    """What ``make`` makes of the whole."""

    __slots__ = ("_make",)

    def __init__(self, make: Callable[[], Mapping[K, V]], name: str, reads: Reads) -> None:
        super().__init__(name, reads)
        self._make = make

    def settle(self) -> None:
        """Make it anew and mark the entries that came out differently."""
        reads, number = self._reads, self._reads.number(self._name, WHOLE)
        held = reads.held.get(number)
        if held is None or number not in reads.suspect:
            return
        if not reads.stands(held):
            fresh = reads.make(number, self._derive)
            reads.mark(reads.differences(self._name, held.value, fresh.value))
        reads.suspect.discard(number)

    def _derive(self) -> Mapping[K, V]:
        reads = self._reads
        before = reads.is_settled, reads.deriving
        reads.is_settled, reads.deriving = False, self._name
        try:
            return self._make()
        finally:
            reads.is_settled, reads.deriving = before

    def _all(self) -> Watched[K, V]:
        if self._watched is None:
            self._reads.settle_before(self._name)
            self.settle()
            number = self._reads.number(self._name, WHOLE)
            held = self._reads.held.get(number) or self._reads.make(number, self._derive)
            self._watched = Watched(self._name, held.value, self._reads)
        return self._watched


class _WatchedEach(_WatchedMapping[K, V]):
    """``make`` of each key of ``source``; settled at once, and what is asked of it afterwards is noted."""

    __slots__ = ("_make", "_source")

    def __init__(self, make: Callable[[K], V], name: str, source: Watched[K, Any], reads: Reads) -> None:
        super().__init__(name, reads)
        self._make = make
        self._source = source
        if reads.number(name, WHOLE) in reads.held:
            self._all()

    def _all(self) -> Watched[K, V]:
        if self._watched is None:
            self._watched = Watched(self._name, self._settled(), self._reads)
        return self._watched

    def _settled(self) -> Mapping[K, V]:
        reads, name, keys = self._reads, self._name, self._source.unnoted
        whole = reads.number(name, WHOLE)
        held = reads.held.get(whole)
        before: Mapping[K, V] = held.value if held else {}
        suspects: list[tuple[Number, Any]] = reads.suspects_of(name)
        fresh: dict[K, V] = {key: self._made(number, key) for number, key in suspects if key in keys}
        if held is None or self._source.has_other_keys:
            known = {**before, **fresh}
            after = {key: known[key] if key in known else self._made(reads.number(name, key), key) for key in keys}
        elif any(value is not before[key] for key, value in fresh.items()):
            after = {**before, **fresh}
        else:
            return before
        reads.mark(reads.differences(name, before, after))
        reads.held[whole] = Held(after, ())
        return after

    def _made(self, number: Number, key: K) -> V:
        """What is made of a key: what it was before, where it comes out the same."""
        reads = self._reads
        held = reads.held.get(number)
        if held is not None and reads.stands(held):
            reads.suspect.discard(number)
            value: V = held.value
            return value
        was_settled, reads.is_settled = reads.is_settled, False
        try:
            fresh = reads.make(number, lambda: self._make(key))
        finally:
            reads.is_settled = was_settled
        if held is not None and held.value == fresh.value:
            fresh.value = held.value
        reads.suspect.discard(number)
        return fresh.value


class HasReads(Protocol):
    """A record, which may be one whose readers are noted."""

    @property
    def reads(self) -> Reads | None:
        """Who read what."""


def kept(record: HasReads, name: str, make: Callable[[K], V], *, once: bool = False) -> Kept[K, V]:
    """Values by key, each made once; ``name`` is that of nothing else that is kept or derived for a record.

    What a build that ends asks for ``once`` is not held there.
    """
    if record.reads is None:
        return Unkept(make) if once else Kept(make)
    return _WatchedKept(make, name, record.reads)  # type: ignore[return-value]


def each(
    record: HasReads, name: str, source: Mapping[K, Any], make: Callable[[K], V], *, once: bool = False
) -> Mapping[K, V]:
    """What is made of each entry of ``source``, a mapping of the record, under the same keys; from the record alone.

    What a build that ends asks for ``once`` is not held there.
    """
    if record.reads is None:
        return Each(make, source, once=once)
    assert isinstance(source, Watched)
    return _WatchedEach(make, name, source, record.reads)


def derived(record: HasReads, name: str, make: Callable[[], Mapping[K, V]]) -> Mapping[K, V]:
    """A mapping that is made from much of the record and read in parts; made when it is first read."""
    return Derived(make) if record.reads is None else _WatchedDerived(make, name, record.reads)
