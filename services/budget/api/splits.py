"""Routes of the year's split, from draft to publication, and of what a plan would give."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from services.budget.api.asking import ask_key
from services.budget.api.letting_in import PreparingCaller, ReadingCaller
from services.budget.api.wiring import OfficeDep, ProfilesDep
from services.budget.contract.refusals import UnknownSplit
from services.budget.contract.splits import (
    ApproveSplit,
    DiscardSplit,
    DividedPlan,
    DraftSplit,
    ProposeSplit,
    PublishSplit,
    ReturnSplit,
    SplitState,
    SplitView,
)
from services.budget.money_views import divided_plan, sees_plans, split_view
from services.budget.store.money_tables import Split
from services.budget.store.queries import get_whole_split, is_public, public_splits, whole_splits
from services.budget.usecases.approve_split import approve_split
from services.budget.usecases.discard_split import discard_split
from services.budget.usecases.draft_split import draft_split
from services.budget.usecases.freeze_plan import freeze_plan
from services.budget.usecases.propose_split import propose_split
from services.budget.usecases.publish_split import publish_split
from services.budget.usecases.return_split import return_split
from services.kit.caller import PersonCaller
from services.kit.contract import Year
from services.kit.database import DatabaseDep
from services.kit.idempotency import OnceDep

router = APIRouter(tags=["splits"])


@router.post(
    "/splits",
    status_code=201,
    operation_id="draftSplit",
    summary="Draft a year's split with the figures of profiles",
    response_description="The draft, with every line and the figures it froze",
)
async def draft(
    body: DraftSplit,
    caller: PreparingCaller,
    once: OnceDep,
    database: DatabaseDep,
    profiles: ProfilesDep,
    office: OfficeDep,
) -> SplitView:
    key = await ask_key(profiles, caller, body)
    async with database.transaction() as session:

        async def work() -> SplitView:
            split = await draft_split(session, caller, body, key, office)
            return split_view(await get_whole_split(session, split.id), caller, office)

        return await once.answer(session, SplitView, work)


@router.get(
    "/splits",
    operation_id="listSplits",
    summary="The splits of a year, newest first; the public sees what was published, and changes of it",
    response_description="The splits",
)
async def splits(
    caller: ReadingCaller, database: DatabaseDep, office: OfficeDep, year: Annotated[Year, Query()]
) -> list[SplitView]:
    visible = [] if sees_plans(caller) else [public_splits()]
    async with database.reading() as session:
        found = await whole_splits(session, Split.year == year, Split.state != SplitState.DISCARDED.value, *visible)
    return [split_view(whole, caller, office) for whole in found]


@router.get("/splits/{split_id}", operation_id="getSplit", summary="One split", response_description="The split")
async def split(split_id: UUID, caller: ReadingCaller, database: DatabaseDep, office: OfficeDep) -> SplitView:
    async with database.reading() as session:
        whole = await get_whole_split(session, split_id)
        may_see = sees_plans(caller) or await is_public(session, whole.split)
    if not may_see:
        raise UnknownSplit(split_id=str(split_id))
    return split_view(whole, caller, office)


@router.post(
    "/splits/{split_id}/proposal",
    operation_id="proposeSplit",
    summary="Propose a draft, or a split that came back",
    response_description="The split as it now is",
)
async def propose(
    split_id: UUID, body: ProposeSplit, caller: PreparingCaller, database: DatabaseDep, office: OfficeDep
) -> SplitView:
    async with database.transaction() as session:
        await propose_split(session, caller, split_id, seen_version=body.version, note=body.note, office=office)
        whole = await get_whole_split(session, split_id)
    return split_view(whole, caller, office)


@router.post(
    "/splits/{split_id}/approval",
    operation_id="approveSplit",
    summary="Approve a proposed split; its money stands in the ledger from then on",
    response_description="The split as it now is",
)
async def approve(
    split_id: UUID, body: ApproveSplit, caller: PersonCaller, database: DatabaseDep, office: OfficeDep
) -> SplitView:
    async with database.transaction() as session:
        await approve_split(session, caller, split_id, seen_version=body.version, document=body.document, office=office)
        whole = await get_whole_split(session, split_id)
    return split_view(whole, caller, office)


@router.post(
    "/splits/{split_id}/return",
    operation_id="returnSplit",
    summary="Send a proposed split back with the reason",
    response_description="The split as it now is",
)
async def send_back(
    split_id: UUID, body: ReturnSplit, caller: PersonCaller, database: DatabaseDep, office: OfficeDep
) -> SplitView:
    async with database.transaction() as session:
        await return_split(session, caller, split_id, seen_version=body.version, reason=body.reason, office=office)
        whole = await get_whole_split(session, split_id)
    return split_view(whole, caller, office)


@router.post(
    "/splits/{split_id}/publication",
    operation_id="publishSplit",
    summary="Publish an approved split; from then on people can ask for its money",
    response_description="The split as it now is",
)
async def publish(
    split_id: UUID, body: PublishSplit, caller: PersonCaller, database: DatabaseDep, office: OfficeDep
) -> SplitView:
    async with database.transaction() as session:
        await publish_split(session, caller, split_id, seen_version=body.version, where=body.where, office=office)
        whole = await get_whole_split(session, split_id)
    return split_view(whole, caller, office)


@router.post(
    "/splits/{split_id}/discarding",
    operation_id="discardSplit",
    summary="Put away a draft, or a split that came back",
    response_description="The split as it now is",
)
async def discard(
    split_id: UUID, body: DiscardSplit, caller: PreparingCaller, database: DatabaseDep, office: OfficeDep
) -> SplitView:
    async with database.transaction() as session:
        await discard_split(session, caller, split_id, seen_version=body.version, office=office)
        whole = await get_whole_split(session, split_id)
    return split_view(whole, caller, office)


@router.post(
    "/divided-plans",
    operation_id="dividePlan",
    summary="What a plan would give each line; nothing is kept",
    response_description="The plan, divided",
)
async def divide(
    body: DraftSplit, caller: PreparingCaller, database: DatabaseDep, profiles: ProfilesDep, office: OfficeDep
) -> DividedPlan:
    key = await ask_key(profiles, caller, body)
    async with database.reading() as session:
        frozen = await freeze_plan(session, body, key)
    return divided_plan(body.year, frozen.plan, frozen.figures, frozen.lines, office)
