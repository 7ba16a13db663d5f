"""What stands in the plan's form before anybody typed: a first plan, or one that was made before."""

from collections.abc import Sequence

from frontend import formats
from frontend.forms.plan import AMOUNT, REST, SHARE
from frontend.split_words import share_word
from services.budget.contract.sources import SourceView
from services.budget.contract.splits import LineKind, SplitLine, SplitView

CHILDREN = "young_people_0_14"
FIRST = {
    "regels": "1,2,3",
    "r1-naam": "Gebieden",
    "r1-soort": "areas",
    "r1-maat": SHARE,
    "r1-hoeveel": "2/3",
    "r2-naam": "Ideeën voor de hele gemeente",
    "r2-soort": "city_wide",
    "r2-maat": REST,
    "r3-naam": "Ondersteuning in de wijken",
    "r3-soort": "support",
    "r3-maat": AMOUNT,
    "r3-hoeveel": "0",
    "basis": "40.000",
    "delen": "1",
    "d1-cijfer": CHILDREN,
    "d1-gewicht": "1",
}
"""What the agreement in the region comes down to. The names are Dutch in any language: they are kept as they stand."""


def first_plan(sources: Sequence[SourceView]) -> dict[str, str]:
    """All money of the year, divided as most municipalities begin."""
    return {**FIRST, **{f"bron-{source.id}": "ja" for source in sources}}


def plan_again(split: SplitView, language: str) -> dict[str, str]:
    """The plan of a split, to go on with as another draft."""
    planned = [line for line in split.lines if line.kind is not LineKind.AREA]
    numbers = {line.path: str(at) for at, line in enumerate(planned, start=1)}
    typed = {"regels": ",".join(numbers.values()), **{f"bron-{source.id}": "ja" for source in split.sources}}
    for line in planned:
        typed |= _row(line, f"r{numbers[line.path]}", numbers.get(line.parent or "", ""), language)
    return typed


def _row(line: SplitLine, row: str, under: str, language: str) -> dict[str, str]:
    typed = {
        f"{row}-naam": line.name,
        f"{row}-soort": str(line.kind),
        f"{row}-onder": under,
        f"{row}-sleutel": line.path.rpartition("/")[2],
        f"{row}-maat": SHARE if line.share else AMOUNT if line.fixed_cents is not None else REST,
        f"{row}-waarom": line.why,
        f"{row}-sturen": line.steering,
    }
    if line.share:
        typed[f"{row}-hoeveel"] = share_word(line.share, language)
    if line.fixed_cents is not None:
        typed[f"{row}-hoeveel"] = formats.amount(line.fixed_cents, "nl")
    return typed | _key(line)


def _key(line: SplitLine) -> dict[str, str]:
    if line.allocation is None:
        return {}
    parts = list(enumerate(line.allocation.components, start=1))
    typed = {
        "basis": formats.amount(line.allocation.base_per_area_cents, "nl"),
        "delen": ",".join(str(number) for number, _part in parts),
    }
    for number, part in parts:
        typed |= {
            f"d{number}-cijfer": part.indicator,
            f"d{number}-keer": part.times or "",
            f"d{number}-gewicht": part.weight,
        }
    return typed
