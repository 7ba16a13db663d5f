"""The part of the typed client that is about the conference and neighbourhood contracts: one method per route."""

from services.budget.contract import show_refusals
from services.budget.contract.show import (
    ConferencePlan,
    ContractView,
    DraftContract,
    LookBack,
    MoveConference,
    PlanConference,
    SignContract,
    WriteLesson,
)
from services.kit.http import ServiceClient

REFUSALS = show_refusals
"""Imported, so that what budget refuses arrives as the same class."""


class ShowClient(ServiceClient):
    async def conference_plan(self, year: int) -> ConferencePlan:
        return await self._ask(ConferencePlan, "GET", f"/v1/conferences/{year}")

    async def plan_conference(self, year: int, body: PlanConference) -> ConferencePlan:
        """For policy officers. Raises StaleVersion, ConferenceIsKept, UnknownInitiative (a slot without a result)."""
        return await self._ask(ConferencePlan, "PUT", f"/v1/conferences/{year}", body=body)

    async def move_conference(self, year: int, body: MoveConference) -> ConferencePlan:
        """For policy officers. Raises StaleVersion, ConferenceMove."""
        return await self._ask(ConferencePlan, "POST", f"/v1/conferences/{year}/moves", body=body)

    async def write_lesson(self, year: int, area_id: str, body: WriteLesson) -> ConferencePlan:
        """For the circle of the area and policy officers. Raises StaleVersion, ConferenceIsKept, UnknownInitiative."""
        return await self._ask(ConferencePlan, "PUT", f"/v1/conferences/{year}/lessons/{area_id}", body=body)

    async def booklet(self, year: int) -> bytes:
        """PDF/UA: programme and results, to print."""
        return await self._ask(bytes, "GET", f"/v1/conferences/{year}/booklet")

    async def contract(self, year: int, area_id: str) -> ContractView:
        """With no versions as long as nobody drafted one."""
        return await self._ask(ContractView, "GET", f"/v1/contracts/{year}/{area_id}")

    async def draft_contract(self, year: int, area_id: str, body: DraftContract, *, key: str) -> ContractView:
        """For the area's workers and policy officers. Raises NewerContract, UnknownLine, UnknownInitiative."""
        path = f"/v1/contracts/{year}/{area_id}/versions"
        return await self._ask(ContractView, "POST", path, body=body, key=key)

    async def sign_contract(self, year: int, area_id: str, number: int, body: SignContract) -> ContractView:
        """The newest version. Raises NoContract, NewerContract, NotYourSignature, SignedAlready."""
        path = f"/v1/contracts/{year}/{area_id}/versions/{number}/signatures"
        return await self._ask(ContractView, "POST", path, body=body)

    async def look_back(self, year: int, area_id: str, number: int, position: int, body: LookBack) -> ContractView:
        """For circle and officers, until the conference is kept. Raises NoContract, NotSignedYet, ConferenceIsKept."""
        path = f"/v1/contracts/{year}/{area_id}/versions/{number}/promises/{position}/outcome"
        return await self._ask(ContractView, "PUT", path, body=body)
