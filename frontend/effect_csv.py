"""The figures of *Hielp het?* as a file for a spreadsheet: each with its period, state, source and formula."""

import csv
import io
from collections.abc import Sequence
from decimal import Decimal

from starlette.responses import Response

from frontend.download import BOM, safe
from frontend.effect_view import told_by
from frontend.effect_words import conclusion_words
from frontend.figure_view import absent_words
from frontend.translations import translations
from frontend.visitor import Visitor
from services.budget.contract.initiatives import InitiativeView
from services.budget.contract.models import MoneyLine
from services.monitoring.contract.models import KpiFigure
from services.profiles.contract.effect import AreaEffects, EffectOfIndicator, EffectRate
from services.profiles.contract.models import AreaView

Cells = tuple[str, str, str, str, str, str, str, str, str, str]


def effect_csv(
    area: AreaView,
    line: MoneyLine | None,
    given: Sequence[InitiativeView],
    kpis: Sequence[KpiFigure],
    effects: AreaEffects,
    visit: Visitor,
) -> Response:
    """One row per figure; what has no number says in words why, and is never a 0."""
    _ = translations(visit.language).gettext
    head = [_("over"), _("cijfer"), _("periode"), _("waarde"), _("eenheid"), _("stand"), _("laag"), _("hoog")]
    head += [_("bron"), _("berekening")]
    rows = [*_money(line, visit), *_told(given, visit), *_partners(kpis, visit)]
    for found in effects.effects:
        rows += _care(found, area.name, visit)
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerows([head, *([safe(cell) for cell in row] for row in rows)])
    name = f"voorveld-hielp-het-{area.id}-{visit.year}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response((BOM + text.getvalue()).encode(), media_type="text/csv; charset=utf-8", headers=headers)


def _money(line: MoneyLine | None, visit: Visitor) -> list[Cells]:
    _, year = translations(visit.language).gettext, str(visit.year)
    source = f"{visit.site.settings.public_url}/{visit.year}/volg-de-euro"
    if line is None:
        return [(_("geld"), _("toegekend"), year, "", "euro", _("nog niet verdeeld"), "", "", source, "")]
    named = (
        (_("plafond"), line.ceiling_cents),
        (_("toegekend"), line.awarded_cents),
        (_("uitbetaald"), line.paid_cents),
    )
    return [
        (_("geld"), name, year, _decimal(Decimal(cents) / 100), "euro", "", "", "", source, "") for name, cents in named
    ]


def _told(given: Sequence[InitiativeView], visit: Visitor) -> list[Cells]:
    _, year, told = translations(visit.language).gettext, str(visit.year), told_by(given)
    about, source = _("initiatieven"), f"{visit.site.settings.public_url}/{visit.year}/slotconferentie"
    state = _("%(some)s van %(all)s vertelden het") % {"some": told.children_answered, "all": told.given}
    children = "" if told.children is None else str(told.children)
    return [
        (about, _("kregen geld"), year, str(told.given), _("initiatieven"), "", "", "", source, ""),
        (about, _("lieten een resultaat zien"), year, str(told.shared), _("initiatieven"), "", "", "", source, ""),
        (
            about,
            _("kinderen die meededen"),
            year,
            children,
            _("kinderen"),
            state,
            "",
            "",
            source,
            _("som; wie twee keer meedeed, telt twee keer"),
        ),
    ]


def _partners(kpis: Sequence[KpiFigure], visit: Visitor) -> list[Cells]:
    _ = translations(visit.language).gettext
    states = {
        "too_small": _("te klein om te tonen"),
        "withdrawn": _("teruggetrokken"),
        "not_delivered": _("nog niet binnen"),
    }
    return [
        (
            _("partners"), each.kpi.name, each.period, _decimal(each.value.number), each.kpi.unit,
            states.get(each.value.status, ""), "", "", each.partner_name, each.kpi.definition,
        )
        for each in kpis
    ]  # fmt: skip


def _care(found: EffectOfIndicator, name: str, visit: Visitor) -> list[Cells]:
    _, item, change = translations(visit.language).gettext, found.indicator, found.change
    group = ", ".join(area.name for area in found.group)
    first, last = _("vóór %(year)s") % {"year": visit.year}, _("na %(year)s") % {"year": visit.year}
    parts = [(name, found.here_before, first), (name, found.here_after, last)]
    if group:
        parts += [(group, found.group_before, first), (group, found.group_after, last)]
    rows = [_rate(who, rate, when, found, visit) for who, rate, when in parts]
    says = conclusion_words(found, visit.year, visit.language)
    numbers = (change.difference, change.interval) if change else (None, None)
    low, high = (numbers[1].low, numbers[1].high) if numbers[1] else (None, None)
    span = {"first": found.before_year or first, "last": found.after_year or last}
    formula, period = _("(hier na − hier voor) − (daar na − daar voor)"), _("van %(first)s tot %(last)s") % span
    much = (_decimal(numbers[0]), item.unit_label, says, _decimal(low), _decimal(high))
    rows.append((_("verschil in verschillen"), item.name, period, *much, "", formula))
    return rows


def _rate(who: str, rate: EffectRate | None, when: str, found: EffectOfIndicator, visit: Visitor) -> Cells:
    """`when`: what the period is called when there is no figure of any year in it."""
    _, item = translations(visit.language).gettext, found.indicator
    if rate is None:
        none = _("nog niet gepubliceerd")
        return who, item.name, when, "", item.unit_label, none, "", "", "", item.formula or ""
    state = "" if rate.value.number is not None else absent_words(rate.value, visit.language)
    low, high = (rate.interval.low, rate.interval.high) if rate.interval else (None, None)
    source = f"{rate.source.attribution} ({rate.source.release})"
    return (
        who, item.name, str(rate.year), _decimal(rate.value.number), item.unit_label, state, _decimal(low),
        _decimal(high), source, item.formula or "",
    )  # fmt: skip


def _decimal(number: Decimal | None) -> str:
    return "" if number is None else f"{number:f}".replace(".", ",")
