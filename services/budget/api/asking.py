"""What budget asks profiles, always before a transaction begins."""

from asyncio import gather
from uuid import UUID

from services.budget.contract.splits import DraftSplit
from services.budget.usecases.freeze_plan import Key, indicators_of
from services.budget.usecases.software import check_may_prepare
from services.kit.caller import Caller
from services.kit.errors import UpstreamUnavailable
from services.profiles.contract.client import ProfilesClient
from services.profiles.contract.models import CompareEmail

ATTEMPTS = 3


async def ask_key(profiles: ProfilesClient, caller: Caller, body: DraftSplit) -> Key:
    """The areas of the year with the figures of every indicator the plan uses, all of one division.

    Whoever divides the municipality anew in between makes us ask once more. Raises NotYours, UnknownIndicator,
    NoFigures, UpstreamUnavailable.
    """
    check_may_prepare(caller)
    indicators = indicators_of(body.lines)
    if not indicators:
        municipality = await profiles.municipality(body.year)
        return Key(municipality.name, None, {})
    for _attempt in range(ATTEMPTS):
        figures = await gather(*(profiles.indicator_values(indicator, body.year) for indicator in indicators))
        divisions = {each.division for each in figures}
        if len(divisions) == 1:
            (division,) = divisions
            name = division.municipality_name if division else ""
            return Key(name, division, dict(zip(indicators, figures, strict=True)))
    raise UpstreamUnavailable(service="profiles")


async def ask_is_applicant(profiles: ProfilesClient, caller: Caller, contact_email: str | None) -> bool:
    """Is the caller's e-mail address that of the idea? No when who applied was forgotten, or has none."""
    if not contact_email:
        return False
    answer = await profiles.compare_email(CompareEmail(person_id=UUID(caller.id), email=contact_email))
    return answer.is_same
