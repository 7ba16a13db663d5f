"""The dossier of a partner as its page shows it: scaling down as a picture, a table and a sentence."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from frontend import formats
from frontend.drawing.spark import Quarter, quarter_line
from services.monitoring.contract.referrals import AreaCount, Scaling, ScalingQuarter, ShownCount

Words = Callable[[str], str]
LEAST_QUARTERS = 2


@dataclass(frozen=True, slots=True)
class ScalingView:
    """Two lines, heavy and light, the same in a table, and a sentence that claims no more than the numbers do."""

    heavy: Markup
    light: Markup
    words: str
    quarters: Sequence[ScalingQuarter]
    areas: Sequence[tuple[str, str, str, int | None]]
    has_costs: bool


def scaling_view(scaling: Scaling, area_names: Mapping[str | None, str], language: str, _: Words) -> ScalingView:
    """`areas` has per quarter and kind of help the areas that can be shown: name, quarter, kind and count."""
    quarters = scaling.quarters
    kinds = {"heavy": _("zwaar"), "light": _("licht")}
    areas = [
        (name, quarter.quarter, kinds[kind], count)
        for quarter in quarters
        for kind, cells in (("heavy", quarter.areas_heavy), ("light", quarter.areas_light))
        for name, count in _named(cells, area_names, _)
    ]
    return ScalingView(
        heavy=_line([(each.quarter, each.heavy) for each in quarters], language),
        light=_line([(each.quarter, each.light) for each in quarters], language),
        words=_sentence([(each.quarter, each.heavy) for each in quarters], language, _),
        quarters=quarters,
        areas=areas,
        has_costs=any(count.cents is not None for each in quarters for count in (each.heavy, each.light)),
    )


def _named(cells: Sequence[AreaCount], names: Mapping[str | None, str], _: Words) -> list[tuple[str, int | None]]:
    elsewhere = _("gebied niet bekend")
    return [(names.get(cell.area_id, cell.area_id or elsewhere), cell.count) for cell in cells]


def _line(counts: Sequence[tuple[str, ShownCount]], language: str) -> Markup:
    def write(value: float) -> str:
        return formats.number(round(value), language)

    points = [
        Quarter(
            formats.quarter(quarter, language),
            None if shown.count is None else float(shown.count),
            write(shown.count or 0),
        )
        for quarter, shown in counts
    ]
    return quarter_line(points, write)


def _sentence(heavy: Sequence[tuple[str, ShownCount]], language: str, _: Words) -> str:
    """First against last quarter that can be shown. It says what was counted, never that something caused it."""
    known = [(quarter, shown.count) for quarter, shown in heavy if shown.count is not None]
    if len(known) < LEAST_QUARTERS:
        return _("Er zijn nog te weinig kwartalen om te zien of zware hulp minder wordt.")
    (first, before), (last, now) = known[0], known[-1]
    facts = {
        "first": formats.quarter(first, language),
        "last": formats.quarter(last, language),
        "before": formats.number(before, language),
        "now": formats.number(now, language),
    }
    if now == before:
        sentence = _("In %(last)s waren er evenveel verwijzingen naar zware hulp als in %(first)s: %(now)s.")
    elif now < before:
        sentence = _(
            "In %(last)s waren er minder verwijzingen naar zware hulp dan in %(first)s: %(now)s, eerst %(before)s."
        )
    else:
        sentence = _(
            "In %(last)s waren er meer verwijzingen naar zware hulp dan in %(first)s: %(now)s, eerst %(before)s."
        )
    return f"{sentence % facts} {_('Dat kan ook toeval zijn.')}"


def frequency_words(_: Words) -> dict[str, str]:
    return {
        "month": _("elke maand"),
        "quarter": _("elk kwartaal"),
        "half_year": _("elk half jaar"),
        "year": _("elk jaar"),
    }


def direction_words(_: Words) -> dict[str, str]:
    return {
        "higher_is_better": _("hoger is beter"),
        "lower_is_better": _("lager is beter"),
        "neutral": _("geen van beide"),
    }
