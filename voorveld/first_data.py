"""Loads the sample once, so that a first run shows real neighbourhoods."""

import hashlib
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

from voorveld.processes import Say
from voorveld.sample_files import SAMPLE
from voorveld.settings import RunSettings
from voorveld.specs import voorveld_command


async def load_first_data(settings: RunSettings, home: Path, environment: Mapping[str, str], say: Say) -> None:
    """Run `voorveld import sample` with the environment of profiles, unless the database in this folder has had it.

    A newer Voorveld brings a richer sample, whose catalogue its pages count on: that one is loaded too.
    """
    if find_spec("voorveld.sample") is None:
        return
    loaded, wanted = home / "sample.loaded", f"{settings.municipality} {_fingerprint()}"
    if loaded.exists() and loaded.read_text() == wanted:
        return
    await voorveld_command(["import", "sample"], environment, say)
    loaded.write_text(wanted)


def _fingerprint() -> str:
    """Of the files of the sample, so that another sample is recognised without opening the database."""
    digest = hashlib.sha256()
    for file in sorted(SAMPLE.iterdir()):
        if file.is_file():
            digest.update(file.read_bytes())
    return digest.hexdigest()
