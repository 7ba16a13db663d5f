"""The part of the typed client that is about progress talks."""

from uuid import UUID

from services.kit.http import ServiceClient
from services.monitoring.contract import referral_refusals, talk_refusals
from services.monitoring.contract.talks import (
    AddOwnPoint,
    KeptTalkView,
    MoveTalk,
    ReopenTalk,
    TalkAction,
    TalkView,
    TickAction,
    WriteTalk,
)

REFUSALS = (referral_refusals, talk_refusals)
"""Imported, so that what monitoring refuses arrives as the same class."""


class TalksClient(ServiceClient):
    """Progress talks, for the partner's own people and the municipality."""

    async def talk(self, partner_id: UUID, quarter: str) -> TalkView:
        """Raises UnknownPartner, NoAgreement, NotYours."""
        return await self._ask(TalkView, "GET", _path(partner_id, quarter))

    async def kept_talk(self, partner_id: UUID, quarter: str, number: int) -> KeptTalkView:
        """Raises UnknownKeptTalk, NotYours."""
        return await self._ask(KeptTalkView, "GET", f"{_path(partner_id, quarter)}/versions/{number}")

    async def write_talk(self, partner_id: UUID, quarter: str, body: WriteTalk) -> TalkView:
        """For policy officers who do not belong to the partner.

        Raises TalkIsApproved, StaleVersion, UnknownPoint, UnknownAction, OwnPartner, PersonalDataFound.
        """
        return await self._ask(TalkView, "PUT", _path(partner_id, quarter), body=body)

    async def add_to_agenda(self, partner_id: UUID, quarter: str, body: MoveTalk, *, key: str) -> TalkView:
        """Put on the agenda what happened since. Raises TalkIsApproved, StaleVersion, OwnPartner."""
        return await self._ask(TalkView, "POST", f"{_path(partner_id, quarter)}/agenda-points", body=body, key=key)

    async def add_own_point(self, partner_id: UUID, quarter: str, body: AddOwnPoint, *, key: str) -> TalkView:
        """For the partner's own people. Raises TalkIsHeld, TooManyOwnPoints, TalkIsApproved, PersonalDataFound."""
        return await self._ask(TalkView, "POST", f"{_path(partner_id, quarter)}/own-points", body=body, key=key)

    async def withdraw_own_point(self, partner_id: UUID, quarter: str, point_id: UUID, *, key: str) -> TalkView:
        """For the partner's own people, of their own points. Raises UnknownPoint, TalkIsHeld, TalkIsApproved."""
        path = f"{_path(partner_id, quarter)}/own-points/{point_id}/withdrawal"
        return await self._ask(TalkView, "POST", path, key=key)

    async def approve_talk(self, partner_id: UUID, quarter: str, body: MoveTalk, *, key: str) -> TalkView:
        """For the partner's people and for policy officers. Raises TalkNotHeld, AlreadyApproved, StaleVersion."""
        return await self._ask(TalkView, "POST", f"{_path(partner_id, quarter)}/approvals", body=body, key=key)

    async def reopen_talk(self, partner_id: UUID, quarter: str, body: ReopenTalk, *, key: str) -> TalkView:
        """For policy officers who do not belong to the partner. Raises TalkNotApproved, StaleVersion, OwnPartner."""
        return await self._ask(TalkView, "POST", f"{_path(partner_id, quarter)}/reopenings", body=body, key=key)

    async def tick_action(self, partner_id: UUID, action_id: UUID, body: TickAction) -> TalkAction:
        """For the partner's people and policy officers. Raises UnknownAction, NotYours, PersonalDataFound."""
        return await self._ask(TalkAction, "PUT", f"/v1/partners/{partner_id}/talk-actions/{action_id}", body=body)


def _path(partner_id: UUID, quarter: str) -> str:
    return f"/v1/partners/{partner_id}/talks/{quarter}"
