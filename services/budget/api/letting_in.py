"""Callers of budget's own: the municipality's software with its key, on the routes that let it in by name."""

from functools import partial
from typing import Annotated

from fastapi import Depends, Request

from services.budget.store.software_queries import find_software_key, note_use
from services.budget.usecases.office import Office
from services.budget.usecases.software import check_works, software_behind
from services.kit.api_keys import kept_key
from services.kit.caller import KEY, NOBODY, TOKEN, Caller, NoToken, NotYours, caller_of, names_a_caller
from services.kit.database import Database


async def software_of(request: Request) -> Caller:
    """The software whose key stands in `Authorization: Bearer vv_…`; its use is noted, at most once a day.

    Raises BadApiKey, SoftwareKeyEnded, SoftwareKeyExpired.
    """
    database: Database = request.app.state.database
    office: Office = request.app.state.office
    async with database.reading() as session:
        key = await kept_key(request, partial(find_software_key, session))
    check_works(key, office)
    if key.last_used_on != office.today():
        async with database.transaction() as session:
            await note_use(session, key.id, office.now(), office.today())
    return software_behind(key)


@names_a_caller(TOKEN, KEY)
async def person_or_software(request: Request) -> Caller:
    """A person, or software that prepares for people."""
    caller = await caller_of(request)
    if caller.kind == "public":
        raise NoToken
    if caller.kind not in ("person", "software"):
        raise NotYours(roles="person")
    return caller


@names_a_caller(NOBODY, TOKEN, KEY)
async def anyone_or_software(request: Request) -> Caller:
    """Everybody may ask; software reads of plan, split and money what staff read, without who did it."""
    return await caller_of(request)


PreparingCaller = Annotated[Caller, Depends(person_or_software)]
ReadingCaller = Annotated[Caller, Depends(anyone_or_software)]
