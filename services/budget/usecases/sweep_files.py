"""Every day: delete files that no row names any more, also those of a service that was killed in between."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from services.budget.store.attachment_files import AttachmentFiles
from services.budget.store.document_files import DocumentFiles
from services.budget.store.file_queries import named_attachments, named_documents, named_photos
from services.budget.store.photo_files import PhotoFiles
from services.budget.usecases.office import Office
from services.kit.database import Session
from services.kit.work import plan_work

SWEEP_FILES = "sweep-files"
A_DAY = 24 * 3600
"""A file is written before its row; who writes or names it again makes it young, so a day is ample."""


@dataclass(frozen=True)
class Folders:
    """Where files are kept."""

    photos: PhotoFiles
    documents: DocumentFiles
    attachments: AttachmentFiles


def file_sweeper(office: Office, folders: Folders) -> Callable[[Session, Mapping[str, Any]], Awaitable[None]]:
    """The work of today, which plans itself again for tomorrow. The migration planned it first."""

    async def sweep(session: Session, _payload: Mapping[str, Any]) -> None:
        await sweep_files(session, folders)
        await plan_work(session, SWEEP_FILES, {}, office.now() + timedelta(days=1))

    return sweep


async def sweep_files(session: Session, folders: Folders) -> None:
    """Killed halfway it begins again: a file that is gone is no mistake."""
    photos = await folders.photos.unnamed_since(A_DAY)
    for photo in sorted(set(photos) - await named_photos(session, photos)):
        await folders.photos.forget(photo)
    documents = await folders.documents.unnamed_since(A_DAY)
    for document in sorted(set(documents) - await named_documents(session, documents)):
        await folders.documents.forget(document)
    attachments = await folders.attachments.unnamed_since(A_DAY)
    named = await named_attachments(session, [file_id for file_id, _ in attachments])
    for file_id, kind in attachments:
        if file_id not in named:
            await folders.attachments.forget(file_id, kind)
