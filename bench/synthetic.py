"""A year of the whole country that nobody published: as large as the real file, and the same each time."""

import csv
from collections.abc import Iterator
from pathlib import Path
from random import Random

from services.profiles.sources.packed import packed_columns

TABLE = "99031NED"
YEAR = 2031
MUNICIPALITIES, DISTRICTS, NEIGHBOURHOODS = 340, 9, 41
"""Districts and neighbourhoods per municipality: with the country 17,341 regions, as in 2020."""
LARGEST = {"country": 1_000_000, "municipality": 20_000, "district": 4_000, "neighbourhood": 1_000}
HEADER = ("Title", "ID", "WijkenEnBuurten", "Gemeentenaam_1", "SoortRegio_2", "Codering_3", "Indelingswijziging_4")


def municipality(number: int) -> str:
    """The code of one of the municipalities, counted from 0."""
    return f"GM{1000 + number}"


def district(of: int, number: int) -> str:
    return f"WK{1000 + of}{number:02}"


def neighbourhood(of: int, number: int) -> str:
    """Neighbourhoods are dealt out over the districts in turn."""
    return f"BU{1000 + of}{number % DISTRICTS:02}{number // DISTRICTS:02}"


def write_a_year(folder: Path) -> Path:
    """A typed data set in this folder: a sixth of the cells is empty, counts are of fives, shares have one decimal."""
    keys = [(c.name, c.unit) for found in packed_columns().values() for table, c in found if table == "84799NED"]
    dice, path = Random(YEAR), folder / f"kwb_{YEAR}_{TABLE}_typed.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([*HEADER, *(name for name, _ in keys)])
        for number, (level, code, name) in enumerate(_regions()):
            cells = [_cell(dice, unit, LARGEST[level]) for _, unit in keys]
            writer.writerow([name, number, f"{code:<10}", f"{name:<40}", level, f"{code:<10}", 1, *cells])
    return path


def _cell(dice: Random, unit: str, largest: int) -> str:
    if dice.random() < 1 / 6:
        return ""
    return str(dice.randrange(1000) / 10) if unit == "%" else str(5 * dice.randrange(largest // 5))


def _regions() -> Iterator[tuple[str, str, str]]:
    yield "country", "NL00", "Nederland"
    for of in range(MUNICIPALITIES):
        yield "municipality", municipality(of), f"Gemeente {of}"
        for number in range(DISTRICTS):
            yield "district", district(of, number), f"Wijk {number} van {of}"
        for number in range(NEIGHBOURHOODS):
            yield "neighbourhood", neighbourhood(of, number), f"Buurt {number} van {of}"
