"""Packs what CBS's metadata says of the columns of "Kerncijfers wijken en buurten" into `cbs_columns.csv`.

Run it by hand, from the folder above this one, when the metadata changes:

    .venv/bin/python sample/build_columns.py ../shared/data

It reads `cbs/api_fixtures/84799NED_DataProperties.json` (2020, v3) and the `v4_83765NED_Measure*.json` (2017, v4) below
the folder you name. The 2017 metadata adds columns that 2020 no longer has, and descriptions where 2020 has none. The
names that stay over the years come from `services/profiles/sources/columns.py`. The same input gives the same bytes.
"""

import argparse
import csv
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from services.profiles.sources.columns import Topic, columns_of, stem_of_title
from services.profiles.sources.feed_v3 import topics_v3
from services.profiles.sources.feed_v4 import topics_v4

HERE = Path(__file__).parent
V3, V4 = "84799NED", "83765NED"
Record = dict[str, Any]


def packed(properties: Sequence[Record], measures: Sequence[Record], groups: Sequence[Record]) -> list[list[object]]:
    """Lists the columns: table, key there, stem, theme, title, unit, decimals, description."""
    newest, older = topics_v3(properties), topics_v4(measures, groups)
    descriptions = {(stem_of_title(t.title), t.unit): t.description for t in older}
    newest = [replace(t, description=t.description or descriptions.get(_same(t), "")) for t in newest]
    known = {_same(t) for t in newest}
    gone = [t for t in older if _same(t) not in known]
    return [
        [table, c.name, c.stem, c.theme, c.title, c.unit, c.decimals, " ".join(c.description.split())]
        for table, topics in ((V3, newest), (V4, gone))
        for c in columns_of(topics, (), source=table)
    ]


def _same(topic: Topic) -> tuple[str, str]:
    return stem_of_title(topic.title), topic.unit


def main() -> None:
    """Reads the folder named on the command line and writes the file beside this one."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, help="folder that holds cbs/")
    folder: Path = parser.parse_args().data / "cbs" / "api_fixtures"
    names = (f"{V3}_DataProperties", f"v4_{V4}_MeasureCodes", f"v4_{V4}_MeasureGroups")
    rows = packed(*(json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))["value"] for name in names))
    with (HERE / "cbs_columns.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["table", "name", "stem", "theme", "title", "unit", "decimals", "description"])
        writer.writerows(rows)
    print(f"cbs_columns.csv: {len(rows)} columns")


if __name__ == "__main__":
    main()
