"""What somebody sent after the session ended: kept in the answer, to be sent again once they signed in."""

from dataclasses import dataclass

from fastapi import Request
from starlette.datastructures import FormData

from frontend.templating import CSRF_FIELD


@dataclass(frozen=True)
class KeptForm:
    """The fields as they were sent, and where to. A file cannot be given back: `has_files` says there was one."""

    action: str
    fields: list[tuple[str, str]]
    has_files: bool


def kept_form(request: Request) -> KeptForm | None:
    """None when nothing was sent, or nothing that came from a form of ours (`checked_form` then left nothing)."""
    sent: FormData | None = getattr(request.state, "sent_form", None)
    if sent is None:
        return None
    pairs = sent.multi_items()
    return KeptForm(
        action=request.url.path + (f"?{request.url.query}" if request.url.query else ""),
        fields=[(name, value) for name, value in pairs if isinstance(value, str) and name != CSRF_FIELD],
        has_files=any(not isinstance(value, str) and value.filename for _, value in pairs),
    )
