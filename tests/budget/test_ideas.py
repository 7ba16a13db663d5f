"""An idea from first words to open: no account, a code by mail, a private link, and who asked stays apart."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from services.budget.contract.initiatives import (
    AskApplicantToken,
    ConfirmIdea,
    IdeaConfirmed,
    IdeaReceived,
    InitiativeState,
    OpenLink,
)
from services.budget.contract.refusals import (
    InitiativeMove,
    LinkNotKnown,
    NoMoneyForArea,
    TooManyCodes,
    TooManyIdeas,
    UnknownInitiative,
    WrongCode,
)
from services.kit.caller import Caller, NoToken, NotYours
from services.kit.errors import KeyReused
from tests.budget.world import (
    AREA,
    YEAR,
    World,
    a_key,
    a_published_split,
    a_received_idea,
    a_worker,
    an_awarded_initiative,
    an_idea,
    an_open_initiative,
    applicant_of,
)


def not_(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06d}"


async def test_an_idea_gets_a_receipt_with_a_copy_the_code_the_link_and_the_answer_by_date(world: World) -> None:
    await a_published_split(world)
    received, code, secret = await a_received_idea(world)
    assert received.title == "Een voetbaltoernooi voor de kinderen van de buurt"
    assert received.state is InitiativeState.UNCONFIRMED
    assert received.answer_by.isoformat() == "2019-11-29"
    ((to, subject, text),) = await world.mails()
    assert to == "Sanne@voorbeeld.nl"
    assert code in subject
    for told in (code, f"http://localhost:8000/mijn-idee/openen/{secret}", "29 november 2019", "Met limonade."):
        assert told in text
    for typed in ("Sanne de Wit", "Sanne@voorbeeld.nl", "€\N{NO-BREAK SPACE}800", "in juni", "op het veldje"):
        assert typed in text


async def test_a_mail_is_in_the_language_of_who_asked(world: World) -> None:
    await a_published_split(world)
    await a_received_idea(world, language="en")
    ((_, subject, text),) = await world.mails()
    assert subject.startswith("Your code is")
    assert "29 November 2019" in text
    assert "€800\n" in text


async def test_code_and_secrets_are_kept_nowhere_but_in_the_mail(world: World) -> None:
    await a_published_split(world)
    _, code, secret = await a_received_idea(world)
    tables = await world.rows("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'")
    for (table,) in tables:
        for row in await world.rows(f'SELECT t::text FROM "{table}" t'):
            assert f"{code}" not in row[0].replace("-", " ").split(",")
            assert secret not in row[0]
    assert not await world.rows("SELECT 1 FROM work WHERE kind = 'send-mail'")


def test_when_where_and_who_are_one_line_in_the_letter_that_quotes_them() -> None:
    idea = an_idea(when="in juni\r\n", where="op het veldje\n\nU krijgt ook € 10.000.", name="Sanne\u2028de Wit")
    assert (idea.when, idea.where, idea.name) == (
        "in juni",
        "op het veldje U krijgt ook € 10.000.",
        "Sanne de Wit",
    )


async def test_an_idea_needs_money_for_its_area(world: World) -> None:
    with pytest.raises(NoMoneyForArea):
        await world.api.submit_idea(an_idea(), key=a_key())
    await a_published_split(world)
    for changed in ({"area_id": "atlantis"}, {"year": 2021}):
        with pytest.raises(NoMoneyForArea):
            await world.api.submit_idea(an_idea(**changed), key=a_key())


async def test_the_same_idea_sent_ten_times_at_once_is_one_idea_and_one_mail(world: World) -> None:
    await a_published_split(world)
    key = a_key()
    answers = await asyncio.gather(*(world.api.submit_idea(an_idea(), key=key) for _ in range(10)))
    assert len({answer.id for answer in answers}) == 1
    assert len(await world.mails()) == 1
    with pytest.raises(KeyReused):
        await world.api.submit_idea(an_idea(amount_cents=1), key=key)


async def test_an_address_is_not_flooded(world: World) -> None:
    await a_published_split(world)
    answers = await asyncio.gather(
        *(world.api.submit_idea(an_idea(), key=a_key()) for _ in range(8)), return_exceptions=True
    )
    assert sum(isinstance(answer, IdeaReceived) for answer in answers) == 5
    assert sum(isinstance(answer, TooManyIdeas) for answer in answers) == 3
    await world.api.submit_idea(an_idea(contact_email="ander@voorbeeld.nl"), key=a_key())
    world.clock.set(datetime(2019, 11, 2, 10, tzinfo=UTC))
    await world.api.submit_idea(an_idea(), key=a_key())


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("mayMail", False),
        ("amountCents", 0),
        ("amountCents", 12.5),
        ("contactEmail", "sanne@voorbeeld"),
        ("contactEmail", "a,b@voorbeeld.nl"),
        ("contactEmail", "a\r\nBcc: x@y.nl"),
        ("what", "          "),
        ("what", "kort"),
        ("name", ""),
        ("surprise", "?"),
    ],
)
async def test_what_is_not_right_is_refused_by_field_and_nothing_is_kept(
    world: World, field: str, value: object
) -> None:
    await a_published_split(world)
    body = an_idea().model_dump(mode="json", by_alias=True) | {field: value}
    answer = await world.http.post("/v1/initiatives", json=body, headers={"Idempotency-Key": a_key()})
    assert answer.status_code == 400
    assert [error["field"] for error in answer.json()["errors"]] == [field]
    assert not await world.rows("SELECT 1 FROM initiatives")


async def test_the_right_code_opens_the_idea_for_everybody(world: World) -> None:
    await a_published_split(world)
    received, code, _ = await a_received_idea(world)
    with pytest.raises(UnknownInitiative):
        await world.api.initiative(received.id)
    assert await world.api.initiatives(YEAR) == []
    confirmed = await world.api.confirm_idea(received.id, ConfirmIdea(code=code))
    assert confirmed.state is InitiativeState.OPEN
    (seen,) = await world.api.initiatives(YEAR, AREA)
    assert (seen.id, seen.state, seen.area_name) == (received.id, InitiativeState.OPEN, "Oosterpark")
    assert await world.api.initiatives(YEAR, "beijum") == []
    with pytest.raises(InitiativeMove):
        await world.api.confirm_idea(received.id, ConfirmIdea(code=code))


async def test_five_wrong_codes_and_the_right_one_is_too_late(world: World) -> None:
    await a_published_split(world)
    received, code, _ = await a_received_idea(world)
    for left in (4, 3, 2, 1, 0):
        with pytest.raises(WrongCode) as refused:
            await world.api.confirm_idea(received.id, ConfirmIdea(code=not_(code)))
        assert refused.value.facts["tries_left"] == left
    with pytest.raises(TooManyCodes):
        await world.api.confirm_idea(received.id, ConfirmIdea(code=code))


async def test_guessing_many_codes_at_once_gives_no_extra_try(world: World) -> None:
    await a_published_split(world)
    received, code, _ = await a_received_idea(world)
    wrong = ConfirmIdea(code=not_(code))
    answers = await asyncio.gather(
        *(world.api.confirm_idea(received.id, wrong) for _ in range(20)), return_exceptions=True
    )
    assert sum(isinstance(answer, WrongCode) for answer in answers) == 5
    assert sum(isinstance(answer, TooManyCodes) for answer in answers) == 15


async def test_a_code_works_for_a_day(world: World) -> None:
    await a_published_split(world)
    received, code, _ = await a_received_idea(world)
    world.clock.set(world.clock.now() + timedelta(hours=24, minutes=1))
    with pytest.raises(WrongCode):
        await world.api.confirm_idea(received.id, ConfirmIdea(code=code))


async def test_confirming_twice_at_once_opens_once(world: World) -> None:
    await a_published_split(world)
    received, code, _ = await a_received_idea(world)
    answers = await asyncio.gather(
        *(world.api.confirm_idea(received.id, ConfirmIdea(code=code)) for _ in range(4)), return_exceptions=True
    )
    assert sum(isinstance(answer, IdeaConfirmed) for answer in answers) == 1
    assert sum(isinstance(answer, InitiativeMove) for answer in answers) == 3


async def test_the_link_gives_a_session_and_changes_nothing_else(world: World) -> None:
    await a_published_split(world)
    received, _, secret = await a_received_idea(world)
    before = await world.rows("SELECT t::text FROM initiatives t UNION ALL SELECT t::text FROM applicants t")
    first, second = [await world.api.open_link(OpenLink(link_secret=secret)) for _ in range(2)]
    assert first.initiative_id == second.initiative_id == received.id
    assert first.session_secret != second.session_secret
    assert before == await world.rows("SELECT t::text FROM initiatives t UNION ALL SELECT t::text FROM applicants t")
    own = await (await applicant_of(world, first.session_secret)).own_initiative(received.id)
    assert (own.name, own.contact_email) == ("Sanne de Wit", "sanne@voorbeeld.nl")
    assert [step.state for step in own.steps] == [InitiativeState.UNCONFIRMED]
    assert own.letter is None


async def test_a_secret_nobody_was_given_opens_nothing(world: World) -> None:
    await a_published_split(world)
    _, _, secret = await a_received_idea(world)
    with pytest.raises(LinkNotKnown):
        await world.api.open_link(OpenLink(link_secret=secret[:-1] + "~"))
    with pytest.raises(LinkNotKnown):
        await world.api.applicant_token(AskApplicantToken(session_secret=secret))


async def test_an_applicant_sees_their_own_initiative_and_no_other(world: World) -> None:
    await a_published_split(world)
    mine, _, secret = await a_received_idea(world)
    other, _, _ = await a_received_idea(world, contact_email="ander@voorbeeld.nl")
    session = await world.api.open_link(OpenLink(link_secret=secret))
    me = await applicant_of(world, session.session_secret)
    assert (await me.own_initiative(mine.id)).initiative.id == mine.id
    with pytest.raises(NotYours):
        await me.own_initiative(other.id)
    with pytest.raises(NoToken):
        await world.api.own_initiative(mine.id)
    with pytest.raises(NotYours):
        await world.as_(a_worker()).own_initiative(mine.id)


async def test_an_applicants_token_is_for_budget_only(world: World) -> None:
    await a_published_split(world)
    _, _, secret = await a_received_idea(world)
    session = await world.api.open_link(OpenLink(link_secret=secret))
    me = await applicant_of(world, session.session_secret)
    token = str(me._token)
    reader = world.app.state.token_reader
    caller: Caller = reader.caller(token)
    assert (caller.kind, caller.memberships) == ("applicant", ())
    assert '"aud":["budget"]' in _claims(token)


def _claims(token: str) -> str:
    import base64

    return base64.urlsafe_b64decode(token.split(".")[1] + "==").decode()


async def test_nothing_public_says_who_asked(world: World) -> None:
    await a_published_split(world)
    await an_open_initiative(world)
    await an_awarded_initiative(world, contact_email="vera@voorbeeld.nl", name="Vera Smit")
    for path in ("initiatives", "money", "postings", "conference", "splits"):
        answer = await world.http.get(f"/v1/{path}", params={"year": YEAR})
        assert answer.status_code == 200
        for personal in ("Sanne", "sanne", "Vera", "vera", "@", "person:"):
            assert personal not in answer.text, path


async def test_who_confirms_gets_a_receipt_with_what_was_typed_and_when_an_answer_comes(world: World) -> None:
    await a_published_split(world)
    received, code, _ = await a_received_idea(world)
    before = len(await world.mails())
    await world.api.confirm_idea(received.id, ConfirmIdea(code=code))
    (mail,) = (await world.mails())[before:]
    assert mail[1].strip().startswith("Je idee is bevestigd")
    for told in ("op het veldje", "€ 800", "Met limonade.", f"/mijn-idee/{received.id}", "29 november 2019"):
        assert told in mail[2].replace("\N{NO-BREAK SPACE}", " ")
