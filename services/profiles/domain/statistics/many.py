"""Many places looked at together: p-values adjusted for how many chances chance had."""

from collections.abc import Sequence

FALSE_SHARE = 0.05  # Of the differences called clear, at most this part is chance on average.
LEAST_LEVEL = 0.002  # 99.8%: the outer lines of a funnel plot.


def benjamini_hochberg(p_values: Sequence[float]) -> list[float]:
    """Adjusted p-values, in the order given: those up to q are a set of which on average at most the part q is chance.

    Source: Benjamini & Hochberg 1995, Journal of the Royal Statistical Society B 57:289-300.
    """
    many, least = len(p_values), 1.0
    adjusted = [1.0] * many
    for rank, place in zip(range(many, 0, -1), _largest_first(p_values), strict=True):
        least = min(least, p_values[place] * many / rank)
        adjusted[place] = least
    return adjusted


def holm(p_values: Sequence[float]) -> list[float]:
    """Adjusted p-values, in the order given: the chance of even one false one among those up to q is at most q.

    Stricter than Benjamini-Hochberg. Source: Holm 1979, Scandinavian Journal of Statistics 6:65-70.
    """
    many, most = len(p_values), 0.0
    adjusted = [1.0] * many
    for rank, place in enumerate(reversed(_largest_first(p_values))):
        most = max(most, min(1.0, p_values[place] * (many - rank)))
        adjusted[place] = most
    return adjusted


def level_for(comparisons: int) -> float:
    """How small a p-value must be to call one of so many comparisons clear: 0.05 / comparisons, never below 0.002.

    Up to 25 comparisons this is Bonferroni: the chance of even one false alarm on the screen is at most 5%. Beyond
    that it stays at 99.8%, the funnel's outer line: of 40 places that do not differ, 0.08 are called clear on average.
    A stricter level would hide real differences, and would change a place's verdict with the size of its municipality.
    Source: Spiegelhalter 2005 for the 99.8% line.
    """
    return max(FALSE_SHARE / max(1, comparisons), LEAST_LEVEL)


def level_of_all(p_values: Sequence[float], false_share: float = FALSE_SHARE) -> float:
    """The level at which Benjamini-Hochberg calls differences clear among these: p up to it is adjusted p up to q.

    It is k·q/m, where k of the m are clear; q/m when none is. Source: Benjamini & Hochberg 1995, theorem 1.
    """
    clear = sum(adjusted <= false_share for adjusted in benjamini_hochberg(p_values))
    return max(1, clear) * false_share / max(1, len(p_values))


def _largest_first(p_values: Sequence[float]) -> list[int]:
    return sorted(range(len(p_values)), key=p_values.__getitem__, reverse=True)
