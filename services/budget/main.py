"""Wires the budget service; the only place where its parts meet."""

from asyncio import Semaphore
from pathlib import Path

from fastapi import FastAPI

from services.budget.api import (
    accounts,
    applicants,
    applications,
    attachments,
    award_changes,
    ballots,
    circle,
    circle_mail,
    conferences,
    contracts,
    deliberations,
    documents,
    drafts,
    guard,
    initiatives,
    least,
    letters,
    messages,
    money,
    moves,
    objections,
    open_data,
    payments,
    procedure,
    results,
    rounds,
    samples,
    savings,
    schemes,
    software,
    sources,
    splits,
    terms,
)
from services.budget.api.letting_in import software_of
from services.budget.contract.deliberation_refusals import ProposalOpenAlready, WaitsAlready
from services.budget.contract.objection_refusals import ObjectedAlready, TookPart
from services.budget.contract.payment_refusals import (
    BatchPreparerCannotRelease,
    ChangeOpen,
    PaymentUnderWay,
    ProposerCannotDecideChange,
    TellerCannotCheck,
)
from services.budget.contract.procedure_refusals import CompletionAsked, NoOfAnother, RefusalProposed
from services.budget.contract.refusals import (
    AdderCannotConfirm,
    AlreadySaidYes,
    CorrectedAlready,
    MoreThanStands,
    NothingLeft,
    ProposerCannotApprove,
    SeatTaken,
    YearHasSplit,
)
from services.budget.contract.round_refusals import RoundSetterCannotConfirm
from services.budget.contract.sample_refusals import SampleDrawn
from services.budget.contract.savings_refusals import SavingsProposerCannotDecide
from services.budget.contract.scheme_refusals import SchemeSetterCannotPublish
from services.budget.contract.show_refusals import NewerContract, SignedAlready
from services.budget.settings import Settings
from services.budget.store.attachment_files import AttachmentFiles
from services.budget.store.document_files import DocumentFiles
from services.budget.store.photo_files import PhotoFiles
from services.budget.usecases.applications.keep_attachment import FORGET_FILES, file_forgetter
from services.budget.usecases.circle_mail.ask_mail import FORGET_CIRCLE_MAIL, circle_mail_forgetter
from services.budget.usecases.circle_mail.forget_member import on_person_forgotten, on_role_ended
from services.budget.usecases.deliberations.end_proposal import END_PROPOSAL, proposal_ender
from services.budget.usecases.drafts.forget_draft import FORGET_DRAFT, draft_forgetter
from services.budget.usecases.forget_applicant import FORGET_APPLICANT, applicant_forgetter
from services.budget.usecases.letters.invite_result import INVITE_RESULT, result_inviter
from services.budget.usecases.letters.watch_term import WATCH_TERM, term_watcher
from services.budget.usecases.mails import SEND_MAIL, mail_sender
from services.budget.usecases.office import Office
from services.budget.usecases.payments.look_after import LOOK_AFTER_PAYMENTS, payments_keeper
from services.budget.usecases.rounds.close_round import CLOSE_ROUND, round_closer
from services.budget.usecases.sweep_files import SWEEP_FILES, Folders, file_sweeper
from services.budget.usecases.waiting.notice_waiting import waiting_noticer
from services.budget.usecases.waiting.plan_notice import NOTICE_WAITING
from services.kit.app import KIT_LOCALE, MEGABYTE, create_service_app
from services.kit.clock import Clock
from services.kit.http import EventPoster
from services.kit.logging import configure_logging
from services.kit.mail import FolderPost, Post, SmtpPost
from services.kit.texts import Texts
from services.kit.typesetter import Typesetter
from services.profiles.contract.client import ProfilesClient
from services.profiles.contract.events import PERSON_FORGOTTEN, ROLE_ENDED

LOCALE = Path(__file__).parent / "locale"
CONSTRAINTS = {
    "uq_splits_in_force": YearHasSplit,
    "ck_splits_four_eyes": ProposerCannotApprove,
    "pk_contract_signatures": SignedAlready,
    "uq_contract_signatures_person": SignedAlready,
    "pk_sample_draws": SampleDrawn,
    "pk_contract_versions": NewerContract,
    "uq_yeses_person": AlreadySaidYes,
    "uq_yeses_seat": SeatTaken,
    "ck_balances_not_overspent": NothingLeft,
    "ck_initiative_balances_not_overpaid": MoreThanStands,
    "uq_postings_corrects": CorrectedAlready,
    "ck_sources_four_eyes": AdderCannotConfirm,
    "uq_proposals_open": ProposalOpenAlready,
    "pk_waiting_ideas": WaitsAlready,
    "ck_rounds_four_eyes": RoundSetterCannotConfirm,
    "uq_objections_of_applicant": ObjectedAlready,
    "ck_objections_other_eyes": TookPart,
    "ck_refusals_four_eyes": NoOfAnother,
    "uq_refusals_one": RefusalProposed,
    "uq_completion_requests_open": CompletionAsked,
    "ck_schemes_four_eyes": SchemeSetterCannotPublish,
    "ck_savings_cases_four_eyes": SavingsProposerCannotDecide,
    "ck_bank_accounts_four_eyes": TellerCannotCheck,
    "ck_payment_batches_four_eyes": BatchPreparerCannotRelease,
    "uq_batch_payments_under_way": PaymentUnderWay,
    "uq_award_changes_open": ChangeOpen,
    "ck_award_changes_four_eyes": ProposerCannotDecideChange,
    "ck_savings_cases_seen_four_eyes": SavingsProposerCannotDecide,
}
# Room for a photo that is a little too large, so that it is refused in words of its own.
BODY_LIMITS = dict.fromkeys(("/photos", "/documents", "/attachments", "/payment-statuses"), 12 * MEGABYTE)


def create_app(
    settings: Settings | None = None,
    *,
    profiles: ProfilesClient | None = None,
    clock: Clock | None = None,
    poster: EventPoster | None = None,
    run_worker: bool = True,
) -> FastAPI:
    """The budget service. Without settings it reads the environment and writes its logs."""
    if settings is None:
        configure_logging("budget")
        settings = Settings()
    the_clock = clock or settings.clock()
    office = Office(the_clock, Texts(KIT_LOCALE, LOCALE), settings)
    client = profiles or ProfilesClient(settings.profiles_url)
    attachment_files = AttachmentFiles(settings.data / "budget" / "attachments")
    document_files = DocumentFiles(settings.data / "budget" / "documents")
    photo_files = PhotoFiles(settings.data / "budget" / "photos")
    app = create_service_app(
        name="budget",
        title="Voorveld budget",
        description="The year's split, the ledger, and initiatives from first words to shown result.",
        settings=settings,
        routers=[
            routes.router
            for routes in (
                sources,
                savings,
                schemes,
                software,
                rounds,
                ballots,
                splits,
                money,
                moves,
                accounts,
                payments,
                award_changes,
                open_data,
                initiatives,
                least,
                drafts,
                applications,
                attachments,
                letters,
                messages,
                procedure,
                objections,
                circle,
                circle_mail,
                deliberations,
                applicants,
                results,
                documents,
                guard,
                conferences,
                samples,
                contracts,
                terms,
            )
        ],
        locale=LOCALE,
        constraints=CONSTRAINTS,
        events={ROLE_ENDED: on_role_ended, PERSON_FORGOTTEN: on_person_forgotten},
        work={
            SEND_MAIL: mail_sender(_post(settings), settings.mail_sender, office),
            FORGET_APPLICANT: applicant_forgetter(office),
            CLOSE_ROUND: round_closer(office),
            END_PROPOSAL: proposal_ender(office),
            NOTICE_WAITING: waiting_noticer(office),
            LOOK_AFTER_PAYMENTS: payments_keeper(office),
            WATCH_TERM: term_watcher(office),
            INVITE_RESULT: result_inviter(office),
            FORGET_DRAFT: draft_forgetter(office),
            FORGET_CIRCLE_MAIL: circle_mail_forgetter(office),
            FORGET_FILES: file_forgetter(attachment_files),
            SWEEP_FILES: file_sweeper(office, Folders(photo_files, document_files, attachment_files)),
        },
        clock=the_clock,
        poster=poster,
        on_close=[client.close],
        body_limits=BODY_LIMITS,
        software=software_of,
        run_worker=run_worker,
    )
    app.state.office, app.state.profiles = office, client
    app.state.ballot_turns = Semaphore(ballots.BALLOTS_AT_ONCE)
    app.state.typesetter = Typesetter(Path(__file__).parent / "templates")
    app.state.attachment_files = attachment_files
    app.state.document_files = document_files
    app.state.photo_files = photo_files
    return app


def _post(settings: Settings) -> Post:
    in_folder = settings.in_development and not settings.smtp_url
    return FolderPost(settings.data / "mail") if in_folder else SmtpPost(settings.smtp_url, settings.smtp_ca)
