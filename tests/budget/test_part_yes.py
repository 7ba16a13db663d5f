"""A yes to a part: an amount below what was asked with why not all, and both kinds of member the same one."""

from functools import partial

import pytest

from services.budget.contract.deliberation_refusals import PartNotAllowed, ProposalNotOfIdea
from services.budget.contract.deliberations import OpenProposal
from services.budget.contract.initiatives import (
    ConfirmIdea,
    DeclareStake,
    InitiativeState,
    InitiativeView,
    OpenLink,
    SayYes,
)
from services.budget.contract.refusals import AlreadySaidYes, NotEnoughLeft, SeatTaken
from services.budget.contract.schemes import Way
from services.budget.domain.circle import Meant, meant
from services.kit.caller import Caller
from tests.budget.pdfs import read_pdf
from tests.budget.schemes import a_published_scheme
from tests.budget.test_circle import line_of
from tests.budget.world import (
    AREA,
    YEAR,
    World,
    a_key,
    a_published_split,
    a_received_idea,
    a_resident,
    a_worker,
    an_open_initiative,
    applicant_of,
    outcomes,
    yes,
)
from tests.support.apps import a_person

WHY = "de limonade geeft de voetbalclub al"
PART = 50_000


async def part(world: World, who: Caller, seen: InitiativeView, cents: int = PART, ground: str = WHY) -> InitiativeView:
    body = SayYes(version=seen.version, amount_cents=cents, ground=ground, no_stake=True)
    return await world.as_(who).say_yes(seen.id, body, key=a_key())


async def an_idea_that_may_get_a_part(world: World) -> InitiativeView:
    """It asks EUR 800."""
    await a_published_split(world)
    await a_published_scheme(world, part_awards=True)
    return await an_open_initiative(world)


@pytest.mark.parametrize(
    ("amount", "ground", "to"),
    [
        (None, "", Meant(800, "")),
        (800, "omdat", Meant(800, "")),
        (500, "omdat", Meant(500, "omdat")),
        (500, "", None),
        (801, "omdat", None),
    ],
)
def test_what_a_yes_is_to(amount: int | None, ground: str, to: Meant | None) -> None:
    assert meant(800, amount, ground) == to


async def test_two_yesses_to_the_same_part_award_that_part_and_its_ground(world: World) -> None:
    await a_published_split(world)
    await a_published_scheme(world, part_awards=True)
    received, code, secret = await a_received_idea(world)
    await world.api.confirm_idea(received.id, ConfirmIdea(code=code))
    before = await line_of(world)
    first = await part(world, a_worker(), await world.api.initiative(received.id))
    assert (first.state, first.yes_by, first.part_ground) == (InitiativeState.OPEN, ["worker"], "")
    (seen,) = await world.as_(a_resident()).decisions(YEAR, AREA)
    assert seen.stands
    assert (seen.stands.amount_cents, seen.stands.ground, seen.would_award_cents) == (PART, WHY, PART)
    assert (seen.may_say_yes, seen.may_part) == (True, True)
    done = await part(world, a_resident(), first)
    assert (done.state, done.awarded_cents, done.part_ground) == (InitiativeState.AWARDED, PART, WHY)
    after = await line_of(world)
    assert (after.awarded_cents, after.left_cents) == (PART, before.left_cents - PART)
    (event,) = await world.rows("SELECT event->'data'->>'amountCents' AS cents FROM outbox_events")
    assert event["cents"] == str(PART)
    _, _, mail = (await world.mails())[-1]
    me = await applicant_of(world, (await world.api.open_link(OpenLink(link_secret=secret))).session_secret)
    (letter,) = await me.letters(received.id)
    pdf = " ".join(read_pdf(await me.letter_pdf(letter.id)).text.split())
    for told in (" ".join(mail.split()), pdf):
        assert "Je krijgt €\N{NO-BREAK SPACE}500 van de €\N{NO-BREAK SPACE}800 die je vroeg." in told or (
            "Je krijgt € 500 van de € 800 die je vroeg." in told
        )
        assert f"Je krijgt niet alles, omdat: {WHY}" in told
        assert "binnen 6 weken" in told


async def test_another_amount_is_a_proposal_of_its_own_and_needs_both_again(world: World) -> None:
    idea = await an_idea_that_may_get_a_part(world)
    worker, resident = a_worker(), a_resident()
    first = await part(world, worker, idea)
    less = await part(world, resident, first, 40_000)
    assert (less.state, less.yes_by) == (InitiativeState.OPEN, ["resident"])
    other_words = await part(world, worker, less, 40_000, "iets anders")
    assert (other_words.state, other_words.yes_by) == (InitiativeState.OPEN, ["worker"])
    whole = await yes(world, resident, other_words)
    assert (whole.state, whole.yes_by) == (InitiativeState.OPEN, ["resident"])
    back = await part(world, worker, whole, 40_000)
    done = await part(world, resident, back, 40_000)
    assert (done.state, done.awarded_cents, done.yes_by) == (InitiativeState.AWARDED, 40_000, ["worker", "resident"])
    assert len(await world.rows("SELECT 1 FROM yeses WHERE withdrawn_at IS NOT NULL")) == 4


async def test_the_same_part_twice_by_one_kind_of_member_decides_nothing(world: World) -> None:
    idea = await an_idea_that_may_get_a_part(world)
    both = a_person(("area_worker", AREA), ("area_resident", AREA))
    first = await part(world, both, idea)
    with pytest.raises(AlreadySaidYes):
        await part(world, both, first)
    with pytest.raises(SeatTaken):
        await part(world, a_worker(), first)
    changed = await part(world, both, first, 60_000)
    assert (changed.state, len(changed.yes_by)) == (InitiativeState.OPEN, 1)


async def test_what_was_proposed_goes_with_the_stake_of_who_proposed_it(world: World) -> None:
    idea = await an_idea_that_may_get_a_part(world)
    worker = a_worker()
    first = await part(world, worker, idea)
    gone = await world.as_(worker).declare_stake(idea.id, DeclareStake(version=first.version), key=a_key())
    (seen,) = await world.as_(a_resident()).decisions(YEAR, AREA)
    assert (gone.yes_by, seen.stands, seen.would_award_cents) == ([], None, None)


async def test_a_part_is_less_than_was_asked_and_says_why(world: World) -> None:
    idea = await an_idea_that_may_get_a_part(world)
    with pytest.raises(ProposalNotOfIdea):
        await part(world, a_worker(), idea, 80_001)
    with pytest.raises(ProposalNotOfIdea):
        await part(world, a_worker(), idea, PART, "  ")
    assert (await world.api.initiative(idea.id)).yes_by == []


@pytest.mark.parametrize("way", [Way.TEAM, Way.CONSENT])
async def test_where_the_scheme_gives_all_or_nothing_nobody_gives_a_part(world: World, way: Way) -> None:
    await a_published_split(world)
    await a_published_scheme(world, default_way=way)
    idea = await an_open_initiative(world)
    body = OpenProposal(version=idea.version, amount_cents=PART, text=WHY, no_stake=True)
    ways = {
        Way.TEAM: lambda: part(world, a_worker(), idea),
        Way.CONSENT: lambda: world.as_(a_worker()).open_proposal(idea.id, body, key=a_key()),
    }
    with pytest.raises(PartNotAllowed):
        await ways[way]()
    assert not (await world.as_(a_worker()).deliberation(idea.id)).may_part


async def test_a_part_that_was_agreed_is_given_whole_or_not(world: World) -> None:
    await a_published_split(world)
    await a_published_scheme(world, part_awards=True)
    left = (await line_of(world)).left_cents
    idea = await an_open_initiative(world, amount_cents=left + 200)
    first = await part(world, a_worker(), idea, left + 100)
    (seen,) = await world.as_(a_resident()).decisions(YEAR, AREA)
    assert (seen.may_say_yes, seen.would_award_cents) == (False, None)
    with pytest.raises(NotEnoughLeft):
        await part(world, a_resident(), first, left + 100)


async def test_two_amounts_at_once_never_make_an_award(world: World) -> None:
    idea = await an_idea_that_may_get_a_part(world)
    calls = [
        partial(part, world, a_worker(), idea, PART),
        partial(part, world, a_resident(), idea, 40_000),
        partial(part, world, a_worker(), idea, 30_000),
        partial(part, world, a_resident(), idea, PART),
    ]
    answers = await outcomes(calls)
    assert sum(isinstance(answer, InitiativeView) for answer in answers) == 1
    assert await world.rows("SELECT 1 FROM awards") == []
    assert len(await world.rows("SELECT 1 FROM yeses WHERE withdrawn_at IS NULL")) == 1
