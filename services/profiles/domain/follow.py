"""Where the regions of one year are in another year: the same place, parts of others, or not to be found."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from services.profiles.domain.identity import Doubt
from services.profiles.domain.lineage import Break, Followed, History, Portion, RegionShare

ALL = Fraction(999, 1000)  # Thirds were written with a few decimals.


def follow(history: History, codes: Iterable[str], since: int, to: int) -> Followed:
    """The regions `codes`, as they were in the year `since`, in the year `to`, earlier or later.

    A recorded mapping is believed before a name. Back in time a region is the sum of what it came from. Forward it is
    found only in regions that are made of `codes` and nothing else: a part of a merged region has no figure.
    """
    codes = list(dict.fromkeys(codes))
    if since == to:
        return Followed(tuple(Portion(code) for code in codes))
    walk = _Walk(history)
    if to < since:
        for code in codes:
            walk.back(code, since, to, Fraction(1))
    else:
        walk.forward(dict.fromkeys(codes, since), to)
    found = (Portion(code, share) for code, share in sorted(walk.shares.items()))
    lost = (Portion(None) for _ in walk.breaks)
    return Followed((*found, *lost), tuple(dict.fromkeys(walk.used)), tuple(walk.breaks))


@dataclass(slots=True)
class _Walk:
    """One walk through the years: which regions were found with which share, over which mappings, and what was not."""

    history: History
    shares: dict[str, Fraction] = field(default_factory=dict)
    used: list[RegionShare] = field(default_factory=list)
    breaks: list[Break] = field(default_factory=list)

    def lose(self, code: str, year: int, doubt: Doubt) -> None:
        self.breaks.append(Break(code, self.history.name(code, year), doubt))

    def back(self, code: str, year: int, to: int, share: Fraction) -> None:
        """Find a region of `year` in the earlier year `to`: the newest mapping into it first."""
        touching = [m for m in self.history.mappings if to < m.to_year <= year]
        into = [m for m in touching if m.to_code == code]
        step = max(((m.to_year, m.from_year) for m in into), default=(to, to))
        left_after = any(m.from_code == code and (m.from_year >= step[0] or not into) for m in touching)
        doubt = Doubt.WENT_ELSEWHERE if left_after else self.history.doubt(code, year, step[0])
        if doubt is None and step[1] < to:
            doubt = Doubt.BETWEEN
        if doubt is not None:
            self.lose(code, year, doubt)
        elif not into:
            self.shares[code] = self.shares.get(code, Fraction(0)) + share
        else:
            for mapping in (m for m in into if (m.to_year, m.from_year) == step):
                self.used.append(mapping)
                self.back(mapping.from_code, mapping.from_year, to, share * mapping.share)

    def forward(self, place: dict[str, int], to: int) -> None:
        """Carry all regions (code, and the year in which it is ours) together over each change up to the year `to`."""
        steps = sorted({(m.from_year, m.to_year) for m in self.history.mappings if m.from_year < to})
        for step in steps:
            self._over(place, step, to)
        for code, year in place.items():
            doubt = self.history.doubt(code, year, to)
            if doubt is None:
                self.shares[code] = Fraction(1)
            else:
                self.lose(code, year, doubt)

    def _over(self, place: dict[str, int], step: tuple[int, int], to: int) -> None:
        recorded = [m for m in self.history.mappings if (m.from_year, m.to_year) == step]
        leaving = {m.from_code for m in recorded if place.get(m.from_code, to) <= step[0]}
        taken = {m.to_code for m in recorded if place.get(m.to_code, to) <= step[0]} - leaving
        ours = [code for code in place if code in leaving | taken]
        sound = {code for code in ours if self._may_leave(place, code, code in taken, step, to)}
        for code in ours:
            place.pop(code)
        merged = self._arrive(place, recorded, sound, step[1])
        for code in sorted(merged):
            self.lose(code, step[0], Doubt.MERGED)

    def _may_leave(self, place: Mapping[str, int], code: str, is_taken: bool, step: tuple[int, int], to: int) -> bool:
        recorded = [m.share for m in self.history.mappings if (m.from_year, m.to_year, m.from_code) == (*step, code)]
        doubt = Doubt.BETWEEN if step[1] > to else self.history.doubt(code, place[code], step[0])
        if doubt is None and is_taken:
            doubt = Doubt.WENT_ELSEWHERE
        if doubt is None and sum(recorded, Fraction(0)) < ALL:
            doubt = Doubt.NOT_ALL_KNOWN
        if doubt is not None:
            self.lose(code, place[code], doubt)
        return doubt is None

    def _arrive(
        self, place: dict[str, int], recorded: Collection[RegionShare], sound: Collection[str], year: int
    ) -> set[str]:
        """Put in `place` what is made of ours alone; the codes of ours that went into something larger."""
        merged: set[str] = set()
        for target in {m.to_code for m in recorded if m.from_code in sound}:
            sources = [m for m in recorded if m.to_code == target]
            if all(m.from_code in sound for m in sources):
                place[target] = year
                self.used.extend(sources)
            else:
                merged |= {m.from_code for m in sources if m.from_code in sound}
        return merged
