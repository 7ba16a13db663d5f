"""Sessions: for the frontend only, which keeps the secret in a cookie and asks here who it is."""

from datetime import UTC, datetime

from fastapi import APIRouter

from services.kit.caller import ServiceCaller
from services.kit.database import DatabaseDep
from services.profiles.api.dependencies import ClockDep, SettingsDep, require_development, require_service
from services.profiles.api.views import person_view
from services.profiles.contract.models import LookUpSession, SessionStarted, SessionView, StartDevelopmentSession
from services.profiles.contract.refusals import SessionEnded
from services.profiles.domain.secrets import hash_of
from services.profiles.store.people import find_signed_in
from services.profiles.usecases.end_session import end_session
from services.profiles.usecases.start_development_session import start_development_session

router = APIRouter(tags=["sessions"])


@router.post(
    "/development-sessions",
    status_code=201,
    summary="Sign in without proof (development only)",
    operation_id="startDevelopmentSession",
    response_description="The session's secret, said once",
)
async def development_session(
    body: StartDevelopmentSession,
    caller: ServiceCaller,
    database: DatabaseDep,
    clock: ClockDep,
    settings: SettingsDep,
) -> SessionStarted:
    require_service(caller, "frontend")
    require_development(settings)
    async with database.transaction() as session:
        started = await start_development_session(session, clock, body)
    return SessionStarted(
        session_secret=started.secret, person=person_view(started.member), expires_at=started.expires_at
    )


@router.post(
    "/session-lookups",
    summary="Who has this session",
    operation_id="lookUpSession",
    response_description="The person with the memberships that hold today",
)
async def session_lookup(
    body: LookUpSession, caller: ServiceCaller, database: DatabaseDep, clock: ClockDep
) -> SessionView:
    require_service(caller, "frontend")
    async with database.reading() as session:
        found = await find_signed_in(session, hash_of(body.session_secret), datetime.now(UTC), clock.today())
    if found is None:
        raise SessionEnded
    member, expires_at = found
    return SessionView(person=person_view(member), expires_at=expires_at)


@router.post(
    "/session-endings", status_code=204, summary="Sign out", operation_id="endSession", response_description="Ended"
)
async def session_ending(body: LookUpSession, caller: ServiceCaller, database: DatabaseDep) -> None:
    require_service(caller, "frontend")
    async with database.transaction() as session:
        await end_session(session, body.session_secret)
