"""The typed client of budget: one method per route."""

from datetime import date
from uuid import UUID

from services.budget.contract.applications_client import ApplicationsClient
from services.budget.contract.circle_mail_client import CircleMailClient
from services.budget.contract.deliberations_client import DeliberationsClient
from services.budget.contract.guard_client import GuardClient
from services.budget.contract.initiatives import (
    ApplicantSession,
    ApplicantToken,
    AskApplicantToken,
    CodeMailed,
    Conference,
    ConfirmIdea,
    DecisionView,
    DeclareStake,
    IdeaConfirmed,
    IdeaReceived,
    InitiativeView,
    OpenLink,
    OwnInitiativeView,
    PhotoKept,
    ResultView,
    SayYes,
    ShareResult,
    SubmitIdea,
)
from services.budget.contract.ledger import (
    CarriedOver,
    CarryOver,
    CorrectPosting,
    PostingView,
    RecordPayment,
    RecordRepayment,
    ReleaseAward,
    TrialBalance,
)
from services.budget.contract.models import Terms, YearMoney
from services.budget.contract.open_data import OpenDataYear, OpenDataYears, SplitDocument
from services.budget.contract.payments_client import PaymentsClient
from services.budget.contract.procedure_client import ProcedureClient
from services.budget.contract.rounds_client import RoundsClient
from services.budget.contract.sample_client import SampleClient
from services.budget.contract.savings import (
    ApproveSavingsCase,
    ProposeSavingsCase,
    ProposeSavingsCaseAgain,
    ReportSeenSavings,
    ReturnSavingsCase,
    SavingsCaseView,
    WithdrawSavingsCase,
)
from services.budget.contract.schemes_client import SchemesClient
from services.budget.contract.show_client import ShowClient
from services.budget.contract.software_client import SoftwareClient
from services.budget.contract.sources import AddSource, ConfirmSource, SourceView, WithdrawSource
from services.budget.contract.splits import (
    ApproveSplit,
    DiscardSplit,
    DividedPlan,
    DraftSplit,
    ProposeSplit,
    PublishSplit,
    ReturnSplit,
    SplitView,
)


class BudgetClient(
    RoundsClient,
    GuardClient,
    SchemesClient,
    ApplicationsClient,
    SoftwareClient,
    CircleMailClient,
    DeliberationsClient,
    PaymentsClient,
    ProcedureClient,
    ShowClient,
    SampleClient,
):
    service = "budget"

    async def add_source(self, body: AddSource, *, key: str) -> SourceView:
        """For policy officers and software. Raises SplitNotExact when the share gives no whole cents."""
        return await self._ask(SourceView, "POST", "/v1/sources", body=body, key=key)

    async def sources(self, year: int) -> list[SourceView]:
        """All of them, also those that were withdrawn, in the order they were added."""
        return await self._ask(list[SourceView], "GET", "/v1/sources", query={"year": year})

    async def confirm_source(self, source_id: UUID, body: ConfirmSource) -> SourceView:
        """For approvers. Raises AdderCannotConfirm, StaleVersion, SourceMove."""
        return await self._ask(SourceView, "POST", f"/v1/sources/{source_id}/confirmation", body=body)

    async def withdraw_source(self, source_id: UUID, body: WithdrawSource) -> SourceView:
        """For policy officers. Raises StaleVersion, SourceMove."""
        return await self._ask(SourceView, "POST", f"/v1/sources/{source_id}/withdrawal", body=body)

    async def propose_savings_case(self, body: ProposeSavingsCase, *, key: str) -> SavingsCaseView:
        """For policy officers. Raises SavingsInterval, SavingsNothing."""
        return await self._ask(SavingsCaseView, "POST", "/v1/savings-cases", body=body, key=key)

    async def savings_cases(self, year: int) -> list[SavingsCaseView]:
        """In the order they were proposed first. The public sees approved ones only."""
        return await self._ask(list[SavingsCaseView], "GET", "/v1/savings-cases", query={"year": year})

    async def savings_case(self, case_id: UUID) -> SavingsCaseView:
        return await self._ask(SavingsCaseView, "GET", f"/v1/savings-cases/{case_id}")

    async def propose_savings_case_again(self, case_id: UUID, body: ProposeSavingsCaseAgain) -> SavingsCaseView:
        """For policy officers, of a case that came back. Raises StaleVersion, SavingsMove, SavingsInterval."""
        return await self._ask(SavingsCaseView, "POST", f"/v1/savings-cases/{case_id}/proposal", body=body)

    async def withdraw_savings_case(self, case_id: UUID, body: WithdrawSavingsCase) -> SavingsCaseView:
        """For policy officers. Raises StaleVersion, SavingsMove."""
        return await self._ask(SavingsCaseView, "POST", f"/v1/savings-cases/{case_id}/withdrawal", body=body)

    async def approve_savings_case(self, case_id: UUID, body: ApproveSavingsCase) -> SavingsCaseView:
        """For approvers; makes a planned source. Raises SavingsProposerCannotDecide, StaleVersion, SavingsMove."""
        return await self._ask(SavingsCaseView, "POST", f"/v1/savings-cases/{case_id}/approval", body=body)

    async def return_savings_case(self, case_id: UUID, body: ReturnSavingsCase) -> SavingsCaseView:
        """For approvers. Raises SavingsProposerCannotDecide, StaleVersion, SavingsMove."""
        return await self._ask(SavingsCaseView, "POST", f"/v1/savings-cases/{case_id}/return", body=body)

    async def report_seen_savings(self, case_id: UUID, body: ReportSeenSavings, *, key: str) -> SavingsCaseView:
        """For policy officers. Raises StaleVersion, SavingsMove, and that a year or day cannot be."""
        return await self._ask(SavingsCaseView, "POST", f"/v1/savings-cases/{case_id}/seen", body=body, key=key)

    async def approve_seen_savings(self, case_id: UUID, body: ApproveSavingsCase) -> SavingsCaseView:
        """For approvers; makes a planned source of what it adds. Raises what `approve_savings_case` raises."""
        return await self._ask(SavingsCaseView, "POST", f"/v1/savings-cases/{case_id}/seen-approval", body=body)

    async def return_seen_savings(self, case_id: UUID, body: ReturnSavingsCase) -> SavingsCaseView:
        """For approvers. Raises what `return_savings_case` raises."""
        return await self._ask(SavingsCaseView, "POST", f"/v1/savings-cases/{case_id}/seen-return", body=body)

    async def divide_plan(self, body: DraftSplit) -> DividedPlan:
        """What the plan would give; nothing is kept. Raises what `draft_split` raises."""
        return await self._ask(DividedPlan, "POST", "/v1/divided-plans", body=body)

    async def draft_split(self, body: DraftSplit, *, key: str) -> SplitView:
        """For policy officers, software; profiles gives the figures. Raises SplitNotExact, NoWeight, YearHasSplit."""
        return await self._ask(SplitView, "POST", "/v1/splits", body=body, key=key)

    async def splits(self, year: int) -> list[SplitView]:
        """Newest first. The public sees published splits only."""
        return await self._ask(list[SplitView], "GET", "/v1/splits", query={"year": year})

    async def split(self, split_id: UUID) -> SplitView:
        return await self._ask(SplitView, "GET", f"/v1/splits/{split_id}")

    async def propose_split(self, split_id: UUID, body: ProposeSplit) -> SplitView:
        """For policy officers; for software its own draft. Raises StaleVersion, SplitMove, NotDraftedByThisSoftware."""
        return await self._ask(SplitView, "POST", f"/v1/splits/{split_id}/proposal", body=body)

    async def approve_split(self, split_id: UUID, body: ApproveSplit) -> SplitView:
        """Raises StaleVersion, ProposerCannotApprove, SplitMove, YearHasSplit, SourceNotConfirmed.

        Of a change during the year also CeilingBelowCommitted and SplitIsNotInForce.
        """
        return await self._ask(SplitView, "POST", f"/v1/splits/{split_id}/approval", body=body)

    async def return_split(self, split_id: UUID, body: ReturnSplit) -> SplitView:
        return await self._ask(SplitView, "POST", f"/v1/splits/{split_id}/return", body=body)

    async def publish_split(self, split_id: UUID, body: PublishSplit) -> SplitView:
        """For policy officers and approvers. Raises StaleVersion, SplitMove."""
        return await self._ask(SplitView, "POST", f"/v1/splits/{split_id}/publication", body=body)

    async def discard_split(self, split_id: UUID, body: DiscardSplit) -> SplitView:
        """For policy officers; for software its own draft. Raises StaleVersion, SplitMove, NotDraftedByThisSoftware."""
        return await self._ask(SplitView, "POST", f"/v1/splits/{split_id}/discarding", body=body)

    async def money(self, year: int) -> YearMoney:
        return await self._ask(YearMoney, "GET", "/v1/money", query={"year": year})

    async def postings(
        self, year: int, *, line_id: UUID | None = None, initiative_id: UUID | None = None, on: date | None = None
    ) -> list[PostingView]:
        """The ledger of a year, or the statement of a line or an initiative; `on`: as it stood that evening."""
        query = {"year": year, "lineId": line_id, "initiativeId": initiative_id, "on": on}
        return await self._ask(list[PostingView], "GET", "/v1/postings", query=query)

    async def trial_balance(self, year: int, on: date | None = None) -> TrialBalance:
        return await self._ask(TrialBalance, "GET", "/v1/trial-balance", query={"year": year, "on": on})

    async def record_payment(self, body: RecordPayment, *, key: str) -> PostingView:
        """For policy officers. Raises MoreThanStands."""
        return await self._ask(PostingView, "POST", "/v1/payments", body=body, key=key)

    async def record_repayment(self, body: RecordRepayment, *, key: str) -> PostingView:
        """For policy officers. Raises MoreThanStands."""
        return await self._ask(PostingView, "POST", "/v1/repayments", body=body, key=key)

    async def release_award(self, body: ReleaseAward, *, key: str) -> PostingView:
        """For policy officers. Raises MoreThanStands."""
        return await self._ask(PostingView, "POST", "/v1/releases", body=body, key=key)

    async def correct_posting(self, body: CorrectPosting, *, key: str) -> PostingView:
        """For policy officers. Raises UnknownPosting, NotToCorrect, CorrectedAlready, NothingLeft."""
        return await self._ask(PostingView, "POST", "/v1/corrections", body=body, key=key)

    async def carry_over(self, body: CarryOver, *, key: str) -> CarriedOver:
        """For policy officers. Raises UnknownLine, NothingToCarry."""
        return await self._ask(CarriedOver, "POST", "/v1/carry-overs", body=body, key=key)

    async def submit_idea(self, body: SubmitIdea, *, key: str) -> IdeaReceived:
        return await self._ask(IdeaReceived, "POST", "/v1/initiatives", body=body, key=key)

    async def confirm_idea(self, initiative_id: UUID, body: ConfirmIdea) -> IdeaConfirmed:
        """Raises WrongCode, TooManyCodes."""
        return await self._ask(IdeaConfirmed, "POST", f"/v1/initiatives/{initiative_id}/confirmation", body=body)

    async def mail_new_code(self, initiative_id: UUID, *, key: str) -> CodeMailed:
        """For an idea that waits for its code. Raises InitiativeMove (confirmed already), TooManyNewCodes."""
        return await self._ask(CodeMailed, "POST", f"/v1/initiatives/{initiative_id}/codes", key=key)

    async def open_link(self, body: OpenLink) -> ApplicantSession:
        """Swap the secret of the mailed link for a session of this browser. Raises LinkNotKnown."""
        return await self._ask(ApplicantSession, "POST", "/v1/applicant-sessions", body=body)

    async def applicant_token(self, body: AskApplicantToken) -> ApplicantToken:
        return await self._ask(ApplicantToken, "POST", "/v1/applicant-tokens", body=body)

    async def initiatives(self, year: int, area_id: str | None = None) -> list[InitiativeView]:
        """Confirmed initiatives, newest first."""
        query = {"year": year, "areaId": area_id}
        return await self._ask(list[InitiativeView], "GET", "/v1/initiatives", query=query)

    async def initiative(self, initiative_id: UUID) -> InitiativeView:
        return await self._ask(InitiativeView, "GET", f"/v1/initiatives/{initiative_id}")

    async def own_initiative(self, initiative_id: UUID) -> OwnInitiativeView:
        """For the applicant."""
        return await self._ask(OwnInitiativeView, "GET", f"/v1/initiatives/{initiative_id}/own")

    async def decisions(self, year: int, area_id: str | None) -> list[DecisionView]:
        """Open initiatives of an area, or of the whole city, for a member of its deciding circle."""
        query = {"year": year, "areaId": area_id}
        return await self._ask(list[DecisionView], "GET", "/v1/decisions", query=query)

    async def say_yes(self, initiative_id: UUID, body: SayYes, *, key: str) -> InitiativeView:
        """The second yes to the same awards. Raises NotOfThisCircle, HasStake, SeatTaken, NotEnoughLeft, StaleVersion,
        and for a part ProposalNotOfIdea, PartNotAllowed.

        Another yes of the same person, with another key, raises AlreadySaidYes.
        """
        return await self._ask(InitiativeView, "POST", f"/v1/initiatives/{initiative_id}/yeses", body=body, key=key)

    async def declare_stake(self, initiative_id: UUID, body: DeclareStake, *, key: str) -> InitiativeView:
        """Saying it twice changes nothing. Raises NotOfThisCircle, StaleVersion, InitiativeMove."""
        return await self._ask(InitiativeView, "POST", f"/v1/initiatives/{initiative_id}/stakes", body=body, key=key)

    async def keep_photo(self, initiative_id: UUID, photo: bytes) -> PhotoKept:
        """JPEG, PNG or WebP, checked by content; metadata is stripped. Raises NotAPhoto, PhotoTooLarge."""
        path = f"/v1/initiatives/{initiative_id}/photos"
        return await self._ask(PhotoKept, "POST", path, files={"photo": ("photo", photo)})

    async def photo(self, photo_id: str) -> bytes:
        """WebP."""
        return await self._ask(bytes, "GET", f"/v1/photos/{photo_id}")

    async def share_result(self, initiative_id: UUID, body: ShareResult) -> ResultView:
        return await self._ask(ResultView, "POST", f"/v1/initiatives/{initiative_id}/result", body=body)

    async def conference(self, year: int) -> Conference:
        return await self._ask(Conference, "GET", "/v1/conference", query={"year": year})

    async def terms(self, year: int | None = None) -> Terms:
        """What this municipality set: weeks until the answer (of a year), and how long who applied is kept."""
        return await self._ask(Terms, "GET", "/v1/terms", query={"year": year})

    async def open_data_years(self) -> OpenDataYears:
        return await self._ask(OpenDataYears, "GET", "/v1/open-data")

    async def open_data_year(self, year: int) -> OpenDataYear:
        return await self._ask(OpenDataYear, "GET", f"/v1/open-data/{year}")

    async def open_data_file(self, year: int, name: str, *, as_csv: bool = False) -> bytes:
        """JSON or CSV, exactly as it is. Raises NoPublishedSplit, NoAwardsYet."""
        accept = {"Accept": "text/csv" if as_csv else "application/json"}
        return await self._ask(bytes, "GET", f"/v1/open-data/{year}/{name}", headers=accept)

    async def open_split(self, year: int) -> SplitDocument:
        """The split in force of a year, with all that is needed to divide again. Raises NoPublishedSplit."""
        return await self._ask(SplitDocument, "GET", f"/v1/open-data/{year}/split")

    async def export_split(self, split_id: UUID) -> SplitDocument:
        """Raises UnknownSplit."""
        return await self._ask(SplitDocument, "GET", f"/v1/splits/{split_id}/export")
