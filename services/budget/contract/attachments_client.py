"""The part of the typed client about photos and documents with an application: one method per route."""

from uuid import UUID

from services.budget.contract import attachment_refusals
from services.budget.contract.attachments import AttachmentView, RemoveAttachment
from services.kit.http import ServiceClient

REFUSALS = attachment_refusals
"""Imported, so that what budget refuses arrives as the same class."""


class AttachmentsClient(ServiceClient):
    async def keep_attachment(self, initiative_id: UUID, file: bytes) -> AttachmentView:
        """For the applicant, before the decision. Told by its content.

        Raises NotAnAttachment, PhotoTooLarge, DocumentTooLarge, TooManyAttachments, DecidedAlready.
        """
        path = f"/v1/initiatives/{initiative_id}/attachments"
        return await self._ask(AttachmentView, "POST", path, files={"file": ("file", file)})

    async def attachments(self, initiative_id: UUID) -> list[AttachmentView]:
        """For the applicant, the circle and staff of the area. Raises NotYours."""
        return await self._ask(list[AttachmentView], "GET", f"/v1/initiatives/{initiative_id}/attachments")

    async def attachment(self, initiative_id: UUID, file_id: str, *, small: bool = False) -> bytes:
        """For the same: WebP or PDF; `small` is a thumbnail of a photo. Raises NotYours, UnknownAttachment."""
        path = f"/v1/initiatives/{initiative_id}/attachments/{file_id}"
        return await self._ask(bytes, "GET", path, query={"small": small})

    async def remove_attachment(self, initiative_id: UUID, body: RemoveAttachment) -> list[AttachmentView]:
        """For the applicant; what is left. Raises UnknownAttachment, DecidedAlready."""
        path = f"/v1/initiatives/{initiative_id}/attachment-removals"
        return await self._ask(list[AttachmentView], "POST", path, body=body)
