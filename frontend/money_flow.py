"""The flow of the year's money as a picture: from the sources over the lines to paid, promised and left."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from fractions import Fraction

from markupsafe import Markup

from frontend import formats
from frontend.drawing.flow import Band, Node, Whole, flow
from frontend.drawing.flow_narrow import flow_narrow
from frontend.drawing.flow_parts import Tone
from frontend.money_view import LineRow, total
from frontend.translations import translations
from services.budget.contract.initiatives import InitiativeView
from services.budget.contract.sources import SplitSource

Gettext = Callable[[str], str]
Drawing = tuple[Markup, Markup]


def drawn_flow(
    rows: Sequence[LineRow], sources: Sequence[SplitSource], ideas: Sequence[InitiativeView], year: int, language: str
) -> Drawing:
    """For a wide screen and for a phone. Both say in words what the table beside them says."""
    _ = translations(language).gettext
    nodes, bands = _start(rows, sources, year, _)
    column = nodes[-1].column + 1
    start = nodes[-1].id if len(nodes) == 1 else "pot"
    nodes += [Node(_id(row), row.line.name, "", column, href=row.href) for row in rows]
    bands += [Band(start, _id(row), row.got) for row in rows]
    goals = _goals(rows, ideas, language)
    nodes += [Node(key, label, note, column + 1, tone) for key, label, note, tone in goals]
    tones = {key: tone for key, _label, _note, tone in goals}
    for row in rows:
        parts = {"paid": row.paid, "promised": row.promised, "kept": row.kept, "left": row.left, "carried": row.carried}
        bands += [Band(_id(row), key, cents, tones[key]) for key, cents in parts.items()]
    title = _("Zo stroomt het geld in %(year)s") % {"year": year}
    told = (title, _("Dezelfde bedragen staan in de tabel hieronder."))
    whole = _whole(nodes, sources, _)

    def write(cents: int) -> str:
        return formats.euro(cents, language)

    return flow(nodes, bands, *told, write, whole), flow_narrow(nodes, bands, *told, write, whole)


def _start(
    rows: Sequence[LineRow], sources: Sequence[SplitSource], year: int, _: Gettext
) -> tuple[list[Node], list[Band]]:
    """One source is the pot itself; more of them come together in one pot, for a line has no source of its own."""
    got = total(rows).got
    adds_up = sum(source.amount_cents for source in sources) == got
    if len(sources) == 1 and adds_up:
        return [Node("pot", sources[0].name, "", 0, href="#bronnen")], []
    pot = _("Voor %(year)s") % {"year": year}
    if not adds_up:
        return [Node("pot", pot, "", 0, href="#bronnen")], []
    nodes = [Node(str(source.id), source.name, "", 0, href="#bronnen") for source in sources]
    bands = [Band(str(source.id), "pot", source.amount_cents) for source in sources]
    return [*nodes, Node("pot", pot, "", 1, href="#bronnen")], bands


def _goals(rows: Sequence[LineRow], ideas: Sequence[InitiativeView], language: str) -> list[tuple[str, str, str, Tone]]:
    known = translations(language)
    _, several = known.gettext, known.ngettext
    paid = sum(1 for idea in ideas if idea.paid_cents)
    waiting = sum(1 for idea in ideas if (idea.awarded_cents or 0) > idea.paid_cents)
    # What is asked above what its own line has left is not asked of this money.
    asked = sum(min(row.asked, row.left) for row in rows)
    children = sum(idea.result.children_reached or 0 for idea in ideas if idea.result)

    def counted(count: int) -> str:
        return several("%(count)s idee", "%(count)s ideeën", count) % {"count": formats.number(count, language)}

    def joined(*lines: str) -> str:
        return "\n".join(line for line in lines if line)

    told = several("%(count)s kind deed mee", "%(count)s kinderen deden mee", children) % {
        "count": formats.number(children, language)
    }
    told = told if children else ""
    is_paid = any(row.paid for row in rows)
    asks = _("waarvan %(amount)s is gevraagd") % {"amount": formats.euro(asked, language)}
    return [
        ("paid", _("Uitbetaald"), joined(counted(paid), told), "money"),
        (
            "promised",
            _("Toegezegd"),
            joined(counted(waiting), _("het geld komt nog"), "" if is_paid else told),
            "promised",
        ),
        ("kept", _("Voor een stemming"), _("alleen voor ideeën in die stemming"), "kept"),
        ("left", _("Nog over"), joined(_("vrij voor nieuwe ideeën"), asks if asked else ""), "left"),
        ("carried", _("Naar een ander jaar"), _("meegenomen"), "money"),
    ]


def _whole(nodes: Sequence[Node], sources: Sequence[SplitSource], _: Gettext) -> Whole | None:
    """The youth budget, when exactly one source is a part of it."""
    parts = [source for source in sources if source.youth_budget_cents]
    if len(parts) != 1:
        return None
    (part,) = parts
    slice_id = "pot" if len(sources) == 1 else str(part.id)
    if not any(node.id == slice_id and node.column == 0 for node in nodes):
        return None
    return Whole(_("Jeugdbudget"), part.youth_budget_cents or 0, slice_id)


def per_hundred(sources: Sequence[SplitSource], language: str) -> str:
    """Of every hundred euro for youth care so many go to prevention; empty when that is not one known share."""
    parts = [source for source in sources if source.youth_budget_cents]
    if len(parts) != 1 or not parts[0].youth_budget_cents:
        return ""
    share = Fraction(parts[0].amount_cents * 100, parts[0].youth_budget_cents)
    hundredths = share * 100
    if hundredths.denominator != 1:
        return ""
    return formats.number(Decimal(hundredths.numerator) / 100, language, 0 if share.denominator == 1 else 2)


def _id(row: LineRow) -> str:
    return f"line-{row.line.line_id}"
