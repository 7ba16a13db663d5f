"""Builders for schemes: one that is set, and one that is published."""

from typing import Any

from services.budget.contract.schemes import PublishScheme, SchemeRules, SchemeView, SetScheme
from services.kit.caller import Caller
from tests.budget.world import APPROVER, OFFICER, YEAR, World, a_key


async def a_set_scheme(world: World, *, who: Caller = OFFICER, year: int = YEAR, **rules: Any) -> SchemeView:
    seen = (await world.as_(OFFICER).scheme(year)).newest_number
    body = SetScheme(seen_number=seen, rules=SchemeRules.model_validate(rules))
    return await world.as_(who).set_scheme(year, body, key=a_key())


async def published_scheme(world: World, seen: SchemeView, who: Caller = APPROVER) -> SchemeView:
    body = PublishScheme(seen_number=seen.newest_number, where="Gemeenteblad 2")
    return await world.as_(who).publish_scheme(seen.year, body)


async def a_published_scheme(world: World, *, year: int = YEAR, **rules: Any) -> SchemeView:
    return await published_scheme(world, await a_set_scheme(world, year=year, **rules))
