"""How to mend a refused row, in words for who reads its receipt."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from services.kit import logging
from services.kit.texts import Texts

DAYS = ("day", "earliest")
"""The facts of `domain/referrals.py` and `usecases/referrals/` that are a day; a receipt keeps them as `2020-04-21`."""


def mend_of(rule: str, facts: Mapping[str, Any], texts: Texts) -> str | None:
    """The sentence of a rule in the language of this request, with days as people write them."""
    if "look_at" in facts:
        return _how_to_write(facts, texts)
    told = {name: date.fromisoformat(fact) if name in DAYS else fact for name, fact in facts.items()}
    return texts.sentence(f"row.{rule}", logging.language.get(), told)


def _how_to_write(facts: Mapping[str, Any], texts: Texts) -> str:
    """Of a row about a referral that could not be read: a sentence for each field to look at."""
    slugs = ["unreadable", *(f"unreadable.{field}" for field in facts["look_at"].split(", "))]
    return " ".join(texts.sentence(slug, logging.language.get(), facts) or "" for slug in slugs)
