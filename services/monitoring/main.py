"""Wires monitoring: settings, clients, routes and what it hears from others."""

import asyncio
from pathlib import Path

from fastapi import FastAPI

from services.budget.contract.events import RESULT_SHARED, RESULT_SHARED_V2, ResultShared, ResultSharedV2
from services.kit.app import KIT_LOCALE, create_service_app
from services.kit.caller import TokenMaker
from services.kit.clock import Clock
from services.kit.database import Database, Session
from services.kit.http import EventPoster, OutwardPoster
from services.kit.logging import configure_logging
from services.kit.mail import FolderPost, Post, SmtpPost
from services.kit.outbox import CloudEvent, EventHandler
from services.kit.texts import Texts
from services.monitoring.api import (
    areas,
    breaches,
    contacts,
    council,
    deliveries,
    dossiers,
    initiatives,
    learning,
    partners,
    programme,
    programme_targets,
    referral_corrections,
    referrals,
    referrals_by_hand,
    reports,
    reviews,
    series,
    streams,
    submissions,
    survey_follow,
    surveys,
    talk_points,
    talks,
    timeliness,
    webhooks,
)
from services.monitoring.api.dependencies import partner_of_key
from services.monitoring.contract.programme_refusals import FeedExists, TargetExists, TargetProposerCannotApprove
from services.monitoring.contract.referral_refusals import SampleExists
from services.monitoring.contract.refusals import PartnerExists
from services.monitoring.contract.survey_refusals import SummaryWriterCannotSend
from services.monitoring.settings import Settings
from services.monitoring.usecases.contacts.keep_contact import FORGET_CONTACT, contact_forgetter
from services.monitoring.usecases.contacts.plan_reminders import PLAN_REMINDERS, REMIND, reminder_planner
from services.monitoring.usecases.contacts.remind import partner_reminder
from services.monitoring.usecases.council.keep_address import FORGET_COUNCIL, council_forgetter
from services.monitoring.usecases.forget_partnership import FORGET_PARTNERSHIP, partnership_forgetter
from services.monitoring.usecases.mails import SEND_MAIL, mail_sender
from services.monitoring.usecases.office import Office
from services.monitoring.usecases.referrals.forget_referrals import referral_forgetter
from services.monitoring.usecases.referrals.message import FORGET_REFERRALS
from services.monitoring.usecases.surveys.close_survey import FORGET_TEXTS, survey_closer, text_forgetter
from services.monitoring.usecases.surveys.open_survey import CLOSE_SURVEY, REMIND_SURVEY, survey_reminder
from services.monitoring.usecases.surveys.tries import FORGET_TRIES, try_forgetter
from services.monitoring.usecases.take_result import take_result
from services.monitoring.usecases.terms import remembered_areas, remembered_terms
from services.monitoring.usecases.webhooks.plan_message import SEND_WEBHOOK
from services.monitoring.usecases.webhooks.send_message import webhook_sender
from services.profiles.contract.client import ProfilesClient

LOCALE = Path(__file__).parent / "locale"
CONSTRAINTS = {
    "uq_programme_feeds_partner": FeedExists,
    "uq_programme_feeds_survey": FeedExists,
    "uq_programme_targets_proposed": TargetExists,
    "uq_programme_targets_in_force": TargetExists,
    "ck_programme_targets_four_eyes": TargetProposerCannotApprove,
    "uq_partners_name": PartnerExists,
    "uq_referral_samples_partner_id_quarter": SampleExists,
    "ck_survey_summaries_four_eyes": SummaryWriterCannotSend,
}


def create_app(
    settings: Settings | None = None,
    *,
    profiles: ProfilesClient | None = None,
    clock: Clock | None = None,
    poster: EventPoster | None = None,
    outward: OutwardPoster | None = None,
    run_worker: bool = True,
) -> FastAPI:
    """The app of monitoring; without settings they come from the environment, as when uvicorn starts it."""
    if settings is None:
        configure_logging("monitoring")
        settings = Settings()
    the_clock, the_profiles = clock or settings.clock(), profiles or ProfilesClient(settings.profiles_url)
    office = Office(the_clock, Texts(KIT_LOCALE, LOCALE), settings)
    known_areas = remembered_areas(the_profiles, TokenMaker(settings.signing_key))
    app = create_service_app(
        name="monitoring",
        title="Voorveld monitoring",
        description="Partners, their agreements and KPIs, and the values their software delivers.",
        settings=settings,
        routers=[
            partners.router,
            dossiers.router,
            referrals.router,
            referral_corrections.router,
            referrals_by_hand.router,
            breaches.router,
            series.router,
            reports.router,
            talks.router,
            talk_points.router,
            learning.router,
            deliveries.router,
            timeliness.router,
            reviews.router,
            contacts.router,
            webhooks.router,
            submissions.router,
            streams.router,
            areas.router,
            initiatives.router,
            programme.router,
            programme_targets.router,
            surveys.router,
            survey_follow.router,
            council.router,
        ],
        locale=LOCALE,
        constraints=CONSTRAINTS,
        events={
            RESULT_SHARED: _result_handler(the_clock, ResultShared),
            RESULT_SHARED_V2: _result_handler(the_clock, ResultSharedV2),
        },
        work={
            FORGET_REFERRALS: referral_forgetter(the_clock),
            FORGET_PARTNERSHIP: partnership_forgetter(office),
            SEND_MAIL: mail_sender(_post(settings), office),
            PLAN_REMINDERS: reminder_planner(office),
            REMIND: partner_reminder(office, known_areas),
            FORGET_CONTACT: contact_forgetter(),
            SEND_WEBHOOK: webhook_sender(office, outward or OutwardPoster()),
            REMIND_SURVEY: survey_reminder(office),
            CLOSE_SURVEY: survey_closer(office),
            FORGET_COUNCIL: council_forgetter(office),
            FORGET_TEXTS: text_forgetter(),
            FORGET_TRIES: try_forgetter(office),
        },
        clock=the_clock,
        poster=poster,
        on_close=[the_profiles.close],
        body_limits={"/submissions": submissions.BODY_LIMIT, "/submissions/stream": streams.BODY_LIMIT},
        software=partner_of_key,
        run_worker=run_worker,
    )
    database: Database = app.state.database
    app.state.terms = remembered_terms(database)
    app.state.large_deliveries = asyncio.Semaphore(streams.AT_ONCE)
    app.state.areas, app.state.office = known_areas, office
    return app


def _post(settings: Settings) -> Post:
    in_folder = settings.in_development and not settings.smtp_url
    return FolderPost(settings.data / "mail") if in_folder else SmtpPost(settings.smtp_url, settings.smtp_ca)


def _result_handler(clock: Clock, kind: type[ResultShared] | type[ResultSharedV2]) -> EventHandler:
    async def handle(session: Session, event: CloudEvent) -> None:
        await take_result(session, kind.model_validate(event.data), clock.now())

    return handle
