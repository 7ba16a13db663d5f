"""What budget says of photos and documents that go with an application: for who decides, never public."""

from enum import StrEnum

from pydantic import Field

from services.kit.contract import Reply, Request


class AttachmentKind(StrEnum):
    """PHOTO: encoded anew, without its metadata. DOCUMENT: a PDF as it was sent, only ever a file to save."""

    PHOTO = "photo"
    DOCUMENT = "document"


class AttachmentView(Reply):
    file_id: str
    kind: AttachmentKind


class RemoveAttachment(Request):
    file_id: str = Field(pattern=r"^[0-9a-f]{64}$")
