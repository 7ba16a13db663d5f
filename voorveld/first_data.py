"""Loads the sample once, so that a first run shows real neighbourhoods."""

from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

from voorveld.processes import Say
from voorveld.settings import RunSettings
from voorveld.specs import voorveld_command


async def load_first_data(settings: RunSettings, home: Path, environment: Mapping[str, str], say: Say) -> None:
    """Run `voorveld import sample` with the environment of profiles, unless the database in this folder has had it."""
    loaded = home / "sample.loaded"
    if find_spec("voorveld.sample") is None or (loaded.exists() and loaded.read_text() == settings.municipality):
        return
    await voorveld_command(["import", "sample"], environment, say)
    loaded.write_text(settings.municipality)
