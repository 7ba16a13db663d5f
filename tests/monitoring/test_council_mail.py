"""Council members who asked for it get mail of a summary, until their day or until they stop it."""

import re
from datetime import UTC, date, datetime
from uuid import UUID, uuid4

import pytest
from pydantic import ValidationError

from services.kit.caller import NotYours
from services.kit.errors import Refusal
from services.monitoring.contract.council import CouncilMailLink, KeepCouncilAddress
from services.monitoring.contract.council_refusals import CouncilMailEndsWrong, NoCouncilMail
from services.monitoring.contract.survey_follow import SendSummary, SurveyView, WriteSummary
from services.monitoring.domain.council import may_end_on
from tests.monitoring.surveys import at, closed, mails_of
from tests.monitoring.world import APPROVER, World

TODAY = date(2020, 4, 2)


def an_address(email: str = "raad@voorbeeld.nl", until: date = date(2022, 3, 16), **more: object) -> KeepCouncilAddress:
    return KeepCouncilAddress.model_validate({"email": email, "until": until, "asked_for_it": True} | more)


async def sent(world: World, survey: SurveyView) -> None:
    words = WriteSummary(introduction="We vroegen het.", conclusion="Eén loket.", seen_version=0)
    await world.officer.write_survey_summary(survey.id, words)
    approver = world.client.on_behalf_of(APPROVER)
    read = await approver.latest_survey_summary(survey.id)
    body = SendSummary(seen_version=read.version, seen_content=read.content_sha256)
    await approver.send_survey_summary(survey.id, read.number, body, key=str(uuid4()))


def test_it_ends_after_today_and_within_the_years_of_a_council() -> None:
    assert not may_end_on(TODAY, TODAY)
    assert may_end_on(date(2020, 4, 3), TODAY)
    assert may_end_on(date(2024, 4, 2), TODAY)
    assert not may_end_on(date(2024, 4, 3), TODAY)


async def test_who_asked_gets_the_page_and_the_pdf_and_stops_it_by_the_link(world: World) -> None:
    survey = await closed(world, partners=5, associations=0)
    await world.officer.keep_council_address(an_address())
    await world.officer.keep_council_address(an_address("lid@voorbeeld.nl", language="en"))
    await sent(world, survey)
    dutch = await mails_of(world, "Samenvatting voor de raad")
    [english] = await mails_of(world, "Summary to the council")
    assert [mail.to for mail in dutch] == ["raad@voorbeeld.nl"]
    page = f"/2020/vragenlijsten/{survey.id}/samenvatting/1"
    assert f"{page}\n" in dutch[0].text
    assert f"{page}/pdf\n" in dutch[0].text
    assert "16 maart 2022" in dutch[0].text
    found = re.search(r"/raadsmail-stoppen/([0-9a-f-]{36})/(\S+)", english.text)
    assert found
    link = CouncilMailLink(id=UUID(found[1]), proof=found[2])
    with pytest.raises(NoCouncilMail):
        await world.client.end_council_mail(link.model_copy(update={"proof": "x" * 43}))
    await world.client.check_council_mail_link(link)
    await world.client.end_council_mail(link)
    with pytest.raises(NoCouncilMail):
        await world.client.end_council_mail(link)
    assert [each.email for each in await world.officer.council_addresses()] == ["raad@voorbeeld.nl"]


async def test_an_address_is_deleted_after_its_last_day_and_the_same_one_is_there_once(world: World) -> None:
    first = await world.officer.keep_council_address(an_address(until=date(2020, 4, 5)))
    again = await world.officer.keep_council_address(an_address("Raad@voorbeeld.nl", until=date(2020, 4, 9)))
    assert first.id == again.id
    await at(world, datetime(2020, 4, 6, 8, tzinfo=UTC))
    assert [each.until for each in await world.officer.council_addresses()] == [date(2020, 4, 9)]
    await at(world, datetime(2020, 4, 9, 22, 1, tzinfo=UTC))
    world.clock.moment = datetime(2020, 4, 2, 9, tzinfo=UTC)
    assert await world.officer.council_addresses() == []


async def test_only_an_officer_keeps_addresses_of_who_asked_and_nobody_else_reads_them(world: World) -> None:
    with pytest.raises(CouncilMailEndsWrong):
        await world.officer.keep_council_address(an_address(until=TODAY))
    with pytest.raises(ValidationError):
        an_address(asked_for_it=False)
    approver = world.client.on_behalf_of(APPROVER)
    with pytest.raises(NotYours):
        await approver.keep_council_address(an_address())
    assert await approver.council_addresses() == []
    with pytest.raises(Refusal):
        await world.client.council_addresses()
    kept = await world.officer.keep_council_address(an_address())
    await world.officer.delete_council_address(kept.id)
    assert await world.officer.council_addresses() == []
