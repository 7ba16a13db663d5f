"""What a use case needs besides its session: the clock, our words in the reader's language, and the terms we set."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from services.budget.settings import Settings
from services.kit import logging
from services.kit.clock import AMSTERDAM, Clock
from services.kit.texts import Texts


@dataclass(frozen=True)
class Office:
    """One per app, made in `main.py`."""

    clock: Clock
    texts: Texts
    settings: Settings

    def now(self) -> datetime:
        return self.clock.now()

    def today(self) -> date:
        return self.clock.today()

    def say(self, slug: str, language: str | None = None, **facts: object) -> str:
        """Our sentence for a slug, in the given language or that of this request."""
        return self.texts.sentence(slug, language or logging.language.get(), facts) or slug

    def language(self) -> str:
        """Of this request."""
        return logging.language.get()

    @property
    def pepper(self) -> bytes:
        """Mixed into the hash of a code; comes from the signing key, so that it is nowhere in the database."""
        return hashlib.sha256(b"code:" + self.settings.signing_key.encode()).digest()


def on_day(moment: datetime) -> date:
    """The date of a moment in Europe/Amsterdam."""
    return moment.astimezone(AMSTERDAM).date()


def end_of(day: date) -> datetime:
    """The moment a day is over in Europe/Amsterdam."""
    return datetime.combine(day + timedelta(days=1), time(), AMSTERDAM)
