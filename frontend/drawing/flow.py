"""The flow of money as a picture: from source to goal, each stream as wide as the money in it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from frontend.drawing.flow_parts import Tone, Words, bar, linked, picture, stream, text, wrapped

WIDTH, MONEY, TOP, FOOT = 1200, 516.0, 30.0, 30.0
FIRST, LAST, BOX = 250.0, 850.0, 14.0
GAP = 11.0
LINE = 20.0
WHOLE = 80.0
"""How wide the bar of the whole is, with the slice that stands out of it."""


@dataclass(frozen=True, slots=True)
class Node:
    """A place where money is; `note` may have more lines. Columns count from the left; all columns up to the last have
    nodes. The amount is never said: it is what the bands bring, or in the first column what they take."""

    id: str
    label: str
    note: str
    column: int
    tone: Tone = "money"
    href: str = ""


@dataclass(frozen=True, slots=True)
class Band:
    """Money that goes from a node to one in the next column."""

    source: str
    target: str
    cents: int
    tone: Tone = "money"


@dataclass(frozen=True, slots=True)
class Whole:
    """The much larger whole of which one node in the first column is a slice, drawn to scale with a wedge."""

    label: str
    cents: int
    slice: str


@dataclass(frozen=True, slots=True)
class Box:
    """A node on paper: as high as its money, in a room that also holds its words."""

    node: Node
    cents: int
    x: float
    y: float
    height: float
    room: tuple[float, float]
    lines: Words

    @property
    def middle(self) -> float:
        return (self.room[0] + self.room[1]) / 2


Write = Callable[[int], str]


def flow(
    nodes: Sequence[Node], bands: Sequence[Band], title: str, description: str, write: Write, whole: Whole | None = None
) -> Markup:
    """The whole picture, for a wide screen and for paper. `write` writes cents; the table beside it says the same.

    Nodes stand in the order given; those without money, and bands of nothing, are left out. Raises ValueError when a
    cent comes in that does not go out (or the other way round), the first and last column aside, and when the bands do
    not fit the nodes.
    """
    amounts = checked(nodes, bands, whole)
    drawn = [node for node in nodes if amounts[node.id]]
    last = max((node.column for node in nodes), default=0)
    rows = [[node for node in drawn if node.column == column] for column in range(last + 1)]
    scale = MONEY / max([sum(amounts[node.id] for node in row) for row in rows if row] or [1])
    step = (LAST - FIRST) / max(last, 1)
    words = [[_words(n, amounts[n.id], at, last, step, write) for n in row] for at, row in enumerate(rows)]
    needed = [_needed(row, lines, amounts, scale) for row, lines in zip(rows, words, strict=True)]
    height = max([sum(column) + GAP * (len(column) - 1) for column in needed] + [MONEY])
    boxes: dict[str, Box] = {}
    for at, (row, lines, room) in enumerate(zip(rows, words, needed, strict=True)):
        placed = _placed(row, lines, room, amounts, scale, FIRST + at * step, height)
        boxes |= {box.node.id: box for box in placed}
    parts = [
        *(_magnified(whole, boxes[whole.slice], height, write) if whole and whole.slice in boxes else ()),
        *_streams(bands, boxes, scale, write),
        *(_node(box, box.node.column == last) for box in boxes.values()),
    ]
    size = (WIDTH, height + TOP + FOOT)
    return picture("vv-only-wide", size, (title, description), parts, any(node.href for node in drawn))


def checked(nodes: Sequence[Node], bands: Sequence[Band], whole: Whole | None = None) -> dict[str, int]:
    """How many cents are in each node. Raises ValueError when the picture could not be true: see `flow`."""
    known = {node.id: node for node in nodes}
    if len(known) != len(nodes):
        raise ValueError("two nodes have the same id")
    into, out = dict.fromkeys(known, 0), dict.fromkeys(known, 0)
    for band in bands:
        if band.source not in known or band.target not in known:
            raise ValueError(f"a band from {band.source} to {band.target}, of which one is not a node")
        if band.cents < 0 or known[band.target].column != known[band.source].column + 1:
            raise ValueError(f"the band from {band.source} to {band.target} does not go forward to the next column")
        out[band.source] += band.cents
        into[band.target] += band.cents
    last = max((node.column for node in nodes), default=0)
    for node in nodes:
        if 0 < node.column < last and into[node.id] != out[node.id]:
            raise ValueError(f"{into[node.id]} cents come into {node.id} and {out[node.id]} go out")
    amounts = {node.id: out[node.id] if node.column == 0 else into[node.id] for node in nodes}
    if whole and not (whole.slice in known and known[whole.slice].column == 0 and amounts[whole.slice] <= whole.cents):
        raise ValueError(f"{whole.slice} is not a part of {whole.label}")
    return amounts


def _words(node: Node, cents: int, column: int, last: int, step: float, write: Write) -> Words:
    """The lines beside a node, each with its class: all of it at both ends, only the name in between."""
    at_an_end = column in (0, last)
    room = WIDTH - LAST - BOX - 20 if column == last else FIRST - WHOLE - 24 if column == 0 else step - 40
    name = f"{node.label} · {write(cents)}" if column == last else node.label
    lines = [("vv-b" if at_an_end else "", line) for line in wrapped(name, room)]
    if column == 0:
        lines += [("vv-num", line) for line in wrapped(write(cents), room)]
    if at_an_end:
        lines += [("vv-s", line) for part in node.note.splitlines() for line in wrapped(part, room)]
    return tuple(lines)


def _needed(row: Sequence[Node], lines: Sequence[Words], amounts: dict[str, int], scale: float) -> list[float]:
    return [max(amounts[node.id] * scale, LINE * len(text)) for node, text in zip(row, lines, strict=True)]


def _placed(
    row: Sequence[Node],
    lines: Sequence[Words],
    needed: Sequence[float],
    amounts: dict[str, int],
    scale: float,
    x: float,
    height: float,
) -> list[Box]:
    """One column from top to bottom, the room that is left in equal gaps; a single node stands in the middle."""
    free = height - sum(needed)
    gap, y = (free / (len(row) - 1), TOP) if len(row) > 1 else (0.0, TOP + free / 2)
    boxes = []
    for node, said, room in zip(row, lines, needed, strict=True):
        high = amounts[node.id] * scale
        boxes.append(Box(node, amounts[node.id], x, y + (room - high) / 2, high, (y, y + room), said))
        y += room + gap
    return boxes


def _streams(bands: Sequence[Band], boxes: dict[str, Box], scale: float, write: Write) -> list[Markup]:
    """Bands leave a node in the order of where they go, and come in in the order of where they are from."""
    order = {node_id: at for at, node_id in enumerate(boxes)}
    real = [band for band in bands if band.cents]
    starts = _stacked(real, [band.source for band in real], [order[band.target] for band in real], boxes, scale)
    ends = _stacked(real, [band.target for band in real], [order[band.source] for band in real], boxes, scale)
    return [
        stream(
            (boxes[band.source].x + BOX, start),
            (boxes[band.target].x, end),
            band.cents * scale,
            band.tone,
            f"{boxes[band.source].node.label} → {boxes[band.target].node.label}: {write(band.cents)}",
        )
        for band, start, end in zip(real, starts, ends, strict=True)
    ]


def _stacked(
    bands: Sequence[Band], sides: Sequence[str], order: Sequence[int], boxes: dict[str, Box], scale: float
) -> list[float]:
    """How high each band begins at its node on one side: one under the other, without room between."""
    done, heights = dict.fromkeys(sides, 0), [0.0] * len(bands)
    for at in sorted(range(len(bands)), key=lambda at: order[at]):
        heights[at] = boxes[sides[at]].y + done[sides[at]] * scale
        done[sides[at]] += bands[at].cents
    return heights


def _node(box: Box, at_the_end: bool) -> Markup:
    x, anchor = (box.x + BOX + 12, "start") if at_the_end else (box.x - 8, "end")
    return linked(
        box.node.href,
        Markup("{}{}").format(
            bar(box.node.tone, box.x, box.y, BOX, box.height), text(box.lines, x, box.middle, LINE, anchor)
        ),
    )


def _magnified(whole: Whole, box: Box, height: float, write: Write) -> list[Markup]:
    """The whole as a bar, its slice to scale, and the wedge that makes the slice as large as its box."""
    thick = height * box.cents / whole.cents
    y = min(max(box.middle - thick / 2, TOP), TOP + height - thick)
    wedge = f"M{WHOLE:.2f} {y:.2f}L{box.x:.2f} {box.y:.2f}v{box.height:.2f}L{WHOLE:.2f} {y + thick:.2f}z"
    return [
        Markup('<path class="vv-stream--zoom" d="{}"/>').format(wedge),
        bar("all", 6, TOP, WHOLE - 12, height),
        bar("slice", 2, y, WHOLE - 2, thick),
        text((("vv-b", whole.label),), 2, TOP - LINE / 2, LINE, "start"),
        text((("vv-num", write(whole.cents)),), 2, TOP + height + LINE / 2, LINE, "start"),
    ]
