"""The summary to the council as data for its PDF: the words and numbers of its page, in the same order."""

from collections.abc import Sequence
from typing import Any

from frontend import formats
from frontend.survey_view import (
    ShownResult,
    how_counted,
    points_of,
    response_rows,
    results_of,
    themes_by_kind,
)
from frontend.translations import translations
from services.monitoring.contract.survey_follow import DialogueView, SummaryView, SurveyView, ThemeView


def summary_data(summary: SummaryView, language: str) -> dict[str, Any]:
    """What `report.typ` reads."""
    _, survey = translations(language).gettext, summary.content
    sent = _("Concept: nog niet naar de raad gestuurd.")
    if summary.sent_at:
        sent = _("Naar de raad gestuurd op %(date)s. Daarna niet veranderd.") % {
            "date": formats.date(summary.sent_at, language)
        }
    asked = [summary.introduction, *(f"{point.number}. {point.statement}" for point in points_of(survey, language))]
    sections = [_section(_("Wat we vroegen"), asked), _response(survey, language)]
    sections.append(
        _section(
            _("Wat eruit kwam, per punt"), figures=[_figure(each, language) for each in results_of(survey, language)]
        )
    )
    for _kind, head, themes in themes_by_kind(survey, language):
        sections.append(_section(head, figures=[_theme(theme, who, language) for theme, who in themes]))
    if survey.dialogues:
        sections.append(
            _section(_("De gesprekken"), figures=[_session(each, survey, language) for each in survey.dialogues])
        )
    sections.append(_section(_("Wat we ermee doen"), [summary.conclusion]))
    sections.append(_section(_("Hoe we tellen"), [f"{word}: {said}" for word, said in how_counted(survey, language)]))
    return {
        "title": _("Samenvatting voor de raad: %(title)s") % {"title": survey.title},
        "partner": _("Versie %(number)s") % {"number": summary.number},
        "state": sent,
        "language": language,
        "sections": sections,
    }


def _section(
    title: str,
    paragraphs: Sequence[str] = (),
    head: Sequence[str] = (),
    rows: Sequence[Sequence[str]] = (),
    figures: Sequence[dict[str, Any]] = (),
) -> dict[str, Any]:
    return {"title": title, "paragraphs": paragraphs, "head": head, "rows": rows, "figures": figures}


def _named(
    name: str, paragraphs: Sequence[str], head: Sequence[str] = (), rows: Sequence[Sequence[str]] = ()
) -> dict[str, Any]:
    told = [each for each in paragraphs if each]
    return {"name": name, "paragraphs": told, "chart": None, "head": head, "rows": rows}


def _response(survey: SurveyView, language: str) -> dict[str, Any]:
    _ = translations(language).gettext
    rows = response_rows(survey.outcome.responses, language) if survey.outcome else []
    return _section(_("Wie antwoordde"), (), [_("Groep"), _("gevraagd"), _("antwoorden")], rows)


def _figure(result: ShownResult, language: str) -> dict[str, Any]:
    _ = translations(language).gettext
    head = [_("Groep"), _("antwoorden"), "1", "2", "3", "4", "5", _("gemiddeld"), _("midden"), _("middelste helft")]
    rows = [(row.who, row.answers, *row.counts, row.mean, row.median, row.middle) for row in result.rows]
    name = f"{result.point.number}. {result.point.name}"
    return _named(name, [result.point.statement, result.headline], head, rows)


def _theme(theme: ThemeView, side: str, language: str) -> dict[str, Any]:
    _ = translations(language).gettext
    quotes = [f"“{quote}”" for quote in theme.quotes]
    answer = _("Antwoord van de gemeente: %(words)s") % {"words": theme.answer} if theme.answer else ""
    who = _("Wie: %(who)s.") % {"who": side} if side else ""
    due = _("Wanneer: %(date)s.") % {"date": formats.date(theme.due_on, language)} if theme.due_on else ""
    done = _("Wat ervan kwam: %(words)s") % {"words": theme.done} if theme.done else ""
    return _named(theme.title, [*quotes, answer, f"{who} {due}".strip(), done])


def _session(session: DialogueView, survey: SurveyView, language: str) -> dict[str, Any]:
    _, names = translations(language).gettext, {point.number: point.name for point in points_of(survey, language)}
    came = "" if session.attended is None else _("Er kwamen %(count)s mensen.") % {"count": session.attended}
    notes = [f"{names[note.point]}: {note.words}" for note in session.outcomes]
    name = f"{formats.date(session.day, language)}, {session.place}"
    return _named(name, [_("Voor: %(who)s.") % {"who": session.for_whom}, came, session.notes, *notes])
