"""What is wrong with a referral as it was sent, and which boundaries of the agreement it crosses.

The first is a mistake: the row is refused and comes back mended. The second is a fact: it is recorded, as a breach.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from services.monitoring.domain.municipalities import MUNICIPALITIES
from services.monitoring.domain.row_rules import Fault
from services.monitoring.domain.youth_care_codes import END_REASONS, PRODUCT_CATEGORIES, REFERRERS

PROVIDER, RESIDENT, RESIDENCE, ACTIVITY = (
    "provider-not-contracted",
    "not-a-resident",
    "not-under-residence-principle",
    "activity-not-tendered",
)
RULES = (PROVIDER, RESIDENT, RESIDENCE, ACTIVITY)
FACTS_OF_RULE = {
    PROVIDER: ("provider_agb",),
    RESIDENT: ("lives_here",),
    RESIDENCE: ("lives_here", "responsible_municipality"),
    ACTIVITY: ("activity",),
}
"""Which facts of a referral a rule looks at, besides its day."""
RESIDENTS_ONLY = "residents_only"


@dataclass(frozen=True, slots=True)
class Referral:
    """One referral as it was sent; no person can be found in it. `budget_euros` is optional, in whole euros."""

    reference: str
    referred_on: date
    provider_agb: str
    activity: str
    product_category: str
    referrer: str
    lives_here: bool
    responsible_municipality: str
    area_id: str | None
    budget_euros: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class Permitted:
    """What the college permitted until a day: a provider, an activity, or both."""

    until: date
    agb: str | None = None
    activity: str | None = None


@dataclass(frozen=True, slots=True)
class Boundaries:
    """Pillar 2 of the version in force, as the check at the door needs it."""

    municipality: str
    residence: str
    providers: Collection[str]
    activities: Collection[str]
    permissions: tuple[Permitted, ...] = ()


def crossed(referral: Referral, bounds: Boundaries) -> list[str]:
    """The rules this referral breaks, in the order of `RULES`; what the college permitted on that day is no breach."""
    found: list[str] = []
    if referral.provider_agb not in bounds.providers and not _permits(referral, bounds, agb=referral.provider_agb):
        found.append(PROVIDER)
    found += _residence(referral, bounds)
    if referral.activity not in bounds.activities and not _permits(referral, bounds, activity=referral.activity):
        found.append(ACTIVITY)
    return found


def _residence(referral: Referral, bounds: Boundaries) -> list[str]:
    """Under a code that is no municipality's nobody is responsible, so that is outside the boundary too."""
    if referral.lives_here:
        return [] if referral.responsible_municipality in {*MUNICIPALITIES, bounds.municipality} else [RESIDENCE]
    if bounds.residence == RESIDENTS_ONLY:
        return [RESIDENT]
    return [] if referral.responsible_municipality == bounds.municipality else [RESIDENCE]


def _permits(referral: Referral, bounds: Boundaries, *, agb: str | None = None, activity: str | None = None) -> bool:
    """A permission that names both a provider and an activity holds for the two together only."""
    return any(
        referral.referred_on <= permit.until
        and permit.agb in (None, referral.provider_agb)
        and permit.activity in (None, referral.activity)
        and ((agb is not None and permit.agb == agb) or (activity is not None and permit.activity == activity))
        for permit in bounds.permissions
    )


def mistake(referral: Referral, areas: Collection[str], today: date) -> Fault | None:
    """The first thing that keeps a row from being recorded: a code or an area nobody knows, or a day out of reach."""
    if too_far := _day_out_of_reach(referral.referred_on, today):
        return too_far
    if referral.referrer not in REFERRERS:
        return Fault("unknown-referrer", {"code": referral.referrer, "known": _codes(REFERRERS)})
    if referral.product_category not in PRODUCT_CATEGORIES:
        return Fault(
            "unknown-product-category", {"code": referral.product_category, "known": _codes(PRODUCT_CATEGORIES)}
        )
    if referral.area_id is not None and referral.area_id not in areas:
        return Fault("referral-area-unknown", {"area": referral.area_id, "known": ", ".join(areas)})
    return None


def end_mistake(reason: str, ended_on: date, referred_on: date, today: date) -> Fault | None:
    """What keeps an end from being recorded."""
    if reason not in END_REASONS:
        return Fault("unknown-end-reason", {"code": reason, "known": _codes(END_REASONS)})
    if ended_on > today:
        return Fault("day-in-future", {"day": ended_on.isoformat()})
    return Fault("ended-before-begun", {"day": referred_on.isoformat()}) if ended_on < referred_on else None


def _day_out_of_reach(day: date, today: date) -> Fault | None:
    if day > today:
        return Fault("day-in-future", {"day": day.isoformat()})
    earliest = date(today.year - 1, 1, 1)
    return Fault("day-too-old", {"earliest": earliest.isoformat()}) if day < earliest else None


def _codes(known: Mapping[str, str]) -> str:
    return ", ".join(known)


def quarter_of(day: date) -> str:
    return f"{day.year}-Q{(day.month + 2) // 3}"


def forget_from(day: date) -> date:
    """From when on nobody needs to know which referral it was: two whole years after the year it was in."""
    return date(day.year + 3, 1, 1)
