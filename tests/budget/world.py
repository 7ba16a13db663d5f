"""The real budget app on a real database, beside a profiles that knows eleven areas; builders for what tests need."""

import asyncio
import re
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any
from uuid import uuid4

import asyncpg
import httpx
from fastapi import FastAPI

from services.budget.contract.client import BudgetClient
from services.budget.contract.initiatives import (
    AskApplicantToken,
    ConfirmIdea,
    IdeaReceived,
    InitiativeView,
    SayYes,
    SubmitIdea,
)
from services.budget.contract.sources import AddSource, ConfirmSource, SourceView
from services.budget.contract.splits import (
    AllocationKey,
    ApproveSplit,
    DraftSplit,
    KeyComponent,
    LineKind,
    PlanLine,
    ProposeSplit,
    PublishSplit,
    SplitView,
)
from services.budget.main import create_app
from services.budget.settings import Settings
from services.kit.caller import Caller
from services.kit.clock import Clock
from services.kit.database import Database
from services.kit.work import Worker
from services.profiles.contract.client import ProfilesClient
from tests.budget.known_profiles import Profiles
from tests.support.apps import a_person, running, shared_settings
from tests.support.postgres import a_database

YEAR = 2020
AREA = "oosterpark"
OFFICER = a_person(("policy_officer", None))
APPROVER = a_person(("approver", None))


@dataclass
class World:
    """`api` is anonymous; `as_` speaks for somebody. The clock stands on 1 November 2019 unless moved."""

    app: FastAPI
    api: BudgetClient
    http: httpx.AsyncClient
    profiles: Profiles
    clock: Clock
    data: Path
    owner_url: str
    app_url: str

    @property
    def database(self) -> Database:
        database: Database = self.app.state.database
        return database

    def as_(self, caller: Caller) -> BudgetClient:
        return self.api.on_behalf_of(caller)

    async def rows(self, query: str) -> list[Any]:
        connection = await asyncpg.connect(self.owner_url)
        try:
            return list(await connection.fetch(query))
        finally:
            await connection.close()

    async def do_work(self) -> None:
        """Let the worker do what is due: mails, relay."""
        worker: Worker = self.app.state.worker
        await worker.run_due()

    async def mails(self) -> list[tuple[str, str, str]]:
        """Every mail so far: to, subject and text."""
        await self.do_work()
        return [_read_mail(file) for file in sorted((self.data / "mail").glob("*.eml"))]


def _read_mail(file: Path) -> tuple[str, str, str]:
    mail = message_from_bytes(file.read_bytes(), policy=default)
    body = mail.get_body()
    assert body is not None
    return str(mail["To"]), str(mail["Subject"]), body.get_content()


@asynccontextmanager
async def a_world(data: Path) -> AsyncIterator[World]:
    """No worker of its own: the test says when work is done."""
    profiles, clock = Profiles(), Clock(data / "clock.json")
    clock.set(datetime(2019, 11, 1, 9, tzinfo=UTC))
    async with AsyncExitStack() as stack:
        urls = await stack.enter_async_context(a_database("budget"))
        settings = Settings.model_validate(shared_settings("budget", data) | {"database_url": urls.app})
        known = ProfilesClient("http://profiles", transport=httpx.ASGITransport(app=profiles.app()))
        app = create_app(settings, profiles=known, clock=clock, run_worker=False)
        transport = await stack.enter_async_context(running(app))
        api = BudgetClient("http://budget", transport=transport)
        stack.push_async_callback(api.close)
        http = await stack.enter_async_context(httpx.AsyncClient(base_url="http://budget", transport=transport))
        yield World(app, api, http, profiles, clock, data, urls.owner, urls.app)


def areas_line(share: str = "2/3", base: int = 4_000_000, indicator: str = "young_people_0_14") -> PlanLine:
    """What Groningen did in 2015: a base for each area, and the rest by its children."""
    key = AllocationKey(base_per_area_cents=base, components=[KeyComponent(indicator=indicator)])
    return PlanLine(key="areas", kind=LineKind.AREAS, share=share, allocation=key)


def plan_lines(base: int = 4_000_000, support: int = 0, indicator: str = "young_people_0_14") -> list[PlanLine]:
    """Two thirds for the areas, an amount for support, and the rest for the whole city."""
    return [
        areas_line(base=base, indicator=indicator),
        PlanLine(key="city-wide", kind=LineKind.CITY_WIDE),
        PlanLine(key="support", kind=LineKind.SUPPORT, amount_cents=support),
    ]


async def a_source(world: World, *, confirmed: bool = True, year: int = YEAR, **changed: Any) -> SourceView:
    """3% of Groningen's youth budget, unless asked otherwise."""
    typed = {"youth_budget_cents": 4_780_000_000, "share": "3/100"}
    body = {"year": year, "name": "Jeugdbudget"} | (changed or typed)
    source = await world.as_(OFFICER).add_source(AddSource.model_validate(body), key=a_key())
    if confirmed:
        return await world.as_(APPROVER).confirm_source(source.id, ConfirmSource(version=source.version))
    return source


async def a_plan(world: World, **changed: Any) -> DraftSplit:
    """The plan of Groningen over one source, both of them new unless given."""
    if "source_ids" not in changed:
        changed["source_ids"] = [(await a_source(world, year=changed.get("year", YEAR))).id]
    return DraftSplit.model_validate({"year": YEAR, "lines": plan_lines()} | changed)


async def a_draft(world: World, **changed: Any) -> SplitView:
    return await world.as_(OFFICER).draft_split(await a_plan(world, **changed), key=a_key())


def an_idea(**changed: Any) -> SubmitIdea:
    typed = {
        "area_id": AREA,
        "year": YEAR,
        "what": "Een voetbaltoernooi voor de kinderen van de buurt. Met limonade.",
        "amount_cents": 80_000,
        "when": "in juni",
        "where": "op het veldje",
        "name": "Sanne de Wit",
        "contact_email": "Sanne@voorbeeld.nl",
        "may_mail": True,
    }
    return SubmitIdea.model_validate(typed | changed)


def a_key() -> str:
    return uuid4().hex


async def a_proposed_split(world: World, **changed: Any) -> SplitView:
    draft = await a_draft(world, **changed)
    return await world.as_(OFFICER).propose_split(draft.id, ProposeSplit(version=draft.version))


async def an_approved_split(world: World, **changed: Any) -> SplitView:
    return await approve(world, await a_proposed_split(world, **changed))


async def approve(world: World, split: SplitView, who: Caller = APPROVER) -> SplitView:
    body = ApproveSplit(version=split.version, no_stake=True, document="B&W 12")
    return await world.as_(who).approve_split(split.id, body)


async def a_published_split(world: World, **changed: Any) -> SplitView:
    split = await an_approved_split(world, **changed)
    return await world.as_(OFFICER).publish_split(split.id, PublishSplit(version=split.version, where="Gemeenteblad 1"))


async def a_received_idea(world: World, **changed: Any) -> tuple[IdeaReceived, str, str]:
    """An idea with its code and the secret of its link, as the mail told them."""
    received = await world.api.submit_idea(an_idea(**changed), key=a_key())
    # Other mails may wait for their turn too, and go out in any order.
    _, subject, text = [mail for mail in await world.mails() if "/mijn-idee/openen/" in mail[2]][-1]
    code, link = re.search(r"\b\d{6}\b", subject), re.search(r"/mijn-idee/openen/(\S+)", text)
    assert code
    assert link
    return received, code[0], link[1]


async def an_open_initiative(world: World, **changed: Any) -> InitiativeView:
    received, code, _ = await a_received_idea(world, **changed)
    await world.api.confirm_idea(received.id, ConfirmIdea(code=code))
    return await world.api.initiative(received.id)


def a_worker(area: str = AREA) -> Caller:
    return a_person(("area_worker", area))


def a_resident(area: str = AREA) -> Caller:
    return a_person(("area_resident", area))


async def yes(world: World, who: Caller, seen: InitiativeView) -> InitiativeView:
    return await world.as_(who).say_yes(seen.id, SayYes(version=seen.version, no_stake=True), key=a_key())


async def an_awarded_initiative(world: World, **changed: Any) -> InitiativeView:
    idea = await an_open_initiative(world, **changed)
    return await yes(world, a_resident(), await yes(world, a_worker(), idea))


async def applicant_of(world: World, session_secret: str) -> BudgetClient:
    token = await world.api.applicant_token(AskApplicantToken(session_secret=session_secret))
    return world.as_(Caller("applicant", str(token.initiative_id), token=token.token))


async def outcomes(calls: list[Callable[[], Any]]) -> list[Any]:
    """What calls made at the same moment gave or raised."""
    return await asyncio.gather(*(call() for call in calls), return_exceptions=True)
