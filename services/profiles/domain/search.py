"""Finding an indicator by words somebody remembers."""

import unicodedata
from typing import Protocol


class Described(Protocol):
    """The words of an indicator."""

    code: str
    name_nl: str
    name_en: str
    definition_nl: str
    definition_en: str
    source_columns: str


def matches(described: Described, text: str) -> bool:
    """Whether all these words stand somewhere in its words, in either language, whatever their case and accents."""
    words = (described.name_nl, described.name_en, described.definition_nl, described.definition_en)
    standing = _bare(" ".join((described.code, described.source_columns, *words)))
    return all(word in standing for word in _bare(text).split())


def _bare(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))
