"""Uncertainties of an agreement beside what was seen of them since."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

CLOSE = "close"


@dataclass(frozen=True, slots=True)
class Seen:
    """What was decided on one uncertainty, one time. `is_withdrawn`: taken back, it counts no more."""

    what: str
    verdict: str
    is_withdrawn: bool


def closed(seen_in_order: Iterable[Seen]) -> set[str]:
    """Those whose last look closed them: looked at again later, they can open."""
    last = {each.what: each.verdict for each in seen_in_order if not each.is_withdrawn}
    return {what for what, verdict in last.items() if verdict == CLOSE}


def all_named(watched: Sequence[str], seen: Iterable[str]) -> list[str]:
    """The lines of the agreement first, then those that were looked at and are named no more."""
    return list(dict.fromkeys([*watched, *seen]))
