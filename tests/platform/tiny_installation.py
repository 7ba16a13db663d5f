"""`python tiny_installation.py`: `voorveld run` as it is, with tiny apps for the four real ones and no tables."""

import sys
from pathlib import Path

from voorveld import cli, run
from voorveld.processes import ProcessSpec
from voorveld.specs import web_process


def tiny_process(name: str, _factory: str, port: int, environment: dict[str, str]) -> ProcessSpec:
    return web_process(name, "tiny_app:create_app", port, {**environment, "PYTHONPATH": str(Path(__file__).parent)})


async def no_data(*_: object) -> None:
    pass


async def nothing_behind(*_: object) -> list[str]:
    return []


if __name__ == "__main__":
    setattr(run, "web_process", tiny_process)  # noqa: B010
    setattr(run, "load_first_data", no_data)  # noqa: B010
    setattr(run, "behind", nothing_behind)  # noqa: B010
    sys.exit(cli.main(["run", *sys.argv[1:]]))
