"""What somebody sent after the session ended: kept in the answer, to be sent again once they signed in."""

from dataclasses import dataclass
from uuid import UUID

from fastapi import Request
from starlette.datastructures import FormData

from frontend.templating import CSRF_FIELD, IDEMPOTENCY_FIELD


@dataclass(frozen=True)
class KeptForm:
    """The fields as they were sent, and where to. A file cannot be given back: `has_files` says there was one."""

    action: str
    fields: list[tuple[str, str]]
    has_files: bool

    @property
    def typed(self) -> list[str]:
        """What a person can read of it: no versions, ids and keys."""
        return [
            value for name, value in self.fields if value.strip() and name != IDEMPOTENCY_FIELD and not _is_id(value)
        ]


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


def _is_id(value: str) -> bool:
    try:
        return bool(UUID(value))
    except ValueError:
        return False
