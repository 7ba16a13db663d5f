"""Codes to vote with as data for `templates/code_strips.typ`; all words are shown as text there, never as markup."""

from collections.abc import Sequence
from typing import Any

from services.budget.store.round_tables import Round
from services.budget.usecases.office import Office
from services.kit.clock import AMSTERDAM
from services.kit.texts import in_words


def strips_data(found: Round, codes: Sequence[str], language: str, office: Office) -> dict[str, Any]:
    """One strip per code: what the vote is about, the code, where and until when, and whom it is for."""
    until = found.closes_at.astimezone(AMSTERDAM)
    # Short, for it is typed from paper; the page lists every vote.
    address = f"{office.settings.public_url}/stemmen"
    facts = {"day": in_words(until.date(), language), "time": f"{until:%H:%M}", "address": address}
    return {
        "language": language,
        "title": office.say("strips.title", language, title=found.title),
        "about": found.title,
        "codes": list(codes),
        "strip": office.say("strips.heading", language),
        "how": office.say("strips.how", language, **facts),
        "who": office.say("strips.who", language, age=found.lowest_age),
        "keep": office.say("strips.keep", language),
    }
