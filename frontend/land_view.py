"""The map and list of areas as a page shows them: which green, which label, which link."""

from collections.abc import Sequence
from dataclasses import dataclass

from frontend import formats
from frontend.drawing.map import AreaShape
from frontend.translations import translations
from services.budget.contract.models import MoneyLine, YearMoney
from services.budget.contract.splits import LineKind
from services.profiles.contract.models import AreaMapView, MunicipalityView

CLASSES = ("vv-q1", "vv-q2", "vv-q3", "vv-q4")
STEPS = (50_000, 100_000, 250_000, 500_000, 1_000_000, 2_000_000, 2_500_000, 5_000_000, 10_000_000, 25_000_000)


@dataclass(frozen=True)
class AreaRow:
    """One area in the list beside the map; amounts are None while there is no approved split."""

    id: str
    name: str
    href: str
    amount_cents: int | None
    line: MoneyLine | None
    regions: str


@dataclass(frozen=True)
class LegendItem:
    css_class: str
    label: str


def area_lines(money: YearMoney | None) -> dict[str, MoneyLine]:
    lines = money.lines if money else []
    return {line.area_id: line for line in lines if line.kind is LineKind.AREA and line.area_id}


def area_rows(municipality: MunicipalityView, money: YearMoney | None, year: int) -> list[AreaRow]:
    lines = area_lines(money)
    return [
        AreaRow(
            id=area.id,
            name=area.name,
            href=f"/{year}/gebieden/{area.id}",
            amount_cents=lines[area.id].free_cents if area.id in lines else None,
            line=lines.get(area.id),
            regions=", ".join(region.name for region in area.regions),
        )
        for area in municipality.areas
    ]


def area_shapes(rows: Sequence[AreaRow], shapes: AreaMapView, language: str) -> list[AreaShape]:
    """The areas with borders, coloured by how much money is left."""
    polygons = {shape.area_id: shape.polygons for shape in shapes.shapes}
    step = step_for([row.amount_cents or 0 for row in rows])
    return [
        AreaShape(
            id=row.id,
            name=row.name,
            href=row.href,
            polygons=tuple(tuple(tuple(ring) for ring in polygon) for polygon in polygons[row.id]),
            css_class="vv-q0" if row.amount_cents is None else class_for(row.amount_cents, step),
            label="" if row.amount_cents is None else formats.euro(row.amount_cents, language),
        )
        for row in rows
        if polygons.get(row.id)
    ]


def legend(rows: Sequence[AreaRow], language: str) -> list[LegendItem]:
    """What each green means; empty while there is no money to show."""
    amounts = [row.amount_cents for row in rows if row.amount_cents is not None]
    if not amounts:
        return []
    step = step_for(amounts)
    _ = translations(language).gettext
    euro = [formats.euro(step * times, language) for times in range(4)]
    return [
        LegendItem(CLASSES[0], _("minder dan %(amount)s") % {"amount": euro[1]}),
        LegendItem(CLASSES[1], f"{euro[1]} – {euro[2]}"),
        LegendItem(CLASSES[2], f"{euro[2]} – {euro[3]}"),
        LegendItem(CLASSES[3], _("meer dan %(amount)s") % {"amount": euro[3]}),
    ]


def step_for(amounts: Sequence[int]) -> int:
    """A round step (cents), so that four classes reach the largest amount."""
    most = max(amounts, default=0)
    return next((step for step in STEPS if step * 4 >= most), STEPS[-1])


def class_for(cents: int, step: int) -> str:
    return CLASSES[min(max(cents, 0) // step, 3)]
