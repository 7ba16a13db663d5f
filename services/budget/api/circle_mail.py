"""Routes of mail to who decides: ask, confirm by a code, end by hand or by the link in every mail."""

from typing import Annotated

from fastapi import APIRouter, Query

from services.budget.api.wiring import OfficeDep
from services.budget.contract.circle_mail import (
    AskCircleMail,
    CheckCircleMailLink,
    CircleMailState,
    CircleMailView,
    ConfirmCircleMail,
    EndCircleMail,
    EndCircleMailByLink,
)
from services.budget.store.circle_mail_queries import find_circle_mail
from services.budget.store.circle_mail_tables import CircleMail
from services.budget.usecases.circle_mail.ask_mail import (
    ask_circle_mail,
    check_link_of,
    confirm_circle_mail,
    count_circle_try,
    end_by_link,
    end_circle_mail,
)
from services.budget.usecases.say_yes import check_of_circle
from services.kit.caller import AnyCaller, PersonCaller
from services.kit.contract import Slug
from services.kit.database import DatabaseDep
from services.kit.idempotency import OnceDep
from services.kit.openapi import may_refuse

router = APIRouter(prefix="/circle-mail", tags=["circle"])


@router.get(
    "",
    operation_id="getCircleMail",
    summary="Whether mail about open ideas comes to this member of a circle, and until when",
    response_description="The caller's own address only",
)
async def read(
    caller: PersonCaller, database: DatabaseDep, area_id: Annotated[Slug | None, Query(alias="areaId")] = None
) -> CircleMailView:
    check_of_circle(caller, area_id)
    async with database.reading() as session:
        return _view(await find_circle_mail(session, caller.id, area_id))


@router.post(
    "",
    status_code=201,
    operation_id="askCircleMail",
    responses=may_refuse(429),
    summary="Leave an address for news of the ideas a circle decides on; a code is mailed there first",
    response_description="It waits for the code, or is a year longer",
)
async def ask(
    body: AskCircleMail, caller: PersonCaller, once: OnceDep, database: DatabaseDep, office: OfficeDep
) -> CircleMailView:
    async with database.transaction() as session:

        async def asked() -> CircleMailView:
            return _view(await ask_circle_mail(session, caller, body, office))

        return await once.answer(session, CircleMailView, asked)


@router.post(
    "/confirmation",
    operation_id="confirmCircleMail",
    responses=may_refuse(429),
    summary="Confirm the address with the mailed code: from now on mail comes, for a year",
    response_description="Mail comes",
)
async def confirm(
    body: ConfirmCircleMail, caller: PersonCaller, database: DatabaseDep, office: OfficeDep
) -> CircleMailView:
    async with database.transaction() as session:
        await count_circle_try(session, caller, body.area_id)
    async with database.transaction() as session:
        return _view(await confirm_circle_mail(session, caller, body.area_id, body.code, office))


@router.post(
    "/ending",
    operation_id="endCircleMail",
    summary="No mail any more; the address is deleted",
    response_description="No mail comes",
)
async def end(body: EndCircleMail, caller: PersonCaller, database: DatabaseDep) -> CircleMailView:
    async with database.transaction() as session:
        await end_circle_mail(session, caller, body.area_id)
        return _view(None)


@router.post(
    "/ending-by-link",
    operation_id="endCircleMailByLink",
    summary="The same by the link in every mail, without signing in",
    response_description="No mail comes",
)
async def end_link(
    body: EndCircleMailByLink, caller: AnyCaller, database: DatabaseDep, office: OfficeDep
) -> CircleMailView:
    async with database.transaction() as session:
        await end_by_link(session, body, office)
        return _view(None)


@router.post(
    "/link-checks",
    status_code=204,
    operation_id="checkCircleMailLink",
    summary="Whether the link of a mail still ends something; says nothing else and ends nothing",
    response_description="It does",
)
async def check_link(body: CheckCircleMailLink, caller: AnyCaller, database: DatabaseDep, office: OfficeDep) -> None:
    async with database.reading() as session:
        await check_link_of(session, body, office)


def _view(kept: CircleMail | None) -> CircleMailView:
    if kept is None:
        return CircleMailView(state=CircleMailState.NONE)
    state = CircleMailState.ON if kept.confirmed_at else CircleMailState.WAITS
    return CircleMailView(state=state, contact_email=kept.contact_email, until=kept.delete_after)
