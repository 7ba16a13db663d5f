"""Who is looking at this page: the person, their language and year, and the services asked on their behalf."""

import asyncio
import hashlib
import re
from collections.abc import Awaitable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, TypeVar
from uuid import UUID

from fastapi import Depends, Request
from markupsafe import Markup

from frontend.area_figures import codes_by_year
from frontend.frame import Frame
from frontend.framing import FIRST_YEAR, LAST_YEAR, frame_for
from frontend.kept import Drawn, Kept
from frontend.settings import Settings
from services.budget.contract.client import BudgetClient
from services.budget.contract.initiatives import AskApplicantToken, InitiativeView
from services.budget.contract.models import Terms, YearMoney
from services.budget.contract.show import AreaLesson
from services.kit import logging
from services.kit.caller import PUBLIC, Caller, Membership, TokenMaker
from services.kit.clock import Clock
from services.kit.errors import NotFound, Refusal, Unauthenticated, UpstreamUnavailable
from services.kit.typesetter import Typesetter
from services.monitoring.contract.client import MonitoringClient
from services.profiles.contract.client import ProfilesClient
from services.profiles.contract.comparisons import Comparison
from services.profiles.contract.models import (
    AreaMapView,
    AreaProfile,
    LookUpSession,
    MunicipalityView,
    PersonView,
    Role,
)
from services.profiles.contract.refusals import SessionEnded

T = TypeVar("T")
PATIENCE = 3.0
SESSION_COOKIE = "vv_sessie"
SECRET = re.compile(r"[A-Za-z0-9_-]{16,200}")
"""How a secret of ours looks, in a cookie or a link; anything else is not asked about."""


class SignInFirst(Unauthenticated):
    """The page is for people who signed in."""

    slug = "sign-in-first"


class OpenYourLink(Unauthenticated):
    """This browser does not follow that idea (any more)."""

    slug = "open-your-link"


class NotForYou(NotFound):
    """The page is for people with another role."""

    slug = "not-for-you"


class Site:
    """What one process of the site has: clients, clock, token maker, and answers kept for a short while."""

    def __init__(
        self,
        settings: Settings,
        clock: Clock,
        profiles: ProfilesClient,
        budget: BudgetClient,
        monitoring: MonitoringClient,
    ) -> None:
        self.settings, self.clock = settings, clock
        self.profiles, self.budget, self.monitoring = profiles, budget, monitoring
        self.tokens = TokenMaker(settings.signing_key)
        self.typesetter = Typesetter(Path(__file__).parent / "typst")
        # A minute at most, so that taking a role away works soon; the services check again.
        self.sessions: Kept[PersonView] = Kept(seconds=60)
        self.municipalities: Kept[MunicipalityView] = Kept(seconds=5)
        self.maps: Kept[AreaMapView] = Kept(seconds=60)
        self.strips: Kept[YearMoney] = Kept(seconds=5)
        self.terms: Kept[Terms] = Kept(seconds=60)
        self.figures: Kept[AreaProfile] = Kept(seconds=5)
        self.key_figures: Kept[list[Comparison]] = Kept(seconds=5)
        self.ideas: Kept[list[InitiativeView]] = Kept(seconds=5)
        self.lessons: Kept[dict[str, AreaLesson]] = Kept(seconds=5)
        self.drawn: Drawn[Markup] = Drawn()
        # A crowd that votes waits here, and leaves connections to budget for everybody else.
        self.ballot_turns = asyncio.Semaphore(40)

    async def close(self) -> None:
        for client in (self.profiles, self.budget, self.monitoring):
            await client.close()

    def forget(self) -> None:
        """Forget what was kept, after something changed that every page shows."""
        of_areas = (self.maps, self.strips, self.figures, self.key_figures)
        for kept in (self.sessions, self.municipalities, self.terms, *of_areas):
            kept.forget()


@dataclass(frozen=True)
class Visitor:
    """One visit. `person` is None for the public."""

    site: Site
    year: int
    language: str
    caller: Caller
    person: PersonView | None
    profiles: ProfilesClient
    budget: BudgetClient
    monitoring: MonitoringClient

    def has(self, *roles: Role, within: str | None = None) -> bool:
        return any(self.caller.has_role(role, within) for role in roles)

    def require(self, *roles: Role, within: str | None = None) -> None:
        """Raise SignInFirst for the public, NotForYou for people with another role."""
        if self.person is None:
            raise SignInFirst
        if not self.has(*roles, within=within):
            raise NotForYou

    async def municipality(self) -> MunicipalityView:
        key = (self.year, self.language)
        return await self.site.municipalities.get(key, lambda: self.site.profiles.municipality(self.year))

    async def area_map(self) -> AreaMapView:
        return await self.site.maps.get((self.year, self.language), lambda: self.site.profiles.area_map(self.year))

    async def area_profile(self, area_id: str) -> AreaProfile:
        """An area's figures and contact person; the same for everybody, so kept for a moment."""
        key = (area_id, self.year, self.language)
        return await self.site.figures.get(key, lambda: self.site.profiles.area_profile(area_id, self.year))

    async def key_figures(self, profile: AreaProfile) -> list[Comparison]:
        """The figures of an area's profile with verdicts, one comparison for each year; kept as long as the profile."""
        area = profile.area.id

        async def compared() -> list[Comparison]:
            asked = [
                self.site.profiles.compare([area], self.year, indicators=codes) for codes in codes_by_year(profile)
            ]
            return list(await asyncio.gather(*asked))

        return await self.site.key_figures.get((area, self.year, self.language), compared)

    async def strips_money(self) -> YearMoney:
        """The money of the year to look at: whoever decides about it asks budget itself."""
        return await self.site.strips.get(self.year, lambda: self.site.budget.money(self.year))

    async def ideas_to_read(self, year: int, area_id: str | None) -> list[InitiativeView]:
        """What people wrote, to read beside a ballot: when a round opens, everybody comes at once."""
        return await self.site.ideas.get((year, area_id), lambda: self.site.budget.initiatives(year, area_id))

    async def lessons(self, year: int) -> dict[str, AreaLesson]:
        """What was learned in a year and changes in the next, by area: the next year begins with it."""
        return await self.site.lessons.get(year, lambda: _lessons(self.site.budget, year))

    async def terms(self) -> Terms | None:
        """What this municipality set for the year, to say on pages; None while budget does not answer."""
        known = await settled(self.site.terms.get(self.year, lambda: self.site.budget.terms(self.year)))
        return None if isinstance(known, Refusal) else known

    async def as_applicant(self, request: Request, initiative_id: UUID) -> BudgetClient:
        """Budget, asked as the applicant of this initiative. Raises OpenYourLink without their cookie."""
        secret = request.cookies.get(applicant_cookie(initiative_id), "")
        if not SECRET.fullmatch(secret):
            raise OpenYourLink
        given = await self.site.budget.applicant_token(AskApplicantToken(session_secret=secret))
        return self.site.budget.on_behalf_of(Caller("applicant", str(given.initiative_id), token=given.token))


async def _lessons(budget: BudgetClient, year: int) -> dict[str, AreaLesson]:
    return {lesson.area_id: lesson for lesson in (await budget.conference_plan(year)).lessons}


def applicant_cookie(initiative_id: UUID) -> str:
    return f"vv_idee_{initiative_id.hex}"


async def settled(asked: Awaitable[T]) -> T | Refusal:
    """The answer, or the refusal itself: for a part of a page the rest can do without, and does not wait for long."""
    try:
        async with asyncio.timeout(PATIENCE):
            return await asked
    except TimeoutError:
        return UpstreamUnavailable(service="part")
    except Refusal as refusal:
        return refusal


async def visitor(request: Request) -> Visitor:
    """The visitor, with the frame of the page put in `request.state.frame`."""
    site: Site = request.app.state.site
    language = logging.language.get()
    request.state.language = language
    year, is_ours = _year_of(request, site)
    person = await _person_of(request, site)
    caller = _caller_of(person, site, language)
    visit = Visitor(
        site,
        year,
        language,
        caller,
        person,
        site.profiles.on_behalf_of(caller),
        site.budget.on_behalf_of(caller),
        site.monitoring.on_behalf_of(caller),
    )
    request.state.frame = await _frame(request, visit)
    if not is_ours:
        raise NotFound
    return visit


def _year_of(request: Request, site: Site) -> tuple[int, bool]:
    """The year of the page, this year when its address names none, and whether we have pages for the one it names."""
    given, this_year = request.path_params.get("year"), site.clock.today().year
    if given is None:
        return this_year, True
    is_ours = FIRST_YEAR <= int(given) <= LAST_YEAR
    return (int(given) if is_ours else this_year), is_ours


async def _person_of(request: Request, site: Site) -> PersonView | None:
    secret = request.cookies.get(SESSION_COOKIE, "")
    if not SECRET.fullmatch(secret):
        return None
    own = site.profiles.on_behalf_of(site.tokens.service())

    async def look_up() -> PersonView:
        return (await own.look_up_session(LookUpSession(session_secret=secret))).person

    try:
        return await site.sessions.get(hashlib.sha256(secret.encode()).digest(), look_up)
    except SessionEnded:
        return None


def _caller_of(person: PersonView | None, site: Site, language: str) -> Caller:
    if person is None:
        return PUBLIC
    held = tuple(Membership(m.role, m.within) for m in person.memberships)
    return site.tokens.signed(Caller("person", str(person.id), held, language))


async def _frame(request: Request, visit: Visitor) -> Frame:
    municipality, money = await asyncio.gather(settled(visit.municipality()), settled(visit.strips_money()))
    return frame_for(
        request,
        language=visit.language,
        year=visit.year,
        person=visit.person,
        municipality=None if isinstance(municipality, Refusal) else municipality,
        money=None if isinstance(money, Refusal) else money,
        in_development=visit.site.settings.in_development,
    )


VisitorDep = Annotated[Visitor, Depends(visitor)]
