"""One figure as a page shows it: a sentence first, then the strip of all areas, then three numbers and their source."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from frontend.drawing.strip import Dot

Status = Literal["number", "not_published", "withheld", "missing", "not_applicable", "too_small"]


@dataclass(frozen=True, slots=True)
class OtherSource:
    """The source of a number beside the figure, where it is another one: whose number, which release."""

    whose: str
    source: str
    href: str
    licence: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of an area beside its neighbours; without a number the status says why there is none.

    When not `comparable` (a count), municipality and country stand as numbers only, not on the scale of the areas.
    """

    name: str
    status: Status = "number"
    verdict: str = ""
    text: str = ""
    here_name: str = ""
    here: float | None = None
    municipality_name: str = ""
    municipality: float | None = None
    country: float | None = None
    others: Sequence[Dot] = ()
    comparable: bool = True
    unit: str = ""
    decimals: int | None = None
    period: str = ""
    source: str = ""
    source_href: str = ""
    licence: str = ""
    other_sources: Sequence[OtherSource] = ()
    definition_href: str = ""
    reason: str = ""
    too_small_under: int | None = None

    @property
    def dots(self) -> list[Dot]:
        """All areas of the strip, this one among them."""
        return [*self.others, *([] if self.here is None else [Dot(self.here_name, self.here, here=True)])]
