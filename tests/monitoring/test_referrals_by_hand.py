"""What a partner's software can put right, its people can by hand: the same rules, once, and a dry run before it."""

from typing import Any

import pytest

from services.kit.caller import NotYours
from services.monitoring.contract.client import MonitoringClient
from services.monitoring.contract.referral_corrections import (
    SubmitCorrections,
    SubmitEndCorrections,
    SubmitWithdrawals,
)
from services.monitoring.contract.referral_refusals import PersonalDataFound, UnknownReferral
from tests.monitoring.dossiers import NOT_CONTRACTED, with_boundaries
from tests.monitoring.dossiers import an_agreement_in_force as in_force
from tests.monitoring.referrals import BSN, a_partner_with_boundaries, a_referral, corrected, sent
from tests.monitoring.test_referral_corrections import a_correction, a_withdrawal
from tests.monitoring.test_referral_ends import an_end
from tests.monitoring.test_referrals_privacy import everything_kept
from tests.monitoring.world import OFFICER, Software, World
from tests.support.apps import a_person


def member_of(world: World, software: Software) -> MonitoringClient:
    return world.client.on_behalf_of(a_person(("partner_member", str(software.partner_id))))


def correction(**changes: Any) -> SubmitCorrections:
    return SubmitCorrections.model_validate({"corrections": [a_correction(**changes)]})


WITHDRAWAL = SubmitWithdrawals.model_validate({"withdrawals": [a_withdrawal()]})
END = SubmitEndCorrections.model_validate({"corrections": [an_end()]})


async def test_a_person_of_the_partner_corrects_ends_and_withdraws(world: World) -> None:
    software = await a_partner_with_boundaries(world)
    await sent(software, a_referral())
    member = member_of(world, software)
    receipt = await member.put_right_by_hand(software.partner_id, correction(budgetEuros=5))
    assert (receipt.rows[0].outcome, receipt.rows[0].referral_version) == ("recorded", 2)
    end = SubmitEndCorrections.model_validate({"corrections": [an_end(2)]})
    assert (await member.put_right_by_hand(software.partner_id, end)).rows[0].referral_version == 3
    gone = SubmitWithdrawals.model_validate({"withdrawals": [a_withdrawal(version=3)]})
    assert (await member.put_right_by_hand(software.partner_id, gone)).recorded == 1
    page = await member.referrals(software.partner_id, 2020)
    assert (page.total, [each.standing for each in page.changed]) == (0, ["withdrawn", "corrected", "corrected"])
    versions = (await member.referral(software.partner_id, page.changed[0].id)).versions
    assert [each.version for each in versions] == [1, 2, 3]


async def test_pressed_twice_it_is_done_once_also_when_software_sends_the_same(world: World) -> None:
    software = await a_partner_with_boundaries(world)
    await sent(software, a_referral())
    member = member_of(world, software)
    receipts = [await member.put_right_by_hand(software.partner_id, correction(budgetEuros=5)) for _ in range(2)]
    assert receipts[0] == receipts[1]
    by_software = await corrected(software, a_correction(budgetEuros=5))
    assert by_software["submissionId"] == str(receipts[0].submission_id)
    assert len((await member.referrals(software.partner_id, 2020)).changed) == 1


async def test_it_is_checked_again_by_the_version_in_force_and_a_dry_run_says_so_before(world: World) -> None:
    software = await a_partner_with_boundaries(world)
    await sent(software, a_referral(livesHere=False, areaId=None))
    await in_force(world, software.partner_id, with_boundaries(residence="residents_only"))
    member = member_of(world, software)
    body = correction(livesHere=False, areaId=None, providerAgb=NOT_CONTRACTED)
    dry = await member.put_right_by_hand(software.partner_id, body, dry_run=True)
    assert [breach.rule for breach in dry.rows[0].breaches] == ["provider-not-contracted", "not-a-resident"]
    page = await member.referrals(software.partner_id, 2020)
    assert ([each.version for each in page.referrals], page.changed, page.cases) == ([1], [], [])
    done = await member.put_right_by_hand(software.partner_id, body)
    assert (done.rows[0].outcome, done.rows[0].agreement_version) == ("breach", 2)
    assert len((await member.referrals(software.partner_id, 2020)).cases) == 2


@pytest.mark.parametrize("body", [correction(budgetEuros=5), WITHDRAWAL, END])
async def test_only_people_of_that_partner_do_it(
    world: World, body: SubmitCorrections | SubmitWithdrawals | SubmitEndCorrections
) -> None:
    software, other = await a_partner_with_boundaries(world), await a_partner_with_boundaries(world)
    await sent(software, a_referral())
    for caller in (OFFICER, a_person(("partner_member", str(other.partner_id))), a_person(("approver", None))):
        with pytest.raises(NotYours):
            await world.client.on_behalf_of(caller).put_right_by_hand(software.partner_id, body)
    [kept] = (await world.officer.referrals(software.partner_id, 2020)).referrals
    assert kept.version == 1


async def test_history_is_of_the_partner_and_the_municipality(world: World) -> None:
    software, other = await a_partner_with_boundaries(world), await a_partner_with_boundaries(world)
    await sent(software, a_referral())
    [kept] = (await world.officer.referrals(software.partner_id, 2020)).referrals
    assert len((await world.officer.referral(software.partner_id, kept.id)).versions) == 1
    with pytest.raises(NotYours):
        await member_of(world, other).referral(software.partner_id, kept.id)
    with pytest.raises(UnknownReferral):
        await member_of(world, other).referral(other.partner_id, kept.id)


async def test_what_points_at_a_person_is_refused_by_hand_too(world: World) -> None:
    software = await a_partner_with_boundaries(world)
    await sent(software, a_referral())
    for words in (f"kind {BSN}", "moeder van Sanne"):
        with pytest.raises(PersonalDataFound):
            await member_of(world, software).put_right_by_hand(software.partner_id, correction(reason=words))
    kept = await everything_kept(world)
    assert BSN not in kept
    assert "Sanne" not in kept
