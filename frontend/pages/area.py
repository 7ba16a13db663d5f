"""One area: its people, its money, its initiatives, what partners see, and whom to ask."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from fastapi import APIRouter, Request
from markupsafe import Markup
from starlette.responses import Response

from frontend.answers import add_to_frame, flash_of, gettext_of, taking_flash
from frontend.area_figures import area_figures
from frontend.drawing.map import mini_map
from frontend.framing import strips_of
from frontend.land_view import area_lines, area_rows, area_shapes
from frontend.scheme_words import way_here
from frontend.templating import draw, render
from frontend.visitor import Visitor, VisitorDep, settled
from services.budget.contract.initiatives import InitiativeState, InitiativeView
from services.budget.contract.models import MoneyLine, YearMoney
from services.budget.contract.rounds import RoundState, RoundView
from services.budget.contract.schemes import SchemeView
from services.budget.contract.show import AreaLesson
from services.kit.errors import Refusal
from services.profiles.contract.comparisons import Comparison
from services.profiles.contract.models import AreaMapView, AreaProfile, MunicipalityView, Role

router = APIRouter()
TO_VOTE_IN = (RoundState.PUBLISHED, RoundState.OPEN)


@dataclass(frozen=True)
class IdeaItem:
    title: str
    href: str
    amount_cents: int
    note: str


@dataclass(frozen=True)
class IdeaGroup:
    title: str
    total_cents: int
    ideas: list[IdeaItem]


@router.get("/{year:year}/gebieden/{area_id}")
async def area(request: Request, visit: VisitorDep, area_id: str) -> Response:
    (profile, compared), municipality, shapes, money, of_budget, figures = await asyncio.gather(
        _figures(visit, area_id),
        visit.municipality(),
        visit.area_map(),
        settled(visit.strips_money()),
        _of_budget(visit, area_id),
        settled(visit.monitoring.area_figures(area_id, visit.year)),
    )
    initiatives, rounds, scheme, before = of_budget
    known_money = None if isinstance(money, Refusal) else money
    frame = {"strips": strips_of(municipality, known_money, here=area_id), "here": profile.area.name}
    add_to_frame(request, flash=flash_of(request), **frame)
    page = render(
        request,
        "area.html",
        year=visit.year,
        area=profile.area,
        contact=profile.contact_person,
        municipality=municipality,
        way="" if isinstance(scheme, Refusal) else way_here(scheme.rules, area_id, gettext_of(request)),
        rules=None if isinstance(scheme, Refusal) else scheme.rules,
        today=visit.site.clock.today(),
        map=drawn_map(visit, shapes, municipality, area_id),
        line=area_lines(known_money).get(area_id),
        budget_answers=not isinstance(money, Refusal),
        monitoring_answers=not isinstance(figures, Refusal),
        groups=[] if isinstance(initiatives, Refusal) else idea_groups(initiatives, gettext_of(request)),
        open_count=0 if isinstance(initiatives, Refusal) else _count(initiatives, InitiativeState.OPEN),
        figures=drawn_figures(visit, profile, compared, municipality),
        kpis=[] if isinstance(figures, Refusal) else figures.kpis,
        reached=[] if isinstance(figures, Refusal) else figures.initiatives,
        rounds=[] if isinstance(rounds, Refusal) else [each for each in rounds if each.state in TO_VOTE_IN],
        may_help=visit.has(Role.POLICY_OFFICER) or visit.has(Role.AREA_WORKER, within=area_id),
        lesson=None if isinstance(before, Refusal) else before.get(area_id),
        may_decide=visit.has(Role.AREA_WORKER, Role.AREA_RESIDENT, within=area_id),
    )
    return taking_flash(request, page)


async def _of_budget(
    visit: Visitor, area_id: str
) -> tuple[
    list[InitiativeView] | Refusal, list[RoundView] | Refusal, SchemeView | Refusal, dict[str, AreaLesson] | Refusal
]:
    """What people want and vote about, the rules of the year, and what was learned the year before."""
    return await asyncio.gather(
        settled(visit.budget.initiatives(visit.year, area_id)),
        settled(visit.budget.rounds(visit.year, area_id)),
        settled(visit.budget.scheme(visit.year)),
        settled(visit.lessons(visit.year - 1)),
    )


async def _figures(visit: Visitor, area_id: str) -> tuple[AreaProfile, list[Comparison]]:
    """Which figures belong on this page, then the same with what can be said of them."""
    profile = await visit.area_profile(area_id)
    return profile, await visit.key_figures(profile)


def drawn_figures(
    visit: Visitor, profile: AreaProfile, compared: list[Comparison], municipality: MunicipalityView
) -> Markup:
    """The figures as a piece of page, drawn once for each answer of profiles: it is half the work of this page."""
    area, year, language = profile.area, visit.year, visit.language

    def drawn() -> Markup:
        return draw(
            language,
            "_area_figures.html",
            figures=area_figures(compared, profile, municipality, year, language),
            here_name=area.name,
            municipality_name=municipality.name,
            site=visit.site.settings.public_url,
        )

    return visit.site.drawn.get(("figures", area.id, year, language), compared, drawn)


def drawn_map(visit: Visitor, shapes: AreaMapView, municipality: MunicipalityView, area_id: str) -> Markup:
    """The small map, with this area in yellow; it shows no money, so it is drawn once for each answer with borders."""

    def drawn() -> Markup:
        return mini_map(area_shapes(area_rows(municipality, None, visit.year), shapes, visit.language), area_id)

    return visit.site.drawn.get(("map", area_id, visit.year, visit.language), shapes, drawn)


async def area_with_money(visit: Visitor, area_id: str) -> tuple[MunicipalityView, MoneyLine | None, YearMoney]:
    """What a form about an area shows above itself."""
    municipality, money = await asyncio.gather(visit.municipality(), visit.budget.money(visit.year))
    return municipality, area_lines(money).get(area_id), money


def idea_groups(initiatives: Sequence[InitiativeView], _: Callable[[str], str]) -> list[IdeaGroup]:
    """Initiatives by state: what the area decides now, what it said yes to, what is done."""
    titles = {
        InitiativeState.OPEN: _("De buurt kiest nu"),
        InitiativeState.AWARDED: _("De buurt zei ja"),
        InitiativeState.SHARED: _("Gedaan, met resultaat"),
        InitiativeState.REFUSED: _("Niet doorgegaan"),
    }
    notes = {
        InitiativeState.OPEN: _("wacht op een ja of nee"),
        InitiativeState.AWARDED: _("kan beginnen"),
        InitiativeState.SHARED: _("bekijk het resultaat"),
        InitiativeState.REFUSED: _("lees waarom"),
    }
    groups = []
    for state, title in titles.items():
        items = [
            IdeaItem(view.title, f"/ideeen/{view.id}", _cents_of(view), notes[state])
            for view in initiatives
            if view.state is state
        ]
        groups.append(IdeaGroup(title, sum(item.amount_cents for item in items), items))
    return groups


def _cents_of(view: InitiativeView) -> int:
    """What it got; what it asks for as long as nobody decided."""
    return view.amount_cents if view.awarded_cents is None else view.awarded_cents


def _count(initiatives: Sequence[InitiativeView], state: InitiativeState) -> int:
    return sum(1 for view in initiatives if view.state is state)
