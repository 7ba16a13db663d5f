"""What budget asks profiles, always before a transaction begins."""

from asyncio import gather
from uuid import UUID

from services.budget.contract.splits import DraftSplit
from services.budget.usecases.draft_split import check_may_draft
from services.budget.usecases.freeze_plan import Key, indicators_of
from services.kit.caller import Caller
from services.profiles.contract.client import ProfilesClient
from services.profiles.contract.models import CompareEmail


async def ask_key(profiles: ProfilesClient, caller: Caller, body: DraftSplit) -> Key:
    """The areas of the year and the figures of every indicator the plan uses, asked at once.

    Raises NotYours, UnknownIndicator, NoFigures, UpstreamUnavailable.
    """
    check_may_draft(caller)
    indicators = indicators_of(body.lines)
    asked = gather(*(profiles.indicator_values(indicator, body.year) for indicator in indicators))
    municipality, figures = await gather(profiles.municipality(body.year), asked)
    return Key(municipality, dict(zip(indicators, figures, strict=True)))


async def ask_is_applicant(profiles: ProfilesClient, caller: Caller, contact_email: str | None) -> bool:
    """Is the caller's e-mail address that of the idea? No when who applied was forgotten."""
    if contact_email is None:
        return False
    answer = await profiles.compare_email(CompareEmail(person_id=UUID(caller.id), email=contact_email))
    return answer.is_same
