"""Names: from any spelling that content may use to the one id it means."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from onrecord.content.slugs import slug
from onrecord.diagnostics import closest


@lru_cache(maxsize=1 << 16)
def folded(name: str) -> str:
    """The form in which two spellings of one name are equal, whatever their case, spacing or Unicode form."""
    return slug(name) or name.casefold().strip()


def joined(names: Sequence[str], last: str = " and ") -> str:
    """``A``, ``A and B``, ``A, B and C``; ``last`` stands before the last of them."""
    return f"{', '.join(names[:-1])}{last}{names[-1]}" if len(names) > 1 else "".join(names)


def attributed(claimants: Sequence[str], text: str, last: str = " and ") -> str:
    """A claim with its claimants before it: ``Yury Dashkin: The helicopter ...``."""
    return f"{joined(claimants, last)}: {text.strip()}" if claimants else text.strip()


class Names:
    """All names of one kind of item: its ids, and the names and aliases that lead to them.

    An id outranks a name: ``ukraine`` means the actor of that id, even where another has it for an alias.
    """

    def __init__(self) -> None:
        self._ids: dict[str, str] = {}
        self._names: dict[str, list[str]] = {}
        self._spellings: dict[str, str] = {}

    def add(self, key: str, names: Iterable[str]) -> None:
        """Make ``key`` known by its id and by ``names``."""
        self._ids[folded(key)] = key
        self._spellings[key] = key
        for name in names:
            keys = self._names.setdefault(folded(name), [])
            if key not in keys:
                keys.append(key)
            self._spellings.setdefault(name, key)

    def find(self, name: str) -> tuple[str, ...]:
        """The ids that ``name`` may mean: none, one, or the candidates of an ambiguous name."""
        return tuple(self.called(folded(name)))

    def called(self, form: str) -> Sequence[str]:
        """The same for a name that is ``folded`` already."""
        key = self._ids.get(form)
        return self._names.get(form, ()) if key is None else (key,)

    def spelling(self, key: str) -> str:
        """The first name that ``key`` was given, made readable where only its id is known."""
        written = next((name for name, owner in self._spellings.items() if owner == key and name != key), None)
        return written or key.replace("-", " ").capitalize()

    def nearest(self, name: str) -> str | None:
        """The known id or name most like ``name``."""
        return closest(name, self._spellings)
