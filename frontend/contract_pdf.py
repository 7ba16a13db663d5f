"""A version of a neighbourhood contract as data for its PDF: the words of its page, in the same order."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from frontend import formats
from frontend.contract_view import Link, by_party, link_of
from frontend.translations import translations
from services.budget.contract.show import ContractVersion, ContractView, Outcome, Party, Promise, Signatory


def contract_data(
    view: ContractView, version: ContractVersion, area_name: str, links: Mapping[UUID, Link], language: str
) -> dict[str, Any]:
    """What people wrote stays as they wrote it; a look-back stands at each promise that has one."""
    _ = translations(language).gettext
    names = {Party.RESIDENTS: _("Bewoners"), Party.TEAM: _("Het wijkteam"), Party.MUNICIPALITY: _("De gemeente")}
    return {
        "language": language,
        "title": _("Wijkcontract van %(name)s, %(year)s") % {"name": area_name, "year": view.year},
        "what": _("Wat bewoners, het wijkteam en de gemeente hier in %(year)s voor kinderen en jongeren doen.")
        % {"year": view.year},
        "stand": _stand(view, version, language),
        "note": version.note,
        "parties": [
            {"name": names[party], "promises": [_promise(each, links, language) for each in promises]}
            for party, promises in by_party(version)
            if promises
        ],
        "signed": _("Handtekeningen"),
        "signatures": _signatures(version, language),
        "unsigned": _("Nog niemand heeft getekend."),
    }


def _stand(view: ContractView, version: ContractVersion, language: str) -> str:
    """Which version this is, and whether it holds."""
    _ = translations(language).gettext
    if version.number == view.in_force:
        words = _("Versie %(number)s van %(date)s, door alle drie getekend. Dit spraken we af.")
    elif version.is_signed:
        words = _("Versie %(number)s van %(date)s. Hierna kwam een andere versie.")
    else:
        words = _("Versie %(number)s van %(date)s, nog niet door alle drie getekend.")
    return words % {"number": version.number, "date": formats.date(version.made_on, language)}


def _promise(promise: Promise, links: Mapping[UUID, Link], language: str) -> dict[str, Any]:
    _ = translations(language).gettext
    outcomes = {
        Outcome.KEPT: _("Gelukt"),
        Outcome.PARTLY: _("Deels gelukt"),
        Outcome.NOT: _("Niet gelukt"),
    }
    about = _("Hoort bij:")
    return {
        "text": promise.text,
        "about": [f"{about} {link.label}" for link in link_of(promise, links)],
        "outcome": f"{outcomes[promise.outcome]}." if promise.outcome else "",
        "sentence": promise.sentence,
    }


def _signatures(version: ContractVersion, language: str) -> list[str]:
    """By name of role, never of a person."""
    _ = translations(language).gettext
    roles = {
        Signatory.RESIDENT: _("een bewoner die meebeslist"),
        Signatory.WORKER: _("iemand van het wijkteam"),
        Signatory.APPROVER: _("een budgethouder van de gemeente"),
    }
    return [f"{roles[each.by]} ({formats.date(each.on, language)})" for each in version.signatures]
