"""The money as files for a spreadsheet: the table of lines, and the ledger entry by entry."""

import csv
import io
from collections.abc import Mapping, Sequence
from uuid import UUID

from starlette.responses import Response

from frontend.download import BOM, safe
from frontend.money_view import LineRow
from frontend.translations import translations
from services.budget.contract.ledger import PostingView


def lines_csv(rows: Sequence[LineRow], year: int, language: str) -> Response:
    """One row per line; amounts in euros with a decimal comma, and they add up as on the page."""
    _ = translations(language).gettext
    head = [_("potje"), _("gekregen"), _("uitbetaald"), _("toegezegd"), _("meegenomen"), _("nog over"), _("gevraagd")]
    head += [_("voor een stemming")]
    body = [
        [
            safe(row.line.name),
            *map(_euros, (row.got, row.paid, row.promised, row.carried, row.left, row.line.asked_cents, row.kept)),
        ]
        for row in rows
    ]
    return _file([head, *body], f"volg-de-euro-{year}")


def ledger_csv(postings: Sequence[PostingView], names: Mapping[UUID, str], year: int, language: str) -> Response:
    """One row per entry; the entries of a posting add up to zero."""
    _ = translations(language).gettext
    head = [_("boeking"), _("moment"), _("soort"), _("besluit"), _("rekening"), _("potje of bron"), _("bedrag")]
    head += [_("idee"), _("verbetert boeking")]
    body = [
        [
            str(posting.id),
            posting.at.isoformat(),
            posting.kind,
            safe(posting.decision),
            entry.account,
            safe(names.get(entry.line_id or entry.source_id or posting.id, "")),
            _euros(entry.amount_cents),
            str(posting.initiative_id or ""),
            str(posting.corrects or ""),
        ]
        for posting in postings
        for entry in posting.entries
    ]
    return _file([head, *body], f"grootboek-{year}")


def _euros(cents: int) -> str:
    sign = "-" if cents < 0 else ""
    return f"{sign}{abs(cents) // 100},{abs(cents) % 100:02d}"


def _file(rows: Sequence[Sequence[str]], name: str) -> Response:
    text = io.StringIO()
    csv.writer(text, delimiter=";", lineterminator="\r\n").writerows(rows)
    headers = {"Content-Disposition": f'attachment; filename="voorveld-{name}.csv"'}
    return Response((BOM + text.getvalue()).encode(), media_type="text/csv; charset=utf-8", headers=headers)
