"""What is printed of a survey: strips with a code, and a poster with cards for the open link. Data for Typst."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from frontend import formats
from frontend.drawing.qr import qr_svg
from frontend.translations import translations
from services.monitoring.contract.survey_follow import SurveyView


def whole_address(public_url: str, survey_id: UUID) -> str:
    """Of the form that residents fill in; what a camera reads."""
    return f"{public_url.rstrip('/')}/vragenlijst/{survey_id}"


def typed_address(public_url: str, survey: SurveyView, today: date) -> str:
    """Short enough to copy by hand; of another year than this one only the whole address leads to it."""
    is_short = survey.year == today.year
    return f"{public_url.rstrip('/')}/vragenlijst" if is_short else whole_address(public_url, survey.id)


def strips_data(
    survey: SurveyView, codes: Sequence[str], public_url: str, today: date, language: str
) -> dict[str, Any]:
    """What `survey_codes.typ` reads. The drawing of a strip holds its code, so that nobody has to type it."""
    _, whole = translations(language).gettext, whole_address(public_url, survey.id)
    typed = typed_address(public_url, survey, today)
    return {
        "title": _("Codes voor de vragenlijst: %(title)s") % {"title": survey.title},
        "strip": survey.title,
        "about": _about(survey, language),
        "how": _("Scan het vierkant met je telefoon. Of ga naar %(address)s en vul deze code in.") % {"address": typed},
        "keep": _("De code hoort bij één antwoord. We schrijven niet op wie hem krijgt."),
        "qr": _("Vierkant om te scannen: het leidt naar de vragenlijst, met deze code al ingevuld."),
        "codes": [{"code": code, "qr": qr_svg(f"{whole}?code={code}")} for code in codes],
        "language": language,
    }


def poster_data(survey: SurveyView, public_url: str, today: date, language: str) -> dict[str, Any]:
    """What `survey_poster.typ` reads."""
    _ = translations(language).gettext
    return {
        "title": survey.title,
        "question": _("Wat gaat goed, wat kan beter?"),
        "about": _about(survey, language),
        "scan": _("Scan het vierkant met de camera van je telefoon. Of ga naar:"),
        "address": typed_address(public_url, survey, today),
        "until": _("Antwoorden kan tot en met %(date)s.") % {"date": formats.date(survey.closes_on, language)},
        "qr": _("Vierkant om te scannen: het leidt naar de vragenlijst."),
        "drawing": qr_svg(whole_address(public_url, survey.id)),
        "language": language,
    }


def _about(survey: SurveyView, language: str) -> str:
    """What is asked, and how long it takes: a minute for one sentence, three for ten, as on the form."""
    _ = translations(language).gettext
    if len(survey.points) == 1:
        return _("Vertel het de gemeente. Eén zin en twee vragen, zonder je naam. Het duurt ongeveer een minuut.")
    told = {"count": len(survey.points)}
    return (
        _("Vertel het de gemeente. %(count)s korte zinnen en twee vragen, zonder je naam. Ongeveer drie minuten.")
        % told
    )
