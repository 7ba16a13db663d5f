"""Routes of mails: what went out and what fails, for officers; which are wanted, for the applicant."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from services.budget.contract.messages import (
    MailKind,
    MailPreferences,
    MailPreferencesView,
    MessageState,
    MessagesView,
    MessageView,
)
from services.budget.store.message_queries import WholeMessage, count_messages, newest_messages, unwanted_by
from services.budget.usecases.keep_photo import check_own
from services.budget.usecases.letters.choose_mails import choose_mails
from services.kit.caller import ApplicantCaller, PersonCaller
from services.kit.database import DatabaseDep, Session

router = APIRouter(tags=["messages"])
MOST = 200


@router.get(
    "/messages",
    operation_id="listMessages",
    summary="The newest mails and how they went, for policy officers; never who they are for",
    response_description="Counts, and the newest mails",
)
async def messages(
    caller: PersonCaller,
    database: DatabaseDep,
    only_troubled: Annotated[bool, Query(alias="onlyTroubled", description="those that fail or were refused")] = False,
) -> MessagesView:
    caller.require_role("policy_officer")
    async with database.reading() as session:
        counts = await count_messages(session)
        found = await newest_messages(session, MOST, only_troubled=only_troubled)
    return MessagesView(
        handed_over=counts["handed_over"],
        waiting=counts["waiting"],
        refused=counts["refused"],
        messages=[_view(each) for each in found],
    )


@router.get(
    "/initiatives/{initiative_id}/mail-preferences",
    operation_id="getMailPreferences",
    summary="The mails its applicant does not want",
    response_description="The kinds",
)
async def preferences(initiative_id: UUID, caller: ApplicantCaller, database: DatabaseDep) -> MailPreferencesView:
    check_own(caller, initiative_id)
    async with database.reading() as session:
        return await _preferences(session, initiative_id)


@router.put(
    "/initiatives/{initiative_id}/mail-preferences",
    operation_id="chooseMails",
    summary="Say which mails you do not want; decisions, terms and codes always come",
    response_description="The kinds",
)
async def choosing(
    initiative_id: UUID, body: MailPreferences, caller: ApplicantCaller, database: DatabaseDep
) -> MailPreferencesView:
    async with database.transaction() as session:
        await choose_mails(session, caller, initiative_id, body)
        return await _preferences(session, initiative_id)


async def _preferences(session: Session, initiative_id: UUID) -> MailPreferencesView:
    unwanted = set(await unwanted_by(session, initiative_id))
    return MailPreferencesView(unwanted=[kind for kind in MailKind if kind.value in unwanted])


def _view(whole: WholeMessage) -> MessageView:
    """What a program says of an error may name an address; the kinds of error, that are its first words, do not."""
    message = whole.message
    failing = message.state == "waiting" and whole.tries > 0
    return MessageView(
        id=message.id,
        initiative_id=message.initiative_id,
        title=whole.title,
        kind=message.kind,
        state=MessageState.FAILING if failing else MessageState(message.state),
        planned_at=message.planned_at,
        ended_at=message.ended_at,
        tries=whole.tries,
        error=whole.error.removeprefix("NotHandedOver: ").partition(":")[0],
    )
