"""Routes of the steps around a decision: complete an idea, say no to it, withdraw it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Annotated, TypeVar
from uuid import UUID

from fastapi import APIRouter, Depends

from services.budget.api.asking import ask_is_applicant
from services.budget.api.wiring import PUBLIC, OfficeDep, ProfilesDep
from services.budget.contract.initiatives import InitiativeState
from services.budget.contract.procedure import (
    AgreeRefusal,
    AnswerRefusal,
    AskCompletion,
    CompleteIdea,
    ProcedureView,
    ProposeRefusal,
    RefusalView,
    WithdrawIdea,
    WithdrawRefusal,
)
from services.budget.contract.procedure_refusals import UnknownRefusal
from services.budget.procedure_views import procedure_view, public_refusal
from services.budget.store.initiative_queries import find_applicant, get_whole_initiative
from services.budget.store.procedure_queries import find_refusal
from services.budget.store.tables import Initiative
from services.budget.usecases.keep_photo import check_own
from services.budget.usecases.letters import complete_idea, refuse_idea, withdraw_idea
from services.budget.usecases.letters.deciding import Decider, check_decides
from services.budget.usecases.office import Office
from services.budget.usecases.schemes.scheme_of import scheme_of_idea
from services.kit.caller import AnyCaller, ApplicantCaller, Caller, KnownCaller, PersonCaller
from services.kit.database import Database, DatabaseDep, Session
from services.kit.idempotency import Once, OnceDep
from services.profiles.contract.client import ProfilesClient

router = APIRouter(prefix="/initiatives/{initiative_id}", tags=["procedure"])
STEP = "Where the idea now stands"
BodyT = TypeVar("BodyT")


@router.get(
    "/procedure",
    operation_id="getProcedure",
    summary="Where an idea stands by law, for its applicant and for who decides",
    response_description="Its term, what was asked, and the no that is proposed or given",
)
async def procedure(
    initiative_id: UUID, caller: KnownCaller, database: DatabaseDep, office: OfficeDep
) -> ProcedureView:
    async with database.reading() as session:
        whole = await get_whole_initiative(session, initiative_id, public=caller.kind != "applicant")
        if caller.kind == "person":
            check_decides(caller, whole.initiative.area_id)
        else:
            check_own(caller, initiative_id)
        return await procedure_view(session, whole.initiative, caller, office)


@router.get(
    "/refusal",
    dependencies=[PUBLIC],
    operation_id="getRefusal",
    summary="The no to an idea that was refused: the ground, not what people wrote",
    response_description="The ground and the day",
)
async def refusal(initiative_id: UUID, caller: AnyCaller, database: DatabaseDep, office: OfficeDep) -> RefusalView:
    async with database.reading() as session:
        whole = await get_whole_initiative(session, initiative_id, public=True)
        said = await find_refusal(session, initiative_id)
        if said is None or whole.initiative.state != InitiativeState.REFUSED.value:
            raise UnknownRefusal
        return public_refusal(said, await scheme_of_idea(session, whole.initiative, office), office)


@dataclass(frozen=True)
class Steps:
    """Takes one step around a decision, once, and shows where the idea then stands.

    `by_decider` first asks whether it is the decider's own idea: nobody decides on what is theirs (Awb 2:4).
    """

    once: Once
    database: Database
    profiles: ProfilesClient
    office: Office

    async def by_decider(
        self,
        caller: Caller,
        initiative_id: UUID,
        body: BodyT,
        step: Callable[[Session, Decider, UUID, BodyT, Office], Awaitable[Initiative]],
    ) -> ProcedureView:
        async with self.database.reading() as session:
            whole = await get_whole_initiative(session, initiative_id, public=True)
            applicant = await find_applicant(session, initiative_id)
        check_decides(caller, whole.initiative.area_id)
        email = applicant.contact_email if applicant else None
        who = Decider(caller, await ask_is_applicant(self.profiles, caller, email))
        return await self._take(caller, lambda session: step(session, who, initiative_id, body, self.office))

    async def by_applicant(
        self,
        caller: Caller,
        initiative_id: UUID,
        body: BodyT,
        step: Callable[[Session, Caller, UUID, BodyT, Office], Awaitable[Initiative]],
    ) -> ProcedureView:
        return await self._take(caller, lambda session: step(session, caller, initiative_id, body, self.office))

    async def _take(self, caller: Caller, step: Callable[[Session], Awaitable[Initiative]]) -> ProcedureView:
        async with self.database.transaction() as session:

            async def work() -> ProcedureView:
                return await procedure_view(session, await step(session), caller, self.office)

            return await self.once.answer(session, ProcedureView, work)


async def _steps(once: OnceDep, database: DatabaseDep, profiles: ProfilesDep, office: OfficeDep) -> Steps:
    return Steps(once, database, profiles, office)


StepsDep = Annotated[Steps, Depends(_steps)]


@router.post(
    "/completion-requests",
    status_code=201,
    operation_id="askCompletion",
    summary="Ask the applicant to complete the idea; the clock stands still meanwhile",
    response_description=STEP,
)
async def asking(initiative_id: UUID, body: AskCompletion, caller: PersonCaller, steps: StepsDep) -> ProcedureView:
    return await steps.by_decider(caller, initiative_id, body, complete_idea.ask_completion)


@router.post(
    "/completions",
    status_code=201,
    operation_id="completeIdea",
    summary="Complete the idea, as was asked; the clock goes on",
    response_description=STEP,
)
async def completing(
    initiative_id: UUID, body: CompleteIdea, caller: ApplicantCaller, steps: StepsDep
) -> ProcedureView:
    return await steps.by_applicant(caller, initiative_id, body, complete_idea.complete_idea)


@router.post(
    "/refusal-proposals",
    status_code=201,
    operation_id="proposeRefusal",
    summary="Propose a no, on a ground of the scheme; somebody of another kind agrees",
    response_description=STEP,
)
async def proposing(initiative_id: UUID, body: ProposeRefusal, caller: PersonCaller, steps: StepsDep) -> ProcedureView:
    return await steps.by_decider(caller, initiative_id, body, refuse_idea.propose_refusal)


@router.post(
    "/refusal-agreements",
    status_code=201,
    operation_id="agreeRefusal",
    summary="Agree with a no that somebody of another kind proposed; that is the decision",
    response_description=STEP,
)
async def agreeing(initiative_id: UUID, body: AgreeRefusal, caller: PersonCaller, steps: StepsDep) -> ProcedureView:
    return await steps.by_decider(caller, initiative_id, body, refuse_idea.agree_refusal)


@router.post(
    "/refusal-withdrawals",
    status_code=201,
    operation_id="withdrawRefusal",
    summary="Take back the no you proposed",
    response_description=STEP,
)
async def taking_back(
    initiative_id: UUID, body: WithdrawRefusal, caller: PersonCaller, steps: StepsDep
) -> ProcedureView:
    return await steps.by_decider(caller, initiative_id, body, refuse_idea.withdraw_refusal)


@router.post(
    "/refusal-answers",
    status_code=201,
    operation_id="answerRefusal",
    summary="Answer before a no is decided",
    response_description=STEP,
)
async def answering(
    initiative_id: UUID, body: AnswerRefusal, caller: ApplicantCaller, steps: StepsDep
) -> ProcedureView:
    return await steps.by_applicant(caller, initiative_id, body, refuse_idea.answer_refusal)


@router.post(
    "/withdrawals",
    status_code=201,
    operation_id="withdrawIdea",
    summary="Withdraw your own idea, before a decision",
    response_description=STEP,
)
async def withdrawing(
    initiative_id: UUID, body: WithdrawIdea, caller: ApplicantCaller, steps: StepsDep
) -> ProcedureView:
    return await steps.by_applicant(caller, initiative_id, body, withdraw_idea.withdraw_idea)
