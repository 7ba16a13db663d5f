"""Where a circle decides: an area, or the whole municipality; its name, its pages and its money."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from frontend import formats
from frontend.addresses import place_href
from frontend.framing import CIRCLE, CITY_CIRCLE
from frontend.visitor import Visitor
from services.budget.contract.models import MoneyLine, YearMoney
from services.budget.contract.splits import LineKind
from services.kit.errors import NotFound
from services.profiles.contract.models import MunicipalityView, Role


@dataclass(frozen=True)
class CirclePlace:
    """`id` is None for the whole municipality."""

    id: str | None
    name: str
    href: str

    @property
    def decide(self) -> str:
        """The address of the page of its circle."""
        return f"{self.href}/beslissen"


def circle_of(area_id: str | None) -> tuple[Role, ...]:
    """The roles that decide there."""
    return CITY_CIRCLE if area_id is None else CIRCLE


def place_of(year: int, municipality: MunicipalityView, area_id: str | None, _: Callable[[str], str]) -> CirclePlace:
    """Raises NotFound for an area that is not there this year."""
    if area_id is None:
        return CirclePlace(None, _("Hele gemeente"), place_href(year, None))
    name = next((area.name for area in municipality.areas if area.id == area_id), None)
    if name is None:
        raise NotFound
    return CirclePlace(area_id, name, place_href(year, area_id))


def places_of(visit: Visitor, municipality: MunicipalityView, _: Callable[[str], str]) -> list[CirclePlace]:
    """Where this visitor decides."""
    ids = [area.id for area in municipality.areas if visit.has(*CIRCLE, within=area.id)]
    city = [None] if visit.has(*CITY_CIRCLE) else []
    return [place_of(visit.year, municipality, area_id, _) for area_id in (*ids, *city)]


def lines_of_place(money: YearMoney, area_id: str | None) -> list[MoneyLine]:
    """The money a circle decides on: the line of its area, or those for the whole municipality in order of the plan."""
    if area_id is not None:
        return [line for line in money.lines if line.area_id == area_id]
    return [line for line in money.lines if line.kind is LineKind.CITY_WIDE and line.in_plan]


def line_choices(lines: Sequence[MoneyLine], _: Callable[[str], str], language: str) -> list[tuple[str, str, str]]:
    """To choose between several lines: the id of each, its name, and what is left on it."""
    left = _("Nog %(left)s over")
    return [
        (
            str(line.line_id),
            formats.dutch(line.name, language),
            left % {"left": formats.euro(line.free_cents, language)},
        )
        for line in lines
    ]
