"""Photos on disk, each under the hash of its content."""

import asyncio
import os
from collections.abc import Sequence
from pathlib import Path
from uuid import uuid4

from services.budget.contract.refusals import UnknownPhoto
from services.budget.domain.photo import CleanPhoto, clean_photo, small_jpeg
from services.budget.store.old_files import old_files

AT_ONCE = 2


class PhotoFiles:
    """The folder `VOORVELD_DATA/budget/photos`. A few at a time: a decoded photo takes 100 MB and more."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._room = asyncio.Semaphore(AT_ONCE)

    async def keep(self, sent: bytes) -> CleanPhoto:
        """Clean what was sent and write it to disk. Raises NotAPhoto, PhotoTooLarge."""
        async with self._room:
            photo = await asyncio.to_thread(clean_photo, sent)
        await asyncio.to_thread(self._write, photo)
        return photo

    async def read(self, photo_id: str) -> bytes:
        """Raises UnknownPhoto."""
        try:
            return await asyncio.to_thread(self._path(photo_id).read_bytes)
        except FileNotFoundError as error:
            raise UnknownPhoto from error

    async def small_jpegs(self, ids: Sequence[str]) -> dict[str, bytes]:
        """Thumbnails to print, of those that are there; one that is gone is left out."""
        found = {}
        for photo_id in ids:
            try:
                photo = await self.read(photo_id)
            except UnknownPhoto:
                continue
            found[photo_id] = await asyncio.to_thread(small_jpeg, photo)
        return found

    async def forget(self, photo_id: str) -> None:
        """Delete the file of a photo that no row names any more."""
        await asyncio.to_thread(self._path(photo_id).unlink, missing_ok=True)

    async def unnamed_since(self, seconds: float) -> list[str]:
        """The ids of files that nobody wrote or named for so long; see `usecases/sweep_files.py`."""
        return await asyncio.to_thread(old_files, self._folder, seconds)

    def _path(self, photo_id: str) -> Path:
        return self._folder / photo_id[:2] / f"{photo_id}.webp"

    def _write(self, photo: CleanPhoto) -> None:
        path = self._path(photo.photo_id)
        if path.exists():
            # Named again from now on, so it is not old.
            path.touch()
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_name(f"{photo.photo_id}.{uuid4().hex}.new")
        with fresh.open("wb") as file:
            file.write(photo.webp)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
