"""Photos and documents with applications on disk, apart from those of results, which are public."""

import asyncio
import io
from pathlib import Path

from PIL import Image

from services.budget.contract.attachment_refusals import NotAnAttachment
from services.budget.contract.attachments import AttachmentKind
from services.budget.contract.guard_refusals import NotADocument
from services.budget.contract.refusals import NotAPhoto
from services.budget.domain.document import checked_document
from services.budget.store.document_files import DocumentFiles
from services.budget.store.photo_files import PhotoFiles

THUMBNAIL = 320
"""Pixels of its longest side."""


class AttachmentFiles:
    """The folder `VOORVELD_DATA/budget/attachments`. What a file is, is told by its content and by nothing else."""

    def __init__(self, folder: Path) -> None:
        self._photos, self._documents = PhotoFiles(folder / "photos"), DocumentFiles(folder / "documents")

    async def keep(self, sent: bytes) -> tuple[str, AttachmentKind]:
        """Raises NotAnAttachment, PhotoTooLarge, DocumentTooLarge."""
        try:
            if sent.startswith(b"%PDF-"):
                checked = await asyncio.to_thread(checked_document, sent)
                await self._documents.keep(checked)
                return checked.document_id, AttachmentKind.DOCUMENT
            return (await self._photos.keep(sent)).photo_id, AttachmentKind.PHOTO
        except (NotAPhoto, NotADocument) as error:
            raise NotAnAttachment from error

    async def read(self, file_id: str, kind: AttachmentKind, *, small: bool) -> bytes:
        if kind is AttachmentKind.DOCUMENT:
            return await self._documents.read(file_id)
        photo = await self._photos.read(file_id)
        return await asyncio.to_thread(_thumbnail, photo) if small else photo

    async def unnamed_since(self, seconds: float) -> list[tuple[str, AttachmentKind]]:
        """Files that nobody wrote or named for so long."""
        photos = [(each, AttachmentKind.PHOTO) for each in await self._photos.unnamed_since(seconds)]
        documents = await self._documents.unnamed_since(seconds)
        return photos + [(each, AttachmentKind.DOCUMENT) for each in documents]

    async def forget(self, file_id: str, kind: AttachmentKind) -> None:
        """Of a file that no row names any more."""
        await (self._documents if kind is AttachmentKind.DOCUMENT else self._photos).forget(file_id)


def _thumbnail(webp: bytes) -> bytes:
    """Of a photo of our own making, so it is small and safe already."""
    with Image.open(io.BytesIO(webp), formats=["WEBP"]) as image:
        image.thumbnail((THUMBNAIL, THUMBNAIL))
        kept = io.BytesIO()
        image.save(kept, "WEBP", quality=75)
    return kept.getvalue()
