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
    told = {name: date.fromisoformat(fact) if name in DAYS else fact for name, fact in facts.items()}
    return texts.sentence(f"row.{rule}", logging.language.get(), told)
