"""Mail to who decides: only who asked and confirmed, of their circle, without a stake, and it ends."""

import re
from datetime import timedelta

import pytest

from services.budget.contract.circle_mail import (
    AskCircleMail,
    CheckCircleMailLink,
    CircleMailState,
    ConfirmCircleMail,
    EndCircleMail,
    EndCircleMailByLink,
)
from services.budget.contract.circle_mail_refusals import NoCircleMail, TooManyCircleCodes
from services.budget.contract.deliberations import AnswerQuestion, AskQuestion
from services.budget.contract.initiatives import ConfirmIdea, DeclareStake, OpenLink
from services.budget.contract.refusals import NotOfThisCircle, TooManyCodes, WrongCode
from services.budget.contract.schemes import Way
from services.kit.caller import Caller
from tests.budget.deliberating import objected, proposed
from tests.budget.schemes import a_published_scheme
from tests.budget.test_ideas import not_
from tests.budget.test_new_codes import newest_code
from tests.budget.world import (
    AREA,
    OFFICER,
    World,
    a_key,
    a_published_split,
    a_received_idea,
    a_resident,
    a_worker,
    an_open_initiative,
    applicant_of,
)

LINK = re.compile(r"/mails-stoppen/([0-9a-f-]{36})/(\S+)")


async def asked(world: World, who: Caller, address: str, language: str = "nl") -> CircleMailState:
    body = AskCircleMail.model_validate({"area_id": AREA, "contact_email": address, "language": language})
    return (await world.as_(who).ask_circle_mail(body, key=a_key())).state


async def wants_mail(world: World, who: Caller, address: str, language: str = "nl") -> None:
    assert await asked(world, who, address, language) is CircleMailState.WAITS
    code = await newest_code(world)
    await world.as_(who).confirm_circle_mail(ConfirmCircleMail(area_id=AREA, code=code))


async def mails_to(world: World, address: str) -> list[tuple[str, str]]:
    return [(subject.strip(), text) for to, subject, text in await world.mails() if to == address]


async def test_a_confirmed_member_hears_of_a_new_idea_in_their_language(world: World) -> None:
    await a_published_split(world)
    await wants_mail(world, a_worker(), "wim@voorbeeld.nl")
    await wants_mail(world, a_resident(), "rosa@voorbeeld.nl", "en")
    await asked(world, a_resident(), "unsure@voorbeeld.nl")
    idea = await an_open_initiative(world)
    (_, (subject, text)) = await mails_to(world, "wim@voorbeeld.nl")
    assert subject == f"Nieuw idee: {idea.title}"
    assert f"/2020/gebieden/{AREA}/beslissen#idee-{idea.id}" in text
    assert "Sanne" not in text
    assert (await mails_to(world, "rosa@voorbeeld.nl"))[1][0].startswith("New idea:")
    assert len(await mails_to(world, "unsure@voorbeeld.nl")) == 1
    kinds = [each.kind for each in (await world.as_(OFFICER).messages()).messages]
    assert (kinds.count("mail.circle-idea"), kinds.count("mail.circle-code")) == (2, 3)


async def test_an_answer_is_mailed_to_who_asked_and_to_nobody_else(world: World) -> None:
    await a_published_split(world)
    curious, other = a_worker(), a_resident()
    await wants_mail(world, curious, "wim@voorbeeld.nl")
    await wants_mail(world, other, "rosa@voorbeeld.nl")
    received, code, secret = await a_received_idea(world)
    await world.api.confirm_idea(received.id, ConfirmIdea(code=code))
    await world.as_(curious).ask_question(received.id, AskQuestion(text="Mogen ouders mee?"), key=a_key())
    me = await applicant_of(world, (await world.api.open_link(OpenLink(link_secret=secret))).session_secret)
    await me.answer_question(received.id, AnswerQuestion(text="Graag zelfs."), key=a_key())
    (subject, text) = (await mails_to(world, "wim@voorbeeld.nl"))[-1]
    assert subject.startswith("Antwoord op je vraag:")
    assert "Graag zelfs." in text
    assert len(await mails_to(world, "rosa@voorbeeld.nl")) == 2


async def test_a_proposal_an_objection_and_the_end_of_a_term_are_told_to_the_others(world: World) -> None:
    await a_published_split(world)
    await a_published_scheme(world, default_way=Way.CONSENT)
    worker, resident, interested = a_worker(), a_resident(), a_resident()
    await wants_mail(world, worker, "wim@voorbeeld.nl")
    await wants_mail(world, resident, "rosa@voorbeeld.nl")
    await wants_mail(world, interested, "ina@voorbeeld.nl")
    idea = await an_open_initiative(world)
    idea = await world.as_(interested).declare_stake(idea.id, DeclareStake(version=idea.version), key=a_key())
    (proposal,) = (await proposed(world, worker, idea)).proposals
    await objected(world, resident, proposal)
    told = [subject.partition(":")[0] for subject, _ in await mails_to(world, "wim@voorbeeld.nl")]
    assert told[1:] == ["Nieuw idee", "Bezwaar bij een voorstel"]
    told = [subject.partition(":")[0] for subject, _ in await mails_to(world, "rosa@voorbeeld.nl")]
    assert told[1:] == ["Nieuw idee", "Er ligt een voorstel"]
    world.clock.set(world.clock.now() + (idea.answer_by - world.clock.today()) - timedelta(days=5))
    (subject, _) = (await mails_to(world, "rosa@voorbeeld.nl"))[-1]
    assert subject.startswith("Beslis uiterlijk op")
    assert len(await mails_to(world, "ina@voorbeeld.nl")) == 2


async def test_it_ends_by_the_link_in_a_mail_by_hand_and_after_a_year(world: World) -> None:
    await a_published_split(world)
    worker, resident, third = a_worker(), a_resident(), a_resident()
    await wants_mail(world, worker, "wim@voorbeeld.nl")
    await wants_mail(world, resident, "rosa@voorbeeld.nl")
    await wants_mail(world, third, "tom@voorbeeld.nl")
    await an_open_initiative(world)
    link = LINK.search((await mails_to(world, "wim@voorbeeld.nl"))[-1][1])
    assert link
    with pytest.raises(NoCircleMail):
        await world.api.end_circle_mail_by_link(EndCircleMailByLink.model_validate({"id": link[1], "proof": "x"}))
    body = EndCircleMailByLink.model_validate({"id": link[1], "proof": link[2]})
    seen = CheckCircleMailLink.model_validate({"id": link[1], "proof": link[2]})
    await world.api.check_circle_mail_link(seen)
    await world.api.end_circle_mail_by_link(body)
    with pytest.raises(NoCircleMail):
        await world.api.end_circle_mail_by_link(body)
    with pytest.raises(NoCircleMail):
        await world.api.check_circle_mail_link(seen)
    assert (await world.as_(worker).circle_mail(AREA)).state is CircleMailState.NONE
    await world.as_(resident).end_circle_mail(EndCircleMail(area_id=AREA))
    (kept,) = await world.rows("SELECT contact_email FROM circle_mails")
    assert kept["contact_email"] == "tom@voorbeeld.nl"
    world.clock.set(world.clock.now() + timedelta(days=300))
    assert await asked(world, third, "Tom@voorbeeld.nl") is CircleMailState.ON
    world.clock.set(world.clock.now() + timedelta(days=364))
    await world.do_work()
    assert len(await world.rows("SELECT 1 FROM circle_mails")) == 1
    world.clock.set(world.clock.now() + timedelta(days=3))
    await world.do_work()
    assert await world.rows("SELECT 1 FROM circle_mails") == []


async def test_codes_are_few_tries_are_few_and_only_the_circle_asks(world: World) -> None:
    worker = a_worker()
    with pytest.raises(NotOfThisCircle):
        await asked(world, OFFICER, "o@voorbeeld.nl")
    with pytest.raises(NotOfThisCircle):
        await asked(world, a_worker("beijum"), "o@voorbeeld.nl")
    for _ in range(5):
        await asked(world, worker, "wim@voorbeeld.nl")
    with pytest.raises(TooManyCircleCodes):
        await asked(world, a_resident(), "wim@voorbeeld.nl")
    code = await newest_code(world)
    for _ in range(5):
        with pytest.raises(WrongCode):
            await world.as_(worker).confirm_circle_mail(ConfirmCircleMail(area_id=AREA, code=not_(code)))
    with pytest.raises(TooManyCodes):
        await world.as_(worker).confirm_circle_mail(ConfirmCircleMail(area_id=AREA, code=code))
    world.clock.set(world.clock.now() + timedelta(days=3))
    await world.do_work()
    assert await world.rows("SELECT 1 FROM circle_mails") == []
