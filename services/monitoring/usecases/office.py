"""What a use case needs besides its session: the clock, our words in the reader's language, and the settings."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from services.kit.clock import AMSTERDAM, Clock
from services.kit.texts import Texts
from services.monitoring.settings import Settings


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

    def say(self, slug: str, language: str, **facts: object) -> str:
        """Our sentence for a slug in a language."""
        return self.texts.sentence(slug, language, facts) or slug

    @property
    def pepper(self) -> bytes:
        """Mixed into every hash of a link or code; comes from the signing key, so it is nowhere in the database."""
        return hashlib.sha256(b"survey:" + self.settings.signing_key.encode()).digest()


def start_of(day: date, hour: int = 0) -> datetime:
    """The moment a day begins, or an hour of it, in Europe/Amsterdam."""
    return datetime.combine(day, time(hour), AMSTERDAM)


def end_of(day: date) -> datetime:
    """The moment a day is over in Europe/Amsterdam."""
    return start_of(day + timedelta(days=1))
