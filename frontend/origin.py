"""Where a number comes from, as a page says it in full."""

from collections.abc import Iterable
from dataclasses import dataclass

from frontend import formats
from frontend.figure_view import source_line
from services.profiles.contract.models import SourceView


@dataclass(frozen=True, slots=True)
class Origin:
    """Whose number, in which release, of which period, got when."""

    whose: str
    line: str
    href: str
    period: str
    release: str
    retrieved: str
    licence: str


def origins_of(found: Iterable[tuple[str, SourceView | None]], language: str) -> list[Origin]:
    """Each release once: that of the figure first, then of what stands beside it where it is another one."""
    first: dict[str, Origin] = {}
    for whose, source in found:
        if source and source.release not in first:
            first[source.release] = origin_of(whose, source, language)
    return list(first.values())


def origin_of(whose: str, source: SourceView, language: str) -> Origin:
    """One release in words."""
    return Origin(
        whose,
        source_line(source, language),
        source.url,
        str(source.period),
        source.release,
        formats.date(source.retrieved_on, language) if source.retrieved_on else "",
        source.licence,
    )
