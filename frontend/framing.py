"""Fills the frame of a page: where this person can go, and the land at its foot."""

import re
from collections.abc import Callable
from urllib.parse import quote

from fastapi import Request

from frontend.drawing.land import LandStrip
from frontend.frame import Frame, Link
from frontend.translations import translations
from services.budget.contract.models import YearMoney
from services.budget.contract.splits import LineKind
from services.profiles.contract.models import MunicipalityView, PersonView, Role

CIRCLE = (Role.AREA_WORKER, Role.AREA_RESIDENT)
CITY_CIRCLE = (Role.CITY_WORKER, Role.CITY_RESIDENT)
OFFICE = (Role.POLICY_OFFICER, Role.APPROVER, Role.COUNCIL_MEMBER)
FLASH_COOKIE = "vv_melding"
FIRST_YEAR, LAST_YEAR = 2000, 2100
FIGURES = ("cijfers", "kaart", "zorgdruk", "vergelijken", "regios", "vraag-en-aanbod", "eigen-cijfers", "uitleg")
"""First words of the addresses that stand under Cijfers in the menu."""
MONEY = ("begroting", "grootboek", "open-data", "te-betalen")
"""The same, under Volg de euro."""
RESULTS = ("hielp-het", "doelen")
"""The same, under Resultaten."""
SPLIT = ("bronnen", "besparingen")
"""The same, under Verdeling."""
OF_ONE_YEAR = (
    re.compile(r"(/partners/[^/]+)/(?:cijfers|verslag|gesprek|leveren)(?:/.*)?"),
    re.compile(r"(/partners/[^/]+/dossier)"),
    re.compile(r"(/vragenlijsten)/.+"),
)
"""Pages another year need not have, by the page that every year has instead; a version of a dossier is of its year."""


def frame_for(
    request: Request,
    *,
    language: str,
    year: int,
    person: PersonView | None,
    municipality: MunicipalityView | None,
    money: YearMoney | None,
    in_development: bool,
) -> Frame:
    """The frame; a service that does not answer leaves its part out, never the page."""
    _ = translations(language).gettext
    roles = {m.role for m in person.memberships} if person else set()
    here = request.url.path
    other = "en" if language == "nl" else "nl"
    query = f"?{request.url.query}" if request.url.query else ""
    return Frame(
        municipality=municipality.name if municipality else "",
        language=language,
        language_switch=Link(
            "English" if other == "en" else "Nederlands", f"/taal/{other}?terug={quote(here + query, safe='')}"
        ),
        nav=[Link(label, href, is_here(here, href)) for label, href in _nav(_, year, roles)],
        years=years_around(here, year, query),
        footer=_footer(_, year, roles, in_development),
        example=(
            _("Voorbeeld. De cijfers van het CBS zijn echt. Ideeën, bedragen en resultaten zijn verzonnen.")
            if municipality and municipality.is_example
            else ""
        ),
        person=person.display_name if person else "",
        sign_in=None if person else Link(_("Inloggen"), "/inloggen"),
        sign_out_action="/uitloggen",
        strips=strips_of(municipality, money),
        year=year,
    )


def strips_of(municipality: MunicipalityView | None, money: YearMoney | None, here: str = "") -> list[LandStrip]:
    """One strip per area, in the order of the list, as wide as its ceiling."""
    if municipality is None:
        return []
    ceilings = {
        line.area_id: line.ceiling_cents for line in (money.lines if money else []) if line.kind is LineKind.AREA
    }
    return [LandStrip(amount=ceilings.get(area.id, 0), here=area.id == here) for area in municipality.areas]


def years_around(path: str, year: int, query: str = "") -> list[Link]:
    """The same page, with what was chosen on it, a year earlier and later; or the nearest page those years do have.

    Money is divided before its year, results are shown after it.
    """
    start = f"/{year}"
    if path != start and not path.startswith(f"{start}/"):
        return []
    here = f"{path.removeprefix(start)}{query}"
    found = next((known[1] for pages in OF_ONE_YEAR if (known := pages.fullmatch(path.removeprefix(start)))), here)
    years = range(max(year - 1, FIRST_YEAR), min(year + 1, LAST_YEAR) + 1)
    return [Link(str(other), f"/{other}{here if other == year else found}", other == year) for other in years]


def is_here(path: str, href: str) -> bool:
    """Deciding happens at an area's address, and is a place of its own in the menu; so are the pages with figures."""
    if path.endswith("/beslissen"):
        return href.endswith("/beslissen")
    if path.split("/")[2:3] in [[word] for word in FIGURES]:
        return href.endswith("/cijfers")
    if path.split("/")[2:3] in [[word] for word in MONEY] or path.endswith("/begroting"):
        return href.endswith("/volg-de-euro")
    if path.startswith("/betaalbatches/"):
        return href.endswith("/volg-de-euro")
    if path.split("/")[2:3] in [[word] for word in SPLIT]:
        return href.endswith("/verdeling")
    if path.split("/")[2:3] in [[word] for word in RESULTS] or path.endswith("/hielp-het"):
        return href.endswith("/slotconferentie")
    if path.startswith("/stemmen/"):
        return href.endswith("/stemmen")
    return path.startswith(href)


def _nav(_: Callable[[str], str], year: int, roles: set[Role]) -> list[tuple[str, str]]:
    places = [
        (_("Gebieden"), f"/{year}/gebieden"),
        (_("Cijfers"), f"/{year}/cijfers"),
        (_("Volg de euro"), f"/{year}/volg-de-euro"),
        (_("Stemmen"), f"/{year}/stemmen"),
        (_("Resultaten"), f"/{year}/slotconferentie"),
    ]
    if roles:
        places.insert(4, (_("Partners"), f"/{year}/partners"))
    if roles & {*CIRCLE, *CITY_CIRCLE}:
        places.insert(1, (_("Beslissen"), f"/{year}/beslissen"))
    if roles & set(OFFICE):
        places.insert(2, (_("Verdeling"), f"/{year}/verdeling"))
    if Role.POLICY_OFFICER in roles:
        places.append((_("Teams"), f"/{year}/teams"))
    return places


def _footer(_: Callable[[str], str], year: int, roles: set[Role], in_development: bool) -> list[Link]:
    """What the one-line menu of a phone has no room for is here."""
    links = [
        Link(_("Toegankelijkheid"), "/toegankelijkheid"),
        Link(_("De regeling"), f"/{year}/regeling"),
        Link(_("Vragenlijsten"), f"/{year}/vragenlijsten"),
        Link(_("Privacy"), "/privacy"),
        Link(_("Cijfers en bronnen"), f"/{year}/cijfers"),
        Link(_("Open data"), f"/{year}/open-data"),
        *([Link(_("Berichten"), "/berichten")] if Role.POLICY_OFFICER in roles else []),
        *([Link(_("Bezwaren"), f"/{year}/bezwaren")] if roles & {Role.POLICY_OFFICER, Role.APPROVER} else []),
        *([Link(_("Te betalen"), f"/{year}/te-betalen")] if roles & {Role.POLICY_OFFICER, Role.APPROVER} else []),
        *([] if roles else [Link(_("Partners"), f"/{year}/partners")]),
        Link(_("Voor partners"), "/voor-partners"),
        Link(_("Inloggen voor teams"), "/inloggen"),
    ]
    return [*links, Link(_("Ontwikkelaars"), "/dev")] if in_development else links
