"""Refuses a body with anything that points at a person, before any of it is read, kept or logged."""

import json
from collections.abc import Awaitable, Callable
from typing import Annotated, Any

from fastapi import Depends

from services.kit.clock import Clock
from services.monitoring.api.dependencies import ClockDep, RawBody
from services.monitoring.contract.referral_refusals import PersonalDataFound
from services.monitoring.domain.personal_data import Found, Pairs, Raw, look_for


def harmless(rows_in: str, *, of_a_case: bool = True) -> Callable[[bytes, Clock], Awaitable[None]]:
    """The dependency for bodies whose rows stand in this field.

    It reads the bytes: fields we do not know count too. `of_a_case`: a day of birth, an address and a name are refused
    as well; what is about an organisation or a period has such things by right.
    """

    async def look(raw: RawBody, clock: ClockDep) -> None:
        found = look_for(_read(raw), rows_in, case_on=clock.today() if of_a_case else None)
        if found:
            raise PersonalDataFound(errors=[_error(each, rows_in) for each in found])

    return look


def _read(raw: bytes) -> Any:
    try:
        return json.loads(raw, object_pairs_hook=Pairs, parse_int=Raw, parse_float=Raw, parse_constant=Raw)
    except (ValueError, RecursionError):
        return raw.decode(errors="replace")


def _error(found: Found, rows_in: str) -> dict[str, str]:
    """Which row and what kind; never what it was, and no name of a field, which may be the very thing."""
    field = f"{rows_in}.{found.row - 1}" if found.row else ""
    return {"field": field, "slug": f"personal-data.{found.kind}"}


NothingPersonalInReferrals = Annotated[None, Depends(harmless("referrals"))]
NothingPersonalInEnds = Annotated[None, Depends(harmless("ends"))]
NothingPersonalInCorrections = Annotated[None, Depends(harmless("corrections"))]
NothingPersonalInWithdrawals = Annotated[None, Depends(harmless("withdrawals"))]
NothingPersonalInCase = Annotated[None, Depends(harmless(""))]
NoNumberOfPerson = Annotated[None, Depends(harmless("", of_a_case=False))]
