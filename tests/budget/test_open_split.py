"""The split as a file: a stranger divides the money again with nothing else, and sees one cent that is different."""

import json
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

from services.budget.contract.splits import AllocationKey, KeyComponent, LineKind, PlanLine
from tests.budget.groningen import GRONINGEN
from tests.budget.test_open_data import ask, table, told
from tests.budget.test_split_page import program
from tests.budget.world import World, a_published_split, an_approved_split


def recomputed(folder: Path, exported: str) -> str:
    """What the program of docs/split-mathematics.md says of a file."""
    (folder / "recompute.py").write_text(program())
    (folder / "split.json").write_text(exported)
    command = [sys.executable, "-I", "recompute.py", "split.json"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True).stdout


async def test_a_stranger_recomputes_the_split_from_its_file_and_sees_one_cent(world: World, tmp_path: Path) -> None:
    published = await a_published_split(world)
    exported = (await ask(world, "split")).text
    assert recomputed(tmp_path, exported) == "The same, to the cent.\n"
    file = json.loads(exported)
    assert (await world.http.get(f"/v1/splits/{published.id}/export")).json() == file
    amounts = {line["path"]: line["amountCents"] for line in file["lines"]}
    assert (amounts["areas"], amounts["city-wide"], file["split"]["totalCents"]) == (
        95_600_000,
        47_800_000,
        143_400_000,
    )
    children, total = sum(GRONINGEN.values()), 0
    for line in (line for line in file["lines"] if line["kind"] == "area"):
        assert line["baseCents"] == 4_000_000
        exact = Fraction(51_600_000 * GRONINGEN[line["areaId"]], children)
        assert abs(line["partsCents"][0] - exact) < 1
        total += line["partsCents"][0]
    assert total == 51_600_000
    assert file["rule"]["url"].endswith("/docs/split-mathematics.md")
    assert file["figures"]["indicators"]["young_people_0_14"]["licence"] == "CC BY 4.0"
    assert [step["by"] for step in file["record"]] == ["policy_officer", "policy_officer", "approver", "municipality"]
    file["lines"][3]["amountCents"] += 1
    assert recomputed(tmp_path, json.dumps(file)).startswith(f"Different: [('{file['lines'][3]['path']}', ")


async def test_a_deep_plan_with_a_key_of_products_is_recomputed_too(world: World, tmp_path: Path) -> None:
    key = AllocationKey(
        base_per_area_cents=12_345,
        components=[
            KeyComponent(indicator="young_people_0_14", weight="3/7"),
            KeyComponent(indicator="young_people_0_14", times="low_income", weight="4/7"),
        ],
    )
    below = [
        PlanLine(key="areas", kind=LineKind.AREAS, share="2/7", allocation=key, why="=1+1\nNabij", steering='a;b,"c"'),
        PlanLine(key="training", kind=LineKind.OTHER, amount_cents=5),
        PlanLine(key="rest", kind=LineKind.OTHER),
    ]
    lines = [
        PlanLine(key="wide", kind=LineKind.GROUP, lines=below, share="1/3"),
        PlanLine(key="city-wide", kind=LineKind.CITY_WIDE),
    ]
    await a_published_split(world, lines=lines)
    assert recomputed(tmp_path, (await ask(world, "split")).text) == "The same, to the cent.\n"
    plan = {row["path"]: row for row in await table(world, "plan")}
    assert plan["wide/areas"]["components"] == "young_people_0_14: 3/7; young_people_0_14 x low_income: 4/7"
    assert (plan["wide/areas"]["why"], plan["wide/areas"]["steering"]) == ("'=1+1\nNabij", 'a;b,"c"')
    assert (plan["wide"]["share"], plan["city-wide"]["share"], plan["wide/areas"]["parent"]) == ("1/3", "", "wide")


async def test_a_change_during_the_year_counts_from_its_approval_on(world: World) -> None:
    first = await a_published_split(world)
    source = first.sources[0].id
    lines = [PlanLine(key="city-wide", kind=LineKind.CITY_WIDE)]
    changed = await an_approved_split(world, source_ids=[source], replaces=first.id, lines=lines)
    assert (await told(world, "split"))["split"]["id"] == str(changed.id)
    ceilings = {row["path"]: row["ceilingCents"] for row in (await told(world, "ceilings"))["rows"]}
    assert ceilings["city-wide"] == 143_400_000
    assert sum(ceilings.values()) == 143_400_000
    old = await world.api.export_split(first.id)
    assert old.split.state == "replaced"
