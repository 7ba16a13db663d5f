"""Sentences in two languages: gettext catalogues with a slug as msgid, read once at start."""

from abc import abstractmethod
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from babel.dates import format_date
from babel.messages.pofile import read_po

LANGUAGES = ("nl", "en")
DEFAULT_LANGUAGE = "nl"


class Said:
    """A fact that people say otherwise than machines write it: JSON keeps it as it is, a sentence says it."""

    @abstractmethod
    def said(self, texts: "Texts", language: str) -> str:
        """The fact as it stands in a sentence in a language."""


class Texts:
    """Catalogues `<folder>/nl.po` and `<folder>/en.po`, later folders winning over earlier ones."""

    def __init__(self, *folders: Path) -> None:
        self._sentences: dict[str, dict[str, str]] = {language: {} for language in LANGUAGES}
        for folder in folders:
            for language in LANGUAGES:
                self._sentences[language] |= _read(folder / f"{language}.po")

    def sentence(self, slug: str, language: str, facts: Mapping[str, Any] | None = None) -> str | None:
        """The sentence of a slug with its facts filled in as people say them, or None when no catalogue has it."""
        pattern = self._sentences[language].get(slug) or self._sentences[DEFAULT_LANGUAGE].get(slug)
        if not pattern:
            return None
        told = {name: self._as_said(fact, language) for name, fact in (facts or {}).items()}
        return pattern.format_map(_Lenient(told))

    def _as_said(self, fact: Any, language: str) -> Any:
        """`1 juli 2020` for a day; a moment stays as it is, since its zone would be a guess."""
        if isinstance(fact, Said):
            return fact.said(self, language)
        is_day = isinstance(fact, date) and not isinstance(fact, datetime)
        return in_words(fact, language) if is_day else fact

    def slugs(self, language: str) -> set[str]:
        return set(self._sentences[language])


class _Unknown(str):
    """Stands for a fact that was not given, however it would have been written: a sentence never fails."""

    def __format__(self, _spec: str) -> str:
        return str(self)


class _Lenient(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return _Unknown("…")


@lru_cache(maxsize=1_000)
def in_words(day: date, language: str) -> str:
    """`3 maart 2020` or `3 March 2020`."""
    return format_date(day, "d MMMM y", locale=language)


@cache
def _read(file: Path) -> dict[str, str]:
    with file.open("rb") as handle:
        catalogue = read_po(handle)
    return {str(message.id): str(message.string) for message in catalogue if message.id and message.string}


def language_of(accept_language: str | None) -> str:
    """The first language we speak in an Accept-Language header; Dutch when there is none."""
    for item in (accept_language or "").split(","):
        language = item.split(";")[0].strip().lower()[:2]
        if language in LANGUAGES:
            return language
    return DEFAULT_LANGUAGE
