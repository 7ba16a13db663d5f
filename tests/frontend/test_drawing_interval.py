"""The interval of an estimate: to scale, from zero, with what is sure apart from what is not."""

import re

from frontend.drawing.interval import Estimate, interval


def bands(drawn: str) -> dict[str, tuple[float, float]]:
    """Per class where a band begins and how wide it is, in percent."""
    found = re.findall(r'<rect class="([\w-]+) vv-interval__band" x="([\d.]+)%" y="\d+" width="([\d.]+)%"', drawn)
    return {kind: (float(start), float(wide)) for kind, start, wide in found}


def test_what_is_sure_begins_at_zero_and_the_rest_follows_to_scale() -> None:
    drawn = interval(Estimate(20, 35, 50), "", str)
    assert bands(drawn) == {"vv-paid": (0, 40), "vv-promised": (40, 60)}
    assert 'class="vv-interval__middle" x1="70.00%"' in drawn
    assert "circle" not in drawn


def test_below_zero_is_no_saving_and_zero_keeps_its_place() -> None:
    drawn = interval(Estimate(-50, 10, 50, seen=25), "", str)
    assert bands(drawn) == {"vv-interval__loss": (0, 50), "vv-promised": (50, 50)}
    assert 'cx="75.00%"' in drawn
    assert ">0</text>" in drawn


def test_what_was_seen_beyond_the_interval_stays_on_the_axis() -> None:
    assert bands(interval(Estimate(10, 20, 50, seen=100), "", str)) == {"vv-paid": (0, 10), "vv-promised": (10, 40)}
    assert 'cx="0.00%"' in interval(Estimate(0, 20, 50, seen=-50), "", str)


def test_what_is_said_of_it_is_safe_and_has_no_style() -> None:
    drawn = interval(Estimate(0, 0, 1), 'van "€ 0" tot <b>', str)
    assert 'role="img"' in drawn
    assert "<b>" not in drawn
    assert "style=" not in drawn
