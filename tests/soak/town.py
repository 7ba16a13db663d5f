"""A real Voorveld with money on its lines and people who decide, and what in it can be killed."""

import asyncio
import os
import signal
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from uuid import uuid4

import psutil

from services.budget.contract.client import BudgetClient
from services.budget.contract.sources import AddSource, ConfirmSource
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
from services.kit.caller import Caller, Membership, TokenMaker
from services.kit.errors import UpstreamUnavailable
from services.profiles.contract.client import ProfilesClient
from services.profiles.contract.models import AddPerson, Role
from tests.soak.ideas import OpenIdea, Place, open_ideas
from tests.support.installation import Installation, a_running_voorveld, a_scratch_folder, free_ports

YEAR = 2020
TOTAL_CENTS = 100_000_000_000
PATIENCE = 60.0
SERVICE, DATABASE = "services.budget.main", "bin/postgres"
"""What the command line of a process says, by which it is found."""
Circle = tuple[str, str]
"""The ids of a worker and a resident of an area."""


@dataclass(frozen=True)
class Town:
    """An installation, its split, and per area the two who decide. Tokens last minutes, so each call has a new one."""

    installation: Installation
    data: Path
    split: SplitView
    circles: dict[str, Circle]

    @property
    def places(self) -> list[Place]:
        return [Place(line.line_id, line.area_id, YEAR) for line in self.split.lines if line.line_id and line.area_id]

    @property
    def database_url(self) -> str:
        """Of the budget service, read from its process."""
        return str(self.process(SERVICE).environ()["BUDGET_DATABASE_URL"])

    def process(self, named: str) -> psutil.Process:
        """The process of the service or of the database that lives now."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            for child in self.installation.process.children():
                if child.status() != psutil.STATUS_ZOMBIE and named in " ".join(child.cmdline()):
                    return child
            time.sleep(0.05)
        raise AssertionError(f"{named} did not come back")

    def kill(self, named: str) -> int:
        """Kill -9; returns the id it had."""
        number = self.process(named).pid
        os.kill(number, signal.SIGKILL)
        return number

    async def until_back(self, budget: BudgetClient, named: str, killed: int) -> None:
        """Wait until another process has taken the place of the killed one, and the service answers from it."""
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                if self.process(named).pid != killed:
                    await budget.trial_balance(YEAR)
                    return
            except (psutil.NoSuchProcess, UpstreamUnavailable):
                assert time.monotonic() < deadline, f"{named} did not come back"
            await asyncio.sleep(0.1)

    def faults(self) -> list[str]:
        """What the services logged as a fault of their own, such as a deadlock."""
        said = (self.data.parent / "run.log").read_text().splitlines()
        return [each for each in said if " fault" in each]

    def officer(self) -> Caller:
        return _signed(self.data, "policy_officer", None)

    def approver(self) -> Caller:
        return _signed(self.data, "approver", None)

    def worker(self, area_id: str) -> Caller:
        return _signed(self.data, "area_worker", area_id, self.circles[area_id][0])

    def resident(self, area_id: str) -> Caller:
        return _signed(self.data, "area_resident", area_id, self.circles[area_id][1])

    @asynccontextmanager
    async def budget(self) -> AsyncIterator[BudgetClient]:
        client = BudgetClient(f"http://127.0.0.1:{self.installation.port + 2}", timeout=PATIENCE)
        try:
            yield client
        finally:
            await client.close()

    async def ideas(self, asked: list[tuple[Place, int]]) -> list[OpenIdea]:
        return await open_ideas(self.database_url, asked)

    async def change_of_split(self, budget: BudgetClient, base_cents: int) -> SplitView:
        """A proposed change of the split in force."""
        now = next(s for s in await budget.on_behalf_of(self.officer()).splits(YEAR) if s.state in _IN_FORCE)
        body = _plan([source.id for source in now.sources], base_cents).model_copy(update={"replaces": now.id})
        officer = budget.on_behalf_of(self.officer())
        draft = await officer.draft_split(body, key=uuid4().hex)
        return await officer.propose_split(draft.id, ProposeSplit(version=draft.version))


_IN_FORCE = ("approved", "published")


@contextmanager
def a_town() -> Iterator[Town]:
    """Start it and give it money: about fifteen seconds."""
    with a_scratch_folder() as folder, a_running_voorveld(folder, free_ports()) as installation:
        data = folder / "data"
        yield asyncio.run(_furnish(installation, data))


async def _furnish(installation: Installation, data: Path) -> Town:
    budget = BudgetClient(f"http://127.0.0.1:{installation.port + 2}", timeout=PATIENCE)
    profiles = ProfilesClient(f"http://127.0.0.1:{installation.port + 1}", timeout=PATIENCE)
    officer, approver = _signed(data, "policy_officer", None), _signed(data, "approver", None)
    try:
        split = await _a_published_split(budget.on_behalf_of(officer), budget.on_behalf_of(approver))
        circles = {}
        for line in split.lines:
            if line.area_id:
                circles[line.area_id] = await _a_circle(profiles.on_behalf_of(officer), line.area_id)
    finally:
        await budget.close()
        await profiles.close()
    return Town(installation, data, split, circles)


async def _a_published_split(officer: BudgetClient, approver: BudgetClient) -> SplitView:
    source = await officer.add_source(
        AddSource(year=YEAR, name="Jeugdbudget", amount_cents=TOTAL_CENTS), key=uuid4().hex
    )
    await approver.confirm_source(source.id, ConfirmSource(version=source.version))
    split = await officer.draft_split(_plan([source.id], 0), key=uuid4().hex)
    split = await officer.propose_split(split.id, ProposeSplit(version=split.version))
    approval = ApproveSplit(version=split.version, no_stake=True, document="Besluit 1")
    split = await approver.approve_split(split.id, approval)
    return await officer.publish_split(split.id, PublishSplit(version=split.version, where="Gemeenteblad 1"))


def _plan(source_ids: list[object], base_cents: int) -> DraftSplit:
    key = AllocationKey(base_per_area_cents=base_cents, components=[KeyComponent(indicator="young_people_0_14")])
    areas = PlanLine(key="areas", kind=LineKind.AREAS, share="2/3", allocation=key)
    lines = [areas, PlanLine(key="city-wide", kind=LineKind.CITY_WIDE)]
    return DraftSplit.model_validate({"year": YEAR, "source_ids": source_ids, "lines": lines})


async def _a_circle(profiles: ProfilesClient, area_id: str) -> Circle:
    added = []
    for role in (Role.AREA_WORKER, Role.AREA_RESIDENT):
        email = f"{role.value}-{area_id}@voorbeeld.nl"
        body = AddPerson(display_name="Sam", email=email, role=role, within=area_id)
        added.append(str((await profiles.add_person(body, key=uuid4().hex)).id))
    return added[0], added[1]


_OFFICE = {"policy_officer": str(uuid4()), "approver": str(uuid4())}


def _signed(data: Path, role: str, within: str | None, person_id: str = "") -> Caller:
    """As the frontend of this installation names somebody who is signed in."""
    return _maker(data).signed(Caller("person", person_id or _OFFICE[role], (Membership(role, within),)))


@cache
def _maker(data: Path) -> TokenMaker:
    return TokenMaker((data / "keys" / "frontend.json").read_text())
