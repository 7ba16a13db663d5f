"""The flow of money for a phone: from what there was straight to where it is, one goal under the other."""

from collections.abc import Sequence

from markupsafe import Markup

from frontend.drawing.flow import Band, Node, Whole, Write, checked
from frontend.drawing.flow_parts import Words, bar, linked, picture, stream, text, wrapped

WIDTH, MONEY = 360.0, 454.0
STEM, TARGET, BOX, WORDS = 16.0, 96.0, 10.0, 116.0
LINE, GAP = 19.0, 12.0
EDGE = 2.0


def flow_narrow(
    nodes: Sequence[Node], bands: Sequence[Band], title: str, description: str, write: Write, whole: Whole | None = None
) -> Markup:
    """The first and the last column of `flow`, from the same nodes and bands; what lies between stands in the table.

    The whole is drawn when all money is its slice. Raises ValueError as `flow` does.
    """
    amounts = checked(nodes, bands, whole)
    last = max((node.column for node in nodes), default=0)
    sources = [node for node in nodes if node.column == 0 and amounts[node.id]]
    goals = [node for node in nodes if node.column == last and amounts[node.id]]
    total = sum(amounts[node.id] for node in sources)
    scale = MONEY / max(total, 1)
    words = [_words(node, amounts[node.id], write) for node in goals]
    rooms = [max(amounts[n.id] * scale, LINE * len(lines)) for n, lines in zip(goals, words, strict=True)]
    head = [line for node in sources for line in _head(node, amounts[node.id], write)]
    is_slice = whole is not None and [node.id for node in sources] == [whole.slice]
    if whole and is_slice:
        head += [("vv-num", line) for line in wrapped(f"{whole.label} · {write(whole.cents)}", WIDTH - 2 * EDGE)]
    top = LINE * len(head) + (2 * LINE if is_slice else GAP)
    height = max(sum(rooms) + GAP * (len(rooms) - 1), MONEY)
    gap = (height - sum(rooms)) / max(len(rooms) - 1, 1)
    stem = top + (height - MONEY) / 2 + (4 * LINE if is_slice else 0)
    words_on_top = text(tuple(head), EDGE, LINE * len(head) / 2 + EDGE, LINE, "start")
    parts = [words_on_top, bar("money", EDGE, stem, STEM - EDGE, MONEY)]
    if whole and is_slice:
        parts += _magnified(total, whole, LINE * len(head) + 4, stem)
    y, out = top, stem
    for node, lines, room in zip(goals, words, rooms, strict=True):
        high = amounts[node.id] * scale
        at = y + (room - high) / 2
        parts.append(stream((STEM, out), (TARGET, at), high, node.tone, f"{node.label}: {write(amounts[node.id])}"))
        drawn = bar(node.tone, TARGET, at, BOX, high) + text(lines, WORDS, y + room / 2, LINE, "start")
        parts.append(linked(node.href, drawn))
        y, out = y + room + gap, out + high
    bottom = max(top + height, stem + MONEY) + GAP
    links = any(node.href for node in goals)
    return picture("vv-only-phone", (WIDTH, bottom), (title, description), parts if total else [], links)


def _head(node: Node, cents: int, write: Write) -> list[tuple[str, str]]:
    return [("vv-b", line) for line in wrapped(f"{node.label} · {write(cents)}", WIDTH - 2 * EDGE)]


def _words(node: Node, cents: int, write: Write) -> Words:
    room = WIDTH - WORDS - EDGE
    return (
        *(("vv-b", line) for line in wrapped(node.label, room)),
        ("vv-num", write(cents)),
        *(("vv-s", line) for part in node.note.splitlines() for line in wrapped(part, room)),
    )


def _magnified(total: int, whole: Whole, y: float, stem: float) -> list[Markup]:
    """The whole lies across the picture; its slice, to scale, grows into the stem."""
    wide = (WIDTH - 2 * EDGE) * total / whole.cents
    wedge = f"M{EDGE:.2f} {y + 20:.2f}H{EDGE + wide:.2f}L{STEM:.2f} {stem:.2f}H{EDGE:.2f}z"
    return [
        Markup('<path class="vv-stream--zoom" d="{}"/>').format(wedge),
        bar("all", EDGE, y + 2, WIDTH - 2 * EDGE, 16),
        bar("slice", EDGE, y, wide, 20),
    ]
