"""Builders for referrals, and a partner whose agreement has boundaries."""

from typing import Any
from uuid import UUID

from services.monitoring.contract.dossier import Pillars
from tests.monitoring.dossiers import MUNICIPAL, PILLARS
from tests.monitoring.world import Software, World

BSN = "123456782"
"""Passes the eleven-check; nobody's."""


def a_referral(reference: str = "A-1", **changes: Any) -> dict[str, Any]:
    return {
        "reference": reference,
        "referredOn": "2020-02-14",
        "providerAgb": MUNICIPAL,
        "activity": "youth_help",
        "productCategory": "50",
        "referrer": "06",
        "livesHere": True,
        "responsibleMunicipality": "GM0014",
        "areaId": "oosterparkwijk",
        "reason": "more than the family can do with light help",
    } | changes


async def a_partner_with_boundaries(world: World, pillars: Pillars = PILLARS, name: str | None = None) -> Software:
    """In force for 2020 through four eyes, with a key."""
    partner_id: UUID = await world.a_partner(name)
    await world.agree_before(partner_id, pillars=pillars)
    return Software(partner_id, await world.a_key(partner_id), world.http)


async def sent(software: Software, *referrals: dict[str, Any]) -> dict[str, Any]:
    """The receipt of these referrals."""
    answer = await software.http.post("/v1/referrals", json={"referrals": list(referrals)}, headers=software.sent())
    assert answer.status_code == 201, answer.text
    receipt: dict[str, Any] = answer.json()
    return receipt


async def ended(software: Software, *ends: dict[str, Any]) -> dict[str, Any]:
    answer = await software.http.post("/v1/referral-ends", json={"ends": list(ends)}, headers=software.sent())
    assert answer.status_code == 201, answer.text
    receipt: dict[str, Any] = answer.json()
    return receipt


async def corrected(software: Software, *corrections: dict[str, Any]) -> dict[str, Any]:
    return await _put_right(software, "corrections", corrections)


async def withdrawn(software: Software, *withdrawals: dict[str, Any]) -> dict[str, Any]:
    return await _put_right(software, "withdrawals", withdrawals)


async def _put_right(software: Software, what: str, rows: tuple[dict[str, Any], ...]) -> dict[str, Any]:
    body = {what: list(rows)}
    answer = await software.http.post(f"/v1/referral-{what}", json=body, headers=software.sent())
    assert answer.status_code == 201, answer.text
    receipt: dict[str, Any] = answer.json()
    return receipt


async def ends_corrected(software: Software, *corrections: dict[str, Any]) -> dict[str, Any]:
    body = {"corrections": list(corrections)}
    answer = await software.http.post("/v1/referral-end-corrections", json=body, headers=software.sent())
    assert answer.status_code == 201, answer.text
    receipt: dict[str, Any] = answer.json()
    return receipt
