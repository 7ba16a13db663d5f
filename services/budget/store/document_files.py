"""PDFs of results on disk, each under the hash of its content."""

import asyncio
import os
from pathlib import Path
from uuid import uuid4

from services.budget.contract.guard_refusals import UnknownDocument
from services.budget.domain.document import CheckedDocument
from services.budget.store.old_files import old_files


class DocumentFiles:
    """The folder `VOORVELD_DATA/budget/documents`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def keep(self, document: CheckedDocument) -> None:
        await asyncio.to_thread(self._write, document)

    async def read(self, document_id: str) -> bytes:
        """Raises UnknownDocument."""
        try:
            return await asyncio.to_thread(self._path(document_id).read_bytes)
        except FileNotFoundError as error:
            raise UnknownDocument from error

    async def forget(self, document_id: str) -> None:
        """Delete the file of a document that no row names any more."""
        await asyncio.to_thread(self._path(document_id).unlink, missing_ok=True)

    async def unnamed_since(self, seconds: float) -> list[str]:
        """The ids of files that nobody wrote or named for so long; see `usecases/sweep_files.py`."""
        return await asyncio.to_thread(old_files, self._folder, seconds)

    def _path(self, document_id: str) -> Path:
        return self._folder / document_id[:2] / f"{document_id}.pdf"

    def _write(self, document: CheckedDocument) -> None:
        path = self._path(document.document_id)
        if path.exists():
            # Named again from now on, so it is not old.
            path.touch()
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_name(f"{document.document_id}.{uuid4().hex}.new")
        with fresh.open("wb") as file:
            file.write(document.content)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
