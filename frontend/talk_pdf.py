"""A progress talk as data for its PDF: the words of its page, in the same order."""

from typing import Any

from frontend import formats
from frontend.talk_view import PointRow, action_rows, point_rows
from frontend.translations import translations
from services.monitoring.contract.models import PartnerView
from services.monitoring.contract.talks import TalkContent


def talk_data(talk: TalkContent, partner: PartnerView, quarter: str, state: str, language: str) -> dict[str, Any]:
    """`state` is when it is and where it stands, in words. The form of the data is that of the report."""
    _ = translations(language).gettext
    actions = [(row.what, row.who, row.due, row.done or _("open")) for row in action_rows(talk, language)]
    return {
        "title": _("Gesprek over het %(quarter)s") % {"quarter": formats.quarter(quarter, language)},
        "partner": partner.name,
        "state": state,
        "language": language,
        "sections": [
            *(_point(row, language) for row in point_rows(talk, language)),
            {
                "title": _("Acties"),
                "paragraphs": [] if actions else [_("Er zijn geen acties afgesproken.")],
                "head": [_("Wat"), _("wie"), _("wanneer"), _("klaar")],
                "rows": actions,
                "figures": [],
                "words": True,
            },
        ],
    }


def _point(row: PointRow, language: str) -> dict[str, Any]:
    _ = translations(language).gettext
    decided = _("Besluit: %(decision)s") % {"decision": row.point.decision} if row.point.decision else ""
    did = _("Wat we ermee doen: %(verdict)s") % {"verdict": row.verdict} if row.verdict else ""
    said = [*row.notes, row.point.minutes, decided, did]
    return {
        "title": f"{row.heading} ({row.standing})" if row.point.is_dropped else row.heading,
        "paragraphs": [each for each in said if each],
        "head": [],
        "rows": [],
        "figures": [],
    }
