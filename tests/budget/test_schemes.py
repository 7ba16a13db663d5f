"""The rules of a year: set by one and published by another, kept as they were, and followed."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import asyncpg
import pytest

from services.budget.contract.initiatives import ConfirmIdea
from services.budget.contract.scheme_refusals import AboveMost, NoDraftScheme, SchemeSetterCannotPublish
from services.budget.contract.schemes import PublishScheme, Scheme, SchemeRules, SchemeState, SchemeView, SetScheme, Way
from services.kit.caller import NotYours
from services.kit.errors import Invalid, StaleVersion
from tests.budget.schemes import a_published_scheme, a_set_scheme, published_scheme
from tests.budget.world import (
    APPROVER,
    OFFICER,
    YEAR,
    World,
    a_key,
    a_published_split,
    a_received_idea,
    a_resident,
    a_worker,
    an_idea,
    an_open_initiative,
    outcomes,
    yes,
)
from tests.support.apps import a_person


async def test_a_year_works_before_anything_is_set_with_what_the_installation_set(world: World) -> None:
    office = world.app.state.office
    changed = {"answer_weeks": 6, "part_awards": True, "objection_address": "Postbus 1"}
    world.app.state.office = replace(office, settings=office.settings.model_copy(update=changed))
    found = await world.api.scheme(YEAR)
    assert (found.of_year, found.number, found.newest_number, found.versions) == (None, None, 0, [])
    assert found.rules == Scheme(answer_weeks=6, part_awards=True, objection_address="Postbus 1")
    assert found.rules.way_for("beijum", 10**9) is Way.TEAM


async def test_one_sets_a_scheme_and_another_publishes_it(world: World) -> None:
    draft = await a_set_scheme(world, answer_weeks=6)
    assert (draft.rules.answer_weeks, draft.newest_number) == (4, 1)
    assert [version.state for version in draft.versions] == [SchemeState.DRAFT]
    assert (await world.api.scheme(YEAR)).versions == []
    with pytest.raises(NotYours):
        await published_scheme(world, draft, OFFICER)
    published = await published_scheme(world, draft)
    assert (published.rules.answer_weeks, published.of_year, published.number) == (6, YEAR, 1)
    (seen,) = (await world.api.scheme(YEAR)).versions
    assert (seen.set_by, seen.published_by, seen.published_where) == ("policy_officer", "approver", "Gemeenteblad 2")
    assert published.versions[0].published_by == APPROVER.name


async def test_who_set_a_scheme_does_not_publish_it_also_with_both_roles(world: World) -> None:
    both = a_person(("policy_officer", None), ("approver", None))
    draft = await a_set_scheme(world, who=both)
    with pytest.raises(SchemeSetterCannotPublish):
        await published_scheme(world, draft, both)
    with pytest.raises(asyncpg.CheckViolationError):
        await world.rows("UPDATE schemes SET state = 'published', published_by = set_by")


async def test_a_later_year_follows_the_latest_published_scheme_before_it(world: World) -> None:
    await a_published_scheme(world, year=YEAR - 2, answer_weeks=2)
    await a_published_scheme(world, year=YEAR - 1, answer_weeks=3)
    await a_published_scheme(world, year=YEAR + 1, answer_weeks=7)
    found = await world.api.scheme(YEAR)
    assert (found.rules.answer_weeks, found.of_year, found.versions) == (3, YEAR - 1, [])
    assert (await world.api.terms(YEAR)).answer_weeks == 3
    assert (await world.api.terms(YEAR - 3)).answer_weeks == 4


async def test_a_new_draft_takes_the_place_of_the_draft_and_a_new_version_of_the_published_one(world: World) -> None:
    await a_set_scheme(world, answer_weeks=5)
    await published_scheme(world, await a_set_scheme(world, answer_weeks=6))
    await a_published_scheme(world, answer_weeks=7)
    now = await world.as_(OFFICER).scheme(YEAR)
    states = [(version.number, version.state, version.rules.answer_weeks) for version in now.versions]
    assert states == [
        (3, SchemeState.PUBLISHED, 7),
        (2, SchemeState.REPLACED, 6),
        (1, SchemeState.DISCARDED, 5),
    ]
    assert [version.number for version in (await world.api.scheme(YEAR)).versions] == [3, 2]


async def test_what_a_version_says_never_changes(world: World) -> None:
    await a_published_scheme(world)
    for change in ("UPDATE schemes SET rules = '{}'", "UPDATE schemes SET published_where = 'elders'"):
        with pytest.raises(asyncpg.RaiseError):
            await world.rows(change)
    with pytest.raises(asyncpg.PostgresError):
        await world.rows("DELETE FROM schemes")
    app = await asyncpg.connect(world.app_url)
    for change in ("UPDATE schemes SET why = 'anders'", "DELETE FROM schemes"):
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await app.execute(change)
    await app.close()


async def test_a_stale_screen_sees_the_scheme_as_it_is(world: World) -> None:
    await a_set_scheme(world)
    stale = SetScheme(seen_number=0, rules=SchemeRules())
    with pytest.raises(StaleVersion) as refused:
        await world.as_(OFFICER).set_scheme(YEAR, stale, key=a_key())
    assert SchemeView.model_validate(refused.value.current).newest_number == 1
    with pytest.raises(StaleVersion):
        await world.as_(APPROVER).publish_scheme(YEAR, PublishScheme(seen_number=2, where="Gemeenteblad 2"))


async def test_publishing_twice_at_once_publishes_once(world: World) -> None:
    draft = await a_set_scheme(world)
    answers = await outcomes([lambda: published_scheme(world, draft) for _ in range(4)])
    assert sum(isinstance(answer, SchemeView) for answer in answers) == 1
    assert sum(isinstance(answer, NoDraftScheme) for answer in answers) == 3


@pytest.mark.parametrize(
    "wrong",
    [{"answer_weeks": 9}, {"pay_weeks": 7}, {"sign_age": 11}, {"above_limit_way": "team"}, {"team_limit_cents": 0}],
)
async def test_what_the_law_does_not_allow_cannot_be_set(world: World, wrong: dict[str, Any]) -> None:
    rules = SchemeRules().model_dump(mode="json")
    statuses = []
    for sent in (rules | wrong, rules):
        headers = {"Authorization": f"Bearer {OFFICER.token}", "Idempotency-Key": a_key()}
        body = {"seenNumber": 0, "rules": sent}
        statuses.append((await world.http.post(f"/v1/schemes/{YEAR}/versions", json=body, headers=headers)).status_code)
    assert statuses == [Invalid.status, 201]


@pytest.mark.parametrize("outsider", [a_worker(), a_resident(), APPROVER])
async def test_only_a_policy_officer_sets_a_scheme(world: World, outsider: Any) -> None:
    with pytest.raises(NotYours):
        await a_set_scheme(world, who=outsider)


async def test_an_idea_above_the_most_is_told_so_at_its_amount(world: World) -> None:
    await a_published_split(world)
    await a_published_scheme(world, most_cents=500_000)
    with pytest.raises(AboveMost) as refused:
        await world.api.submit_idea(an_idea(amount_cents=500_001), key=a_key())
    assert [(error["field"], error["slug"]) for error in refused.value.errors] == [("amountCents", AboveMost.slug)]
    assert "€\N{NO-BREAK SPACE}5.000" in str(refused.value)
    assert (await world.api.submit_idea(an_idea(amount_cents=500_000), key=a_key())).id


async def test_an_idea_keeps_the_rules_it_was_told_under_and_objects_where_it_is_now(world: World) -> None:
    await a_published_split(world)
    await a_published_scheme(world, answer_weeks=6, objection_address="Postbus 1")
    received, code, _ = await a_received_idea(world)
    assert received.answer_by == world.clock.today() + timedelta(weeks=6)
    await world.api.confirm_idea(received.id, ConfirmIdea(code=code))
    await a_published_scheme(world, answer_weeks=2, objection_address="Postbus 2", part_awards=True)
    idea = await world.api.initiative(received.id)
    assert idea.answer_by == received.answer_by
    await yes(world, a_resident(), await yes(world, a_worker(), idea))
    assert "Postbus 2" in (await world.mails())[-1][2]
    second = await an_open_initiative(world, contact_email="b@voorbeeld.nl")
    assert second.answer_by == world.clock.today() + timedelta(weeks=2)


def test_above_the_limit_of_the_team_something_else_decides_and_a_vote_stays_a_vote() -> None:
    rules = Scheme(
        team_limit_cents=100_000, ways={"beijum": Way.VOTE, "lewenborg": Way.CONSENT}, city_wide_way=Way.CONSENT
    )
    assert rules.way_for("oosterpark", 100_000) is Way.TEAM
    assert rules.way_for("oosterpark", 100_001) is Way.CONSENT
    assert rules.way_for("beijum", 1) is Way.VOTE
    assert rules.way_for("lewenborg", 1) is Way.CONSENT
    assert rules.way_for(None, 1) is Way.CONSENT
    assert Scheme(default_way=Way.VOTE).way_of(None) is Way.VOTE
