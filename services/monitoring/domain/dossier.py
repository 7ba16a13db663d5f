"""What differs between two versions of a dossier, line by line, so that people can see it."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

NAMES_A_LINE = ("code", "agb", "what", "heldOn", "document")
"""Which field of a line says which line it is: a line that only moved did not change."""


@dataclass(frozen=True, slots=True)
class Change:
    """One line that differs. None is: not there."""

    place: str
    before: str | None
    after: str | None


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Change]:
    """What changed from one content to the next, in the order of the places; empty when nothing did."""
    old, new = dict(_lines(before)), dict(_lines(after))
    places = [*old, *(place for place in new if place not in old)]
    return [Change(place, old.get(place), new.get(place)) for place in places if old.get(place) != new.get(place)]


def _lines(content: Any, place: str = "") -> Iterator[tuple[str, str]]:
    """Every single value with the place it stands; what is empty is as if it were not there."""
    if isinstance(content, Mapping):
        for name, value in content.items():
            yield from _lines(value, f"{place}.{name}" if place else str(name))
    elif isinstance(content, Sequence) and not isinstance(content, str):
        seen: Counter[str] = Counter()
        for value in content:
            name = _name_of(value)
            seen[name] += 1
            yield from _lines(value, f"{place}[{name}]" if seen[name] == 1 else f"{place}[{name} ({seen[name]})]")
    elif content not in (None, ""):
        yield place, _words(content)


def _name_of(value: Any) -> str:
    if isinstance(value, Mapping):
        return next((str(value[name]) for name in NAMES_A_LINE if value.get(name)), "")
    return str(value)


def _words(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
