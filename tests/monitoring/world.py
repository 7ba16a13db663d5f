"""A running monitoring with a stand-in for profiles, and builders for what its tests need."""

from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import httpx
from fastapi import FastAPI

from services.kit.caller import Caller
from services.kit.clock import Clock
from services.monitoring.contract.client import MonitoringClient
from services.monitoring.contract.dossier import DossierVersion, Pillars, PutInForce, SaveDraft
from services.monitoring.contract.models import AddPartner, KpiDefinition
from services.monitoring.main import create_app
from services.monitoring.settings import Settings
from services.profiles.contract.client import ProfilesClient
from services.profiles.contract.models import AreaView, MunicipalityView
from tests.support.apps import a_person, running, shared_settings
from tests.support.postgres import a_database

AREAS = ("binnenstad", "oosterparkwijk", "korrewegwijk")
SPRING_2020 = datetime(2020, 4, 2, 9, tzinfo=UTC)
OFFICER = a_person(("policy_officer", None))
APPROVER = a_person(("approver", None))


class FixedClock(Clock):
    """A clock that stands still until a test moves it."""

    def __init__(self, moment: datetime) -> None:
        super().__init__()
        self.moment = moment

    def now(self) -> datetime:
        return self.moment


def a_kpi(code: str = "children_reached", unit: str = "children", by_area: bool = True) -> KpiDefinition:
    name = code.replace("_", " ").capitalize()
    return KpiDefinition.model_validate(
        {"code": code, "name": name, "definition": f"{name} in the quarter.", "unit": unit, "by_area": by_area}
    )


KPIS = [a_kpi(), a_kpi("activities", "activities", by_area=False), a_kpi("satisfaction", "grade")]


CORE_VALUES = "Trust, responsibility, freedom."


def a_row(
    value: float | str = 12, kpi: str = "children_reached", area: str | None = "oosterparkwijk"
) -> dict[str, Any]:
    return {"kpi": kpi, "value": value} | ({"areaId": area} if area else {})


def a_submission(*rows: Mapping[str, Any], period: str = "2020-Q1") -> dict[str, Any]:
    return {"period": period, "values": list(rows or (a_row(),))}


def as_first(receipt: Mapping[str, Any]) -> dict[str, Any]:
    """A receipt without the word that the same content came before, and that other values count since."""
    return {**receipt, "receivedBefore": None}


def profiles_stand_in() -> FastAPI:
    """Answers the one question monitoring has for profiles."""
    app = FastAPI()

    @app.get("/v1/municipality")
    async def municipality(year: int) -> dict[str, Any]:
        areas = [AreaView(id=area, name=area.title(), composed_in=2020, regions=[]) for area in AREAS]
        view = MunicipalityView(
            code="GM0014", name="Groningen", year=year, figures_year=2020, areas=areas,
            uncovered=[], grouping_note="", is_example=False,
        )  # fmt: skip
        return view.model_dump(mode="json", by_alias=True)

    return app


@dataclass
class Software:
    """A partner and its software with a key."""

    partner_id: UUID
    key: str
    http: httpx.AsyncClient

    async def post(self, body: object, **headers: str) -> httpx.Response:
        return await self.http.post("/v1/submissions", json=body, headers=self.sent(headers))

    async def receipt(self, body: object, **headers: str) -> dict[str, Any]:
        response = await self.post(body, **headers)
        assert response.status_code == 201, response.text
        receipt: dict[str, Any] = response.json()
        return receipt

    def sent(self, headers: Mapping[str, str] | None = None) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.key}", **(headers or {})}


@dataclass
class World:
    """One running monitoring."""

    app: FastAPI
    http: httpx.AsyncClient
    client: MonitoringClient
    clock: FixedClock
    owner_url: str
    names: set[str] = field(default_factory=set)

    @property
    def officer(self) -> MonitoringClient:
        return self.client.on_behalf_of(OFFICER)

    async def a_partner(self, name: str | None = None) -> UUID:
        return (await self.officer.add_partner(AddPartner(name=name or f"Partner {uuid4()}"), key=str(uuid4()))).id

    async def a_key(self, partner_id: UUID) -> str:
        return (await self.officer.make_api_key(partner_id, key=str(uuid4()))).key or ""

    async def agree(
        self,
        partner_id: UUID,
        year: int = 2020,
        kpis: list[KpiDefinition] | None = None,
        *,
        pillars: Pillars | None = None,
        by: Caller = APPROVER,
    ) -> DossierVersion:
        """The draft of an officer, put in force by an approver: the next version of the agreement."""
        body = SaveDraft(seen_revision=0, core_values=CORE_VALUES, kpis=kpis or KPIS, pillars=pillars or Pillars())
        draft = await self.officer.save_draft(partner_id, year, body)
        seen = PutInForce(seen_revision=draft.revision)
        return await self.client.on_behalf_of(by).put_in_force(partner_id, year, seen, key=str(uuid4()))

    async def agree_before(
        self,
        partner_id: UUID,
        year: int = 2020,
        kpis: list[KpiDefinition] | None = None,
        *,
        pillars: Pillars | None = None,
    ) -> DossierVersion:
        """The same, put in force in the month before the year: every period of it is due."""
        now = self.clock.moment
        self.clock.moment = min(now, datetime(year - 1, 12, 10, 9, tzinfo=UTC))
        agreed = await self.agree(partner_id, year, kpis, pillars=pillars)
        self.clock.moment = now
        return agreed

    async def software(
        self, *, kpis: list[KpiDefinition] | None = None, year: int = 2020, name: str | None = None
    ) -> Software:
        """A partner with an agreement of before the year and a key."""
        partner_id = await self.a_partner(name)
        await self.agree_before(partner_id, year, kpis)
        return Software(partner_id, await self.a_key(partner_id), self.http)


@asynccontextmanager
async def a_world(data: Path) -> AsyncIterator[World]:
    """Monitoring against a database of its own, on 2 April 2020."""
    async with AsyncExitStack() as stack:
        urls = await stack.enter_async_context(a_database("monitoring"))
        profiles = ProfilesClient("http://profiles", transport=httpx.ASGITransport(profiles_stand_in()))
        settings = Settings.model_validate(shared_settings("monitoring", data) | {"database_url": urls.app})
        clock = FixedClock(SPRING_2020)
        app = create_app(settings, profiles=profiles, clock=clock, run_worker=False)
        transport = await stack.enter_async_context(running(app))
        http = await stack.enter_async_context(httpx.AsyncClient(transport=transport, base_url="http://monitoring"))
        client = MonitoringClient("http://monitoring", transport=transport)
        stack.push_async_callback(client.close)
        yield World(app, http, client, clock, urls.owner)
