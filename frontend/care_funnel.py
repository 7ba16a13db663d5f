"""The funnel plot of care pressure: each place a dot, in a shape that says what can be said of it."""

from collections.abc import Sequence
from functools import partial

from markupsafe import Markup

from frontend import formats
from frontend.drawing.funnel import FunnelDot, Line, funnel
from frontend.place_rows import PlaceRow
from frontend.translations import translations
from frontend.verdict_words import noun_of
from frontend.written import written
from services.profiles.contract.funnel import Funnel
from services.profiles.contract.models import IndicatorView

SHAPES = {
    "clearly_higher": "vv-fn-clear",
    "clearly_lower": "vv-fn-clear",
    "undecided_rounding": "vv-fn-unsure",
    "too_small": "vv-fn-unsure",
}


def drawn_funnel(found: Funnel, rows: Sequence[PlaceRow], language: str) -> Markup | None:
    """The plot; None without a reference or without anybody to show."""
    if found.reference is None or not found.dots:
        return None
    _, indicator, by_key = translations(language).gettext, found.judged.indicator, {row.key: row for row in rows}
    lines = [
        Line(line.people, float(line.low95), float(line.high95), float(line.low998), float(line.high998))
        for line in found.limits
    ]
    dots = [
        FunnelDot(
            name=by_key[dot.key].name,
            href=f"#plek-{dot.key}",
            people=dot.people,
            rate=float(dot.rate),
            label=_said(by_key[dot.key], dot.people, indicator, language),
            css_class=SHAPES.get(by_key[dot.key].kind, "vv-fn-dot"),
        )
        for dot in found.dots
    ]
    noun = noun_of(indicator.denominator, language)
    return funnel(
        dots,
        lines,
        float(found.reference),
        _("Grafiek: hoeveel %(people)s er zijn, en hoeveel van hen hulp hebben. Hetzelfde staat in de tabel.")
        % {"people": noun},
        (_("aantal %(people)s") % {"people": noun}, indicator.unit_label),
        partial(formats.number, language=language),
    )


def reference_words(found: Funnel, language: str) -> str:
    """What the places are judged beside; empty when there is nothing."""
    if found.reference is None:
        return ""
    return written(found.reference, found.judged.indicator, language)


def _said(row: PlaceRow, people: int, indicator: IndicatorView, language: str) -> str:
    words = {
        "value": row.text,
        "count": formats.number(people, language),
        "people": noun_of(indicator.denominator, language),
    }
    sentence = translations(language).gettext("%(value)s, van %(count)s %(people)s") % words
    return f"{sentence}. {row.verdict}" if row.verdict else sentence
