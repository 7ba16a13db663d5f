"""Where a partner can be reached, and the reminders that go there: none when delivered or extended, never twice."""

import email
from datetime import UTC, date, datetime
from email import policy
from pathlib import Path
from uuid import UUID

import asyncpg
import pytest

from services.kit.caller import Caller, NotYours
from services.kit.errors import Invalid
from services.kit.work import plan_work
from services.monitoring.contract.contacts import SetContact
from services.monitoring.contract.deliveries import GiveExtension
from services.monitoring.usecases.contacts.plan_reminders import REMIND
from tests.monitoring.dossiers import APPROVER
from tests.monitoring.world import AREAS, KPIS, Software, World, a_kpi, a_row, a_submission
from tests.support.apps import a_person

BOX = SetContact(email="cijfers@partner.example")
FULL = [
    a_row(7, "activities", None),
    *(a_row(9, kpi, area) for kpi in ("children_reached", "satisfaction") for area in AREAS),
]


async def on(world: World, month: int, day: int) -> list[str]:
    """Let the work of a day be done; the mails that went out since."""
    before = _mails(world)
    world.clock.moment = datetime(2020, month, day, 9, tzinfo=UTC)
    await world.app.state.worker.run_due()
    return [_read(path) for path in sorted(_mails(world) - before)]


def _mails(world: World) -> set[Path]:
    folder: Path = world.app.state.settings.data / "mail"
    return set(folder.glob("*.eml"))


def _read(path: Path) -> str:
    message = email.message_from_bytes(path.read_bytes(), policy=policy.default)
    body = message.get_body()
    return f"{message['To']}\n{message['Subject']}\n{body.get_content() if body else ''}"


async def a_partner_to_remind(world: World, contact: SetContact = BOX, name: str | None = None) -> Software:
    """Agreed on 2 April 2020: the first quarter is due on 21 April."""
    software = await world.software(name=name)
    await world.officer.set_contact(software.partner_id, contact)
    assert await on(world, 4, 2) == []
    return software


async def test_reminders_come_before_and_after_and_say_what_is_missing(world: World) -> None:
    software = await a_partner_to_remind(world, name="Aanloop")
    assert await on(world, 4, 13) == []
    (before,) = await on(world, 4, 14)
    assert "cijfers@partner.example\nCijfers van Aanloop: uiterlijk 21 april 2020" in before
    assert "- 1e kwartaal 2020: 0 van 7 binnen" in before
    assert f"/2020/partners/{software.partner_id}/leveren" in before
    await software.receipt(a_submission(a_row(7, "activities", None)))
    assert await on(world, 4, 21) == []
    (after,) = await on(world, 4, 22)
    assert "moesten er zijn op 21 april 2020" in after
    assert "1 van 7 binnen" in after
    (last,) = await on(world, 5, 5)
    assert "1 van 7" in last
    assert await on(world, 6, 30) == []
    mails = (await world.officer.contact(software.partner_id)).mails
    assert [(mail.days, mail.periods, mail.state) for mail in mails] == [
        (days, ["2020-Q1"], "handed_over") for days in (14, 1, -7)
    ]


async def test_who_delivered_all_hears_nothing(world: World) -> None:
    software = await a_partner_to_remind(world)
    await software.receipt(a_submission(*FULL))
    assert await on(world, 4, 14) + await on(world, 4, 22) + await on(world, 5, 5) == []


async def test_with_more_time_reminders_follow_the_new_day(world: World) -> None:
    software = await a_partner_to_remind(world)
    more = GiveExtension(period="2020-Q1", until=date(2020, 5, 15), reason="Ziek", given_as="Beleid")
    await world.officer.give_extension(software.partner_id, more, key="more-time-please")
    assert await on(world, 4, 14) + await on(world, 4, 22) == []
    (before,) = await on(world, 5, 8)
    assert "uiterlijk 15 mei 2020" in before


async def test_who_wants_none_or_has_no_address_gets_none_and_language_is_chosen(world: World) -> None:
    software = await a_partner_to_remind(world, BOX.model_copy(update={"language": "en"}), "Reach")
    (english,) = await on(world, 4, 14)
    assert "Figures of Reach: by 21 April 2020" in english
    assert "- quarter 1 of 2020: 0 of 7 delivered" in english
    member = world.client.on_behalf_of(a_person(("partner_member", str(software.partner_id))))
    await member.set_contact(software.partner_id, BOX.model_copy(update={"reminders": False}))
    assert await on(world, 4, 22) == []
    await member.set_contact(software.partner_id, BOX)
    await member.delete_contact(software.partner_id)
    assert (await member.contact(software.partner_id)).email is None
    assert await on(world, 5, 5) == []


async def test_a_reminder_goes_once_however_often_it_is_planned(world: World) -> None:
    software = await a_partner_to_remind(world)
    await world.agree(software.partner_id)
    payload = {"partnerId": str(software.partner_id), "year": 2020, "dueOn": "2020-04-21", "days": -7}
    async with world.app.state.database.transaction() as session:
        for _again in range(3):
            await plan_work(session, REMIND, payload)
    assert len(await on(world, 4, 14)) == 1
    assert await on(world, 4, 15) == []


async def test_what_is_due_on_one_day_is_one_mail(world: World) -> None:
    monthly = a_kpi("monthly", "activities", by_area=False).model_copy(update={"frequency": "month"})
    partner_id = await world.a_partner()
    await world.agree_before(partner_id, kpis=[*KPIS, monthly])
    await world.officer.set_contact(partner_id, BOX)
    await on(world, 4, 2)
    (mail,) = (each for each in await on(world, 4, 14) if "uiterlijk 21 april" in each)
    assert "- maart 2020: 0 van 1 binnen" in mail
    assert "- 1e kwartaal 2020: 0 van 7 binnen" in mail


async def test_an_address_is_forgotten_two_years_after_the_last_agreement(world: World) -> None:
    software = await a_partner_to_remind(world)
    await world.agree(software.partner_id, 2021)
    await _at(world, 2023)
    assert (await world.officer.contact(software.partner_id)).email == BOX.email
    await _at(world, 2024)
    assert (await world.officer.contact(software.partner_id)).email is None
    owner = await asyncpg.connect(world.owner_url)
    for table in ("partner_contacts", "partner_mails", "work"):
        assert not await owner.fetch(f"SELECT FROM {table} WHERE {table}::text LIKE '%cijfers@%'")
    await owner.close()


async def _at(world: World, year: int) -> None:
    world.clock.moment = datetime(year, 1, 1, 9, tzinfo=UTC)
    await world.app.state.worker.run_due()


@pytest.mark.parametrize("address", ["", "geen adres", "a@b", "x@y.nl,z@y.nl", "<x@y.nl>"])
async def test_what_is_no_address_is_refused(world: World, address: str) -> None:
    partner_id = await world.a_partner()
    with pytest.raises(Invalid):
        await world.officer.set_contact(
            partner_id, SetContact.model_construct(email=address, language="nl", reminders=True)
        )


async def test_only_the_partner_and_the_officer_set_it_and_only_they_and_approvers_see_it(world: World) -> None:
    software, other = await world.software(), await world.software()
    outsiders: list[Caller] = [
        a_person(("partner_member", str(other.partner_id))),
        a_person(("area_worker", "binnenstad")),
    ]
    for caller in outsiders:
        with pytest.raises(NotYours):
            await world.client.on_behalf_of(caller).contact(software.partner_id)
    for caller in (*outsiders, APPROVER):
        await _cannot_write(world, caller, software.partner_id)
    await world.officer.set_contact(software.partner_id, BOX)
    assert (await world.client.on_behalf_of(APPROVER).contact(software.partner_id)).email == BOX.email


async def _cannot_write(world: World, caller: Caller, partner_id: UUID) -> None:
    client = world.client.on_behalf_of(caller)
    with pytest.raises(NotYours):
        await client.set_contact(partner_id, BOX)
    with pytest.raises(NotYours):
        await client.delete_contact(partner_id)
