"""Awards in the 360Giving Data Standard, version 1.4: the open format in which funders publish their grants.

Source: https://standard.threesixtygiving.org (schema 1.4.3). Two rules of it decide the shape: a grant has either an
organisation or an individual as its recipient, and an individual is anonymous.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from services.budget.domain.open_award import OpenAward, OpenPayment, Organisation

VERSION = "1.4"
INDIVIDUAL = "Individual Recipient"
"""The name the standard gives for everybody who must not be named."""
SOCIAL_ACTION = "GTIR120"
COMMUNITY_PROJECTS = "GTIP160"
"""Why and for what a person gets it, in the standard's code lists: for the community, not for their own need."""
LOCAL_AREA, LOCAL_AUTHORITY = "GLS060", "GLS050"

ALSO_PROVINCES = ("Groningen", "Utrecht")


@dataclass(frozen=True, slots=True)
class Funder:
    """The municipality. `org_id` is its identifier by org-id.guide: `NL-KVK-` with its number in the trade register,
    or `NL-OWMS-` with its term at overheid.nl (`identifier_by_name`)."""

    code: str
    name: str
    org_id: str

    def prefixed(self, own_id: str) -> str:
        """An identifier of ours, unique in the world: the standard wants its own prefix before it.

        360Giving registers prefixes for who publishes in its own registry; until then ours is the municipality's code.
        """
        return f"360G-{self.code}-{own_id.replace('/', '_')}"


def identifier_by_name(name: str) -> str:
    """A municipality in NL-OWMS, the one Dutch list of org-id.guide that is about government bodies.

    The identifier is the last part of its address in the list: `Bodegraven-Reeuwijk`, and `Groningen_(gemeente)`,
    for there is a province of that name too. Source: https://org-id.guide/list/NL-OWMS. What else shares its name with
    a municipality we do not know, so the municipality checks it and sets its own (docs/open-data.md).
    """
    term = f"{name} (gemeente)" if name in ALSO_PROVINCES else name
    return f"NL-OWMS-{term.replace(' ', '_')}"


def package(funder: Funder, awards: Sequence[OpenAward], issued: date, licence: str) -> dict[str, Any] | None:
    """All awards as one file, in the order given; `licence` is the address of the licence of these data.

    None without awards: the standard has no empty file.
    """
    if not awards:
        return None
    return {
        "version": VERSION,
        "issued": issued.isoformat(),
        "license": licence,
        "publisher": {"identifier": funder.org_id, "name": funder.name},
        "grants": [grant(funder, award) for award in awards],
    }


def grant(funder: Funder, award: OpenAward) -> dict[str, Any]:
    """One award. What is not known is left out, as the standard asks; nothing is filled in for it."""
    return {
        "id": funder.prefixed(award.initiative_id),
        "title": award.title,
        "description": award.what,
        "currency": "EUR",
        "amountAwarded": _euros(award.amount_cents),
        "amountDisbursed": _euros(award.paid_cents),
        "awardDate": award.awarded_on.isoformat(),
        **({"url": award.url} if award.url else {}),
        **_planned(award),
        **_recipient(funder, award),
        "fundingOrganization": [{"id": funder.org_id, "name": funder.name}],
        "grantProgramme": [{"code": f"{award.year}/{award.line_key}"}],
        **_place(funder, award),
        **_payments(funder, award.payments),
    }


def _recipient(funder: Funder, award: OpenAward) -> dict[str, Any]:
    if award.organisation:
        return {"recipientOrganization": [_organisation(funder, award.initiative_id, award.organisation)]}
    return {
        # By award and not by person: nobody can see that two awards went to the same hands.
        "recipientIndividual": {"id": funder.prefixed(f"{award.initiative_id}-recipient"), "name": INDIVIDUAL},
        "toIndividualsDetails": {"primaryGrantReason": SOCIAL_ACTION, "grantPurpose": [COMMUNITY_PROJECTS]},
    }


def _organisation(funder: Funder, initiative_id: str, organisation: Organisation) -> dict[str, str]:
    own = f"NL-KVK-{organisation.kvk}" if organisation.kvk else funder.prefixed(f"{initiative_id}-recipient")
    return {"id": own, "name": organisation.name}


def _place(funder: Funder, award: OpenAward) -> dict[str, Any]:
    if award.area_id is None:
        place, scope = {"id": funder.code, "name": funder.name}, LOCAL_AUTHORITY
    else:
        place, scope = {"id": award.area_id, "name": award.area_name}, LOCAL_AREA
    return {"beneficiaryLocation": [{**place, "countryCode": "NL"}], "locationScope": scope}


def _planned(award: OpenAward) -> dict[str, Any]:
    days = {"startDate": award.planned_from, "endDate": award.planned_to}
    known = {name: day.isoformat() for name, day in days.items() if day}
    return {"plannedDates": [known]} if known else {}


def _payments(funder: Funder, payments: Sequence[OpenPayment]) -> dict[str, Any]:
    moved = [
        {
            "id": funder.prefixed(payment.id),
            "transactionDate": payment.on.isoformat(),
            "currency": "EUR",
            "value": _euros(payment.cents),
        }
        for payment in payments
    ]
    return {"disbursementTransaction": moved} if moved else {}


def _euros(cents: int) -> int | float:
    """JSON knows no cents. A float is safe here and only here: nothing counts with it, and it is written exactly."""
    return cents // 100 if cents % 100 == 0 else cents / 100
