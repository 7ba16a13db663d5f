"""A plot of land for each step: nothing yet, a seed, a choice, a field in bloom."""

from markupsafe import Markup

STRIPS, TOP, DEEP = 7, 12, 78


def bare_plot() -> Markup:
    """Nothing yet."""
    return _plot(("vv-plot--bare", "vv-plot"), Markup(""))


def seed_plot() -> Markup:
    """Somebody has an idea."""
    return _plot(("vv-plot--bare", "vv-plot"), _bloom(3, 44, 7))


def choice_plot() -> Markup:
    """The neighbourhood chooses."""
    stakes = ((1, 34, 22), (3, 26, 22), (5, 40, 22), (2, 62, 28), (4, 66, 28))
    return _plot(("vv-plot--bare", "vv-plot"), Markup("").join(_stake(*stake) for stake in stakes))


def bloom_plot() -> Markup:
    """It happens."""
    rows = ((10, 3.0), (26, 3.8), (45, 4.8), (66, 6.0))
    blooms = [_bloom(strip, depth, size) for depth, size in rows for strip in range(STRIPS)]
    return _plot(("vv-plot", "vv-plot--deep"), Markup("").join(blooms))


def _edge(strip: float, depth: float) -> float:
    return 70 + (strip / STRIPS - 0.5) * (60 + depth / DEEP * 74)


def _plot(colours: tuple[str, str], on_top: Markup) -> Markup:
    strips = Markup("").join(
        Markup('<path class="{}" d="M{:.0f} {}H{:.0f}L{:.0f} {}H{:.0f}z"/>').format(
            colours[i % 2], _edge(i, 0), TOP, _edge(i + 1, 0), _edge(i + 1, DEEP), TOP + DEEP, _edge(i, DEEP)
        )
        for i in range(STRIPS)
    )
    return Markup('<svg viewBox="0 0 140 94" aria-hidden="true" focusable="false">{}{}</svg>').format(strips, on_top)


def _bloom(strip: int, depth: float, size: float) -> Markup:
    return Markup('<circle class="vv-bloom" cx="{:.0f}" cy="{:.0f}" r="{}"/>').format(
        _edge(strip + 0.5, depth), TOP + depth, size
    )


def _stake(strip: int, depth: float, height: float) -> Markup:
    foot = Markup('<path class="vv-stake" d="M{:.0f} {:.0f}v-{:.0f}"/>').format(
        _edge(strip + 0.5, depth), TOP + depth, height
    )
    head = Markup('<circle class="vv-bloom" cx="{:.0f}" cy="{:.0f}" r="5.5"/>').format(
        _edge(strip + 0.5, depth), TOP + depth - height
    )
    return foot + head
