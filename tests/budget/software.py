"""Builders for keys of the municipality's own software, and software that has one."""

from datetime import date
from typing import Any

from services.budget.contract.software import MakeSoftwareKey, SoftwareKeyMade
from services.kit.caller import Caller
from tests.budget.world import OFFICER, World, a_key

UNTIL = date(2020, 6, 30)


async def a_software_key(world: World, by: Caller = OFFICER, **changed: Any) -> SoftwareKeyMade:
    typed = {"name": "Planpakket", "purpose": "De verdeling voorbereiden", "ends_on": UNTIL}
    return await world.as_(by).make_software_key(MakeSoftwareKey.model_validate(typed | changed), key=a_key())


def with_key(made: SoftwareKeyMade) -> Caller:
    """The software itself, as a client sends it: its key in the place of a token."""
    return Caller("software", made.id, token=made.key)


async def software(world: World, by: Caller = OFFICER) -> Caller:
    return with_key(await a_software_key(world, by))
