"""From the cells of one row of a source to the figures of the catalogue."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from services.profiles.domain.values import Status, Value


@dataclass(frozen=True, slots=True)
class Reading:
    """Where an indicator stands in the rows of a source: one cell, or several that are added up.

    `base` are the places of the population it is about (added up): where nobody is, an empty cell is "not applicable".
    Without places the source does not tell that population; `base_of` is then the indicator that does elsewhere.
    """

    indicator: str
    columns: str
    places: tuple[int, ...]
    base: tuple[int, ...] = ()
    base_of: str | None = None

    def value(self, parts: Sequence[Value], base: Sequence[Value] = ()) -> Value:
        """The figure of a row, from what stands at its places and at its base."""
        found = parts[0] if len(parts) == 1 else _sum(parts)
        nobody = bool(base) and _sum(base).number == 0
        return Value(Status.NOT_APPLICABLE) if nobody and found.status is Status.MISSING else found


def stems_of(source_columns: str) -> list[str]:
    """The stems an indicator is read from: "k_0Tot15Jaar + k_15Tot25Jaar" names two that are added up."""
    return [name.strip().lower() for name in source_columns.split("+") if name.strip()]


def plan_readings(indicators: Iterable[tuple[str, str, str | None]], places: Mapping[str, int]) -> list[Reading]:
    """Which indicators (code, source columns, base) can be read from a source whose columns stand at these places."""
    wanted = {code: (columns, stems_of(columns), base) for code, columns, base in indicators}
    readings = []
    for code, (columns, stems, base) in wanted.items():
        if stems and all(stem in places for stem in stems):
            of_base = wanted[base][1] if base in wanted else []
            at = tuple(places[stem] for stem in of_base) if all(stem in places for stem in of_base) else ()
            readings.append(Reading(code, columns, tuple(places[stem] for stem in stems), at, None if at else base))
    return readings


def _sum(parts: Sequence[Value]) -> Value:
    """A sum of which one part is unknown is unknown; a part that is no number says why."""
    unknown = next((part for part in parts if part.number is None), None)
    return unknown or Value.of(sum(part.number for part in parts if part.number is not None))
