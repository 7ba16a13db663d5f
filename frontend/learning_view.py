"""What was seen of the uncertainties of an agreement, as the dossier and the talk show it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from frontend import formats
from frontend.translations import translations
from services.monitoring.contract.learning import LearningView, UncertaintyView


def look_words(_: Callable[[str], str]) -> dict[str, str]:
    """What is done with an uncertainty that was looked at again."""
    return {
        "keep": _("Zo houden"),
        "change": _("De afspraak aanpassen"),
        "close": _("Afsluiten: dit is niet meer onzeker"),
    }


@dataclass(frozen=True, slots=True)
class LookRow:
    """The last time a line of the agreement was looked at. `gone`: the version shown names it no more."""

    what: str
    found: str
    saw: str
    gone: bool


def look_rows(views: Sequence[LearningView], named: Sequence[str], language: str) -> list[LookRow]:
    """Of each line its last look, over these years (the latest first); `named`: the lines of the version shown."""
    rows: dict[str, LookRow] = {}
    for view in views:
        for line in view.uncertainties:
            if line.what not in rows and (row := _row(line, line.what not in named, language)):
                rows[line.what] = row
    return list(rows.values())


def _row(line: UncertaintyView, gone: bool, language: str) -> LookRow | None:
    seen = [visit for visit in line.visits if visit.withdrawn_at is None]
    if not seen:
        return None
    verdict = look_words(translations(language).gettext)[seen[-1].verdict]
    return LookRow(line.what, f"{formats.date(seen[-1].on, language)}: {verdict}.", seen[-1].saw, gone)
