"""A member of a circle leaves an address for news: confirmed by a code, a year long, ended when they like."""

import base64
import hmac
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from services.budget.contract.circle_mail import AskCircleMail, CheckCircleMailLink, EndCircleMailByLink
from services.budget.contract.circle_mail_refusals import NoCircleMail, TooManyCircleCodes
from services.budget.contract.refusals import TooManyCodes, WrongCode
from services.budget.domain import secrets
from services.budget.store.circle_mail_queries import find_circle_mail
from services.budget.store.circle_mail_tables import CircleMail
from services.budget.usecases.drafts.start_draft import times_done
from services.budget.usecases.mails import plan_mail
from services.budget.usecases.office import Office
from services.budget.usecases.say_yes import check_of_circle
from services.kit.caller import Caller
from services.kit.clock import AMSTERDAM
from services.kit.database import Session
from services.kit.work import plan_work

FORGET_CIRCLE_MAIL = "forget-circle-mail"
CODES_A_DAY = 5
LASTS = timedelta(days=365)


async def ask_circle_mail(session: Session, caller: Caller, body: AskCircleMail, office: Office) -> CircleMail:
    """Another address begins anew. Raises NotOfThisCircle, TooManyCircleCodes."""
    check_of_circle(caller, body.area_id)
    to = body.contact_email.lower()
    kept = await find_circle_mail(session, caller.id, body.area_id, for_update=True)
    if kept and kept.confirmed_at and kept.contact_email == to:
        kept.language, kept.delete_after = body.language, office.today() + LASTS
        await session.flush()
        return kept
    midnight = office.now().replace(hour=0, minute=0, second=0, microsecond=0)
    if await times_done(session, f"circle-mail:{to}", midnight, timedelta(days=1), office) > CODES_A_DAY:
        raise TooManyCircleCodes(limit=CODES_A_DAY)
    if kept:
        await session.delete(kept)
        await session.flush()
    return await _waiting_for_code(session, caller, body, to, office)


async def _waiting_for_code(
    session: Session, caller: Caller, body: AskCircleMail, to: str, office: Office
) -> CircleMail:
    code, until = secrets.new_code(), office.now() + timedelta(hours=secrets.CODE_HOURS)
    asked = CircleMail(
        person_id=caller.id,
        area_id=body.area_id,
        contact_email=to,
        language=body.language,
        code_hash=None,
        code_until=until,
        delete_after=until.astimezone(AMSTERDAM).date(),
    )
    asked.code_hash = secrets.code_hash(office.pepper, asked.id, code)
    session.add(asked)
    await session.flush()
    await _plan_forgetting(session, asked)
    page = decide_page(office, office.today().year, body.area_id, "mails")
    await plan_mail(session, office, to, "mail.circle-code", body.language, {"code": code, "page": page})
    return asked


async def count_circle_try(session: Session, caller: Caller, area_id: str | None) -> None:
    """Before it is judged, in a transaction of its own. Raises NoCircleMail, TooManyCodes."""
    asked = await _of(session, caller, area_id)
    if asked.code_tries >= secrets.CODE_TRIES:
        raise TooManyCodes(tries=secrets.CODE_TRIES)
    asked.code_tries += 1
    await session.flush()


async def confirm_circle_mail(
    session: Session, caller: Caller, area_id: str | None, code: str, office: Office
) -> CircleMail:
    """From now on mail comes, for a year. Raises NotOfThisCircle, NoCircleMail, WrongCode."""
    check_of_circle(caller, area_id)
    asked = await _of(session, caller, area_id)
    kept = asked.code_hash
    if kept is None or office.now() > asked.code_until or not secrets.is_code(office.pepper, asked.id, code, kept):
        raise WrongCode(tries_left=secrets.CODE_TRIES - asked.code_tries)
    asked.code_hash, asked.confirmed_at = None, office.now()
    asked.delete_after = office.today() + LASTS
    await session.flush()
    return asked


async def _of(session: Session, caller: Caller, area_id: str | None) -> CircleMail:
    """What waits for a code; what is confirmed needs none."""
    asked = await find_circle_mail(session, caller.id, area_id, for_update=True)
    if asked is None or asked.confirmed_at:
        raise NoCircleMail
    return asked


async def end_circle_mail(session: Session, caller: Caller, area_id: str | None) -> None:
    """By hand, also for who is no member any more. The address is gone."""
    if kept := await find_circle_mail(session, caller.id, area_id, for_update=True):
        await session.delete(kept)
        await session.flush()


async def end_by_link(session: Session, body: EndCircleMailByLink, office: Office) -> None:
    """Raises NoCircleMail, also for what ended before."""
    kept = await session.get(CircleMail, body.id, with_for_update=True)
    if kept is None or not _is_proof(body, office):
        raise NoCircleMail
    await session.delete(kept)
    await session.flush()


async def check_link_of(session: Session, body: CheckCircleMailLink, office: Office) -> None:
    """Before somebody is shown a button. Raises NoCircleMail when the link ends nothing (any more)."""
    if await session.get(CircleMail, body.id) is None or not _is_proof(body, office):
        raise NoCircleMail


def _is_proof(body: EndCircleMailByLink | CheckCircleMailLink, office: Office) -> bool:
    return hmac.compare_digest(body.proof.encode(), proof_of(office, body.id).encode())


def proof_of(office: Office, mail_id: UUID) -> str:
    """That a link to end it is ours; made anew for every mail, so it is kept nowhere."""
    made = hmac.digest(office.pepper, f"end-circle-mail:{mail_id}".encode(), "sha256")
    return base64.urlsafe_b64encode(made).decode().rstrip("=")


def decide_page(office: Office, year: int, area_id: str | None, part: str) -> str:
    """An address of the pages of a circle."""
    place = f"gebieden/{area_id}" if area_id else "hele-gemeente"
    return f"{office.settings.public_url}/{year}/{place}/{part}"


async def _plan_forgetting(session: Session, kept: CircleMail) -> None:
    midnight = datetime.combine(kept.delete_after + timedelta(days=1), time(), AMSTERDAM)
    await plan_work(session, FORGET_CIRCLE_MAIL, {"id": str(kept.id)}, midnight)


def circle_mail_forgetter(office: Office) -> Callable[[Session, Mapping[str, Any]], Awaitable[None]]:
    """The work of forgetting an address: never confirmed, or a year old. It may have become longer meanwhile."""

    async def forget(session: Session, payload: Mapping[str, Any]) -> None:
        kept = await session.get(CircleMail, UUID(payload["id"]), with_for_update=True)
        if kept is None:
            return
        if office.today() <= kept.delete_after:
            await _plan_forgetting(session, kept)
            return
        await session.delete(kept)
        await session.flush()

    return forget
