"""Codes and ballots: one code one ballot however it is sent, and a clear answer to everything else."""

import asyncio
import re
from collections.abc import Awaitable, Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.budget.contract.round_refusals import (
    CodeUsed,
    NoCodesByMail,
    RoundClosed,
    RoundMove,
    RoundNotOpenYet,
    SheetGivenAlready,
    TooManyVotingCodes,
    TooManyVotingTries,
    UnknownProject,
    UnknownRound,
    WrongVotingCode,
)
from services.budget.contract.rounds import AskVotingCode, BallotReceipt, CastBallot, PrintCodes, RoundView
from services.budget.domain import voting_codes
from services.kit.caller import NotYours
from tests.budget.rounds import a_published_round, a_set_round, an_open_round, codes_of, counted, published, vote
from tests.budget.world import (
    OFFICER,
    World,
    a_key,
    a_published_split,
    a_resident,
    a_worker,
    a_world,
    outcomes,
)
from tests.support.apps import a_service

WRONG = "22222-22222"


async def ask(world: World, found: RoundView, email: str, origin: str = "thuis") -> None:
    body = AskVotingCode(email=email, may_vote=True, origin=origin)
    await world.as_(a_service()).ask_voting_code(found.id, body)


async def test_a_code_comes_by_mail_once_and_asking_again_answers_the_same(world: World) -> None:
    found = await a_published_round(world, 600)
    before = len(await world.mails())
    for email in ("Sanne@voorbeeld.nl", "sanne@voorbeeld.nl", "sanne+twee@voorbeeld.nl"):
        await ask(world, found, email)
    [(to, subject, text)] = (await world.mails())[before:]
    assert to == "Sanne@voorbeeld.nl"
    [code] = re.findall(r"\b[2-9A-Y]{5}-[2-9A-Y]{5}\b", text)
    assert code not in subject
    assert not re.search(rf"https?://\S*{code}", text)
    world.clock.set(found.opens_at)
    assert (await vote(world, found, f" {code.lower().replace('-', ' ')} ", 1)).projects == [1]
    now = await world.api.round(found.id)
    assert (now.codes_mailed, now.codes_printed, now.ballots_cast) == (1, 0, 1)


async def test_codes_are_given_from_publication_to_closing_and_by_mail_only_where_that_was_set(world: World) -> None:
    await a_published_split(world)
    found = await a_set_round(world)
    with pytest.raises(UnknownRound):
        await ask(world, found, "sanne@voorbeeld.nl")
    with pytest.raises(RoundMove):
        await codes_of(world, found, 1)
    world.clock.set(found.closes_at)
    posted = await published(world, await a_set_round(world, codes_by_mail=False))
    with pytest.raises(NoCodesByMail):
        await ask(world, posted, "sanne@voorbeeld.nl")
    world.clock.set(posted.closes_at)
    with pytest.raises(RoundClosed):
        await codes_of(world, posted, 1)


async def test_from_one_place_only_so_many_codes_are_asked_and_only_so_many_wrong_ones_tried(world: World) -> None:
    found = await an_open_round(world, 600)
    [code] = await codes_of(world, found, 1)
    for at in range(20):
        await ask(world, found, f"plek{at}@voorbeeld.nl")
    with pytest.raises(TooManyVotingCodes):
        await ask(world, found, "nog-een@voorbeeld.nl")
    await ask(world, found, "nog-een@voorbeeld.nl", origin="elders")
    site = world.as_(a_service())
    for _ in range(10):
        with pytest.raises(WrongVotingCode):
            await site.cast_ballot(found.id, CastBallot(code=WRONG, projects=[1], origin="thuis"))
    for tried in (WRONG, code):
        with pytest.raises(TooManyVotingTries):
            await site.cast_ballot(found.id, CastBallot(code=tried, projects=[1], origin="thuis"))
    await site.cast_ballot(found.id, CastBallot(code=code, projects=[1], origin="elders"))


async def test_who_calls_us_directly_is_not_believed_to_be_elsewhere_each_time(world: World) -> None:
    found = await an_open_round(world, 600)
    for at in range(10):
        with pytest.raises(WrongVotingCode):
            await world.api.cast_ballot(found.id, CastBallot(code=WRONG, projects=[1], origin=f"plek{at}"))
    with pytest.raises(TooManyVotingTries):
        await world.api.cast_ballot(found.id, CastBallot(code=WRONG, projects=[1], origin="weer ergens"))
    world.clock.set(world.clock.now().replace(hour=23))
    with pytest.raises(WrongVotingCode):
        await world.api.cast_ballot(found.id, CastBallot(code=WRONG, projects=[1]))


async def test_the_same_ballot_gives_the_same_receipt_and_another_is_refused(world: World) -> None:
    found = await an_open_round(world, 600, 300, 200)
    code, other = await codes_of(world, found, 2)
    first = await vote(world, found, code, 3, 1)
    assert first.projects == [1, 3]
    assert await vote(world, found, code, 1, 3, 3) == first
    with pytest.raises(CodeUsed):
        await vote(world, found, code, 1)
    assert (await vote(world, found, other, 1, 3)).receipt != first.receipt
    assert (await world.api.round(found.id)).ballots_cast == 2


async def test_what_is_not_right_is_refused_and_does_not_use_the_code(world: World) -> None:
    found = await a_published_round(world, 600, 300)
    [code] = await codes_of(world, found, 1)
    with pytest.raises(RoundNotOpenYet):
        await vote(world, found, code, 1)
    world.clock.set(found.opens_at)
    with pytest.raises(UnknownProject):
        await vote(world, found, code, 1, 3)
    with pytest.raises(WrongVotingCode):
        await vote(world, found, code[:-1], 1)
    answer = await world.http.post(f"/v1/rounds/{found.id}/ballots", json={"code": code, "projects": []})
    assert answer.status_code == 400
    assert code not in answer.text
    assert (await vote(world, found, code, 1)).projects == [1]
    world.clock.set(found.closes_at)
    with pytest.raises(RoundClosed):
        await vote(world, found, code, 1)
    done = await counted(world, found)
    with pytest.raises(RoundClosed):
        await vote(world, done, code, 1)
    assert done.outcome
    assert done.outcome.voters == 1


async def test_a_ballot_on_paper_counts_once_and_is_entered_by_staff_of_the_area(world: World) -> None:
    found = await an_open_round(world, 600, 300)
    paper, both = await codes_of(world, found, 2)
    for caller in (a_resident(), a_worker("helpman")):
        with pytest.raises(NotYours):
            await world.as_(caller).enter_paper_ballot(found.id, CastBallot(code=paper, projects=[1]))
    await world.as_(a_worker()).enter_paper_ballot(found.id, CastBallot(code=paper, projects=[1, 2]))
    receipt = await vote(world, found, both, 2)
    assert await world.as_(OFFICER).enter_paper_ballot(found.id, CastBallot(code=both, projects=[2])) == receipt
    with pytest.raises(CodeUsed):
        await world.as_(OFFICER).enter_paper_ballot(found.id, CastBallot(code=both, projects=[1]))
    done = await counted(world, found)
    assert done.outcome
    assert (done.outcome.voters, done.outcome.paper_ballots) == (2, 1)


async def test_a_sheet_is_given_once_and_to_staff_of_the_round_only(world: World) -> None:
    found = await a_published_round(world, 600)
    key = a_key()
    worker = world.as_(a_worker())
    sheet = await worker.print_codes(found.id, PrintCodes(count=300), key=key)
    codes = [line.split(";")[1] for line in sheet.decode("utf-8-sig").split()[1:]]
    assert len(set(codes)) == 300
    assert all(re.fullmatch(r"[2-9A-Y]{5}-[2-9A-Y]{5}", code) for code in codes)
    with pytest.raises(SheetGivenAlready):
        await worker.print_codes(found.id, PrintCodes(count=300), key=key)
    for caller in (a_resident(), a_worker("helpman")):
        with pytest.raises(NotYours):
            await world.as_(caller).print_codes(found.id, PrintCodes(count=1), key=a_key())
    assert (await world.api.round(found.id)).codes_printed == 300


def test_signs_that_look_alike_are_in_no_code() -> None:
    assert len(voting_codes.ALPHABET) == len(set(voting_codes.ALPHABET)) == 28
    assert not set(voting_codes.ALPHABET) & set("01OILSZB")
    assert 28**voting_codes.LENGTH > 2**48


sent = st.lists(
    st.tuples(st.integers(0, 2), st.sets(st.integers(1, 3), min_size=1), st.booleans()), min_size=1, max_size=12
)


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(rows=st.lists(sent, min_size=1, max_size=3))
def test_whatever_is_sent_at_once_each_code_has_one_ballot_and_each_receipt_is_true(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[tuple[int, set[int], bool]]]
) -> None:
    """Each list is sent at once: a code out of three, the plans, and whether it comes on paper."""
    asyncio.run(send(tmp_path_factory, rows))


async def send(tmp_path_factory: pytest.TempPathFactory, rows: list[list[tuple[int, set[int], bool]]]) -> None:
    async with a_world(tmp_path_factory.mktemp("votes")) as world:
        found = await an_open_round(world, 600, 300, 200)
        codes = await codes_of(world, found, 3)
        told: dict[int, set[tuple[str, tuple[int, ...]]]] = {0: set(), 1: set(), 2: set()}
        for at_once in rows:
            calls = [sender(world, found, codes[which], plans, paper) for which, plans, paper in at_once]
            for (which, plans, _), answer in zip(at_once, await outcomes(calls), strict=True):
                if isinstance(answer, Exception):
                    assert isinstance(answer, CodeUsed)
                else:
                    assert answer.projects == sorted(plans)
                    told[which].add((answer.receipt, tuple(answer.projects)))
        used = {which for at_once in rows for which, _, _ in at_once}
        assert all(len(told[which]) == (which in used) for which in told)
        done = await counted(world, found)
        assert done.outcome
        kept = await world.rows("SELECT projects FROM counted_ballots")
        assert sorted(str(list(ballot)) for receipts in told.values() for _, ballot in receipts) == sorted(
            row["projects"] for row in kept
        )


def sender(
    world: World, found: RoundView, code: str, plans: set[int], on_paper: bool
) -> Callable[[], Awaitable[BallotReceipt]]:
    body = CastBallot(code=code, projects=list(plans))
    if on_paper:
        return lambda: world.as_(OFFICER).enter_paper_ballot(found.id, body)
    return lambda: world.api.cast_ballot(found.id, body)
