"""An idea that is being typed: between the form, the cookie that holds its secret, and budget that keeps it."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID, uuid4

from fastapi import Request
from starlette.responses import Response

from frontend.addresses import place_href
from frontend.answers import set_private_cookie
from frontend.forms.form import Form
from frontend.visitor import SECRET, Visitor
from services.budget.contract.client import BudgetClient
from services.budget.contract.draft_refusals import DraftNotKnown
from services.budget.contract.drafts import DraftField, DraftView, OpenDraft, SaveDraft, StartDraft
from services.kit.errors import Refusal

COOKIE = "vv_concept_"
SENT_COOKIE = "vv_verstuurd_"
DAYS_TO_GO_ON = 60
DAYS_TO_PRESS_AGAIN = 2
PAGE_NAMES = {
    DraftField.WHAT: "wat",
    DraftField.AMOUNT: "bedrag",
    DraftField.WHEN: "wanneer",
    DraftField.WHERE: "waar",
    DraftField.NAME: "naam",
    DraftField.CONTACT_EMAIL: "email",
    DraftField.MAY_MAIL: "akkoord",
    DraftField.LINE: "potje",
}


@dataclass(frozen=True)
class KeptIdea:
    """What budget keeps, and the secret that opens it."""

    view: DraftView
    secret: str

    @property
    def typed(self) -> dict[str, str]:
        """By the names on the page."""
        return {name: self.view.fields.get(field, "") for field, name in PAGE_NAMES.items()}

    @property
    def others(self) -> dict[str, list[str]]:
        """By the names on the page: texts that met another one and wait for a choice."""
        return {PAGE_NAMES[field]: texts for field, texts in self.view.others.items()}

    @property
    def address(self) -> str:
        view = self.view
        return f"{place_href(view.year, view.area_id)}/idee?concept={view.id}"

    @property
    def marks(self) -> dict[str, str]:
        """What the form carries, so that what is sent can be told from what was seen."""
        seen = {name: mark_of(text) for name, text in self.typed.items() if text}
        return {"concept": str(self.view.id), "versie": str(self.view.version), "gezien": json.dumps(seen)}


def mark_of(text: str) -> str:
    """Short, and enough to see whether a text was changed."""
    return hashlib.sha256(text.encode()).hexdigest()[:12] if text else ""


def changed_in(form: Form) -> dict[DraftField, str]:
    """The fields somebody typed in since their form was shown, in lines as they are kept."""
    seen = _seen(form["gezien"])
    typed = {field: form[name].replace("\r\n", "\n") for field, name in PAGE_NAMES.items()}
    return {field: text for field, text in typed.items() if mark_of(text) != seen.get(PAGE_NAMES[field], "")}


def _seen(marks: str) -> Mapping[str, str]:
    try:
        seen = json.loads(marks or "{}")
    except ValueError:
        return {}
    return seen if isinstance(seen, dict) else {}


async def open_kept(visit: Visitor, request: Request, draft_id: UUID) -> KeptIdea:
    """By the cookie of this browser. Raises DraftNotKnown."""
    cookies = request.cookies
    secret = cookies.get(f"{COOKIE}{draft_id.hex}") or cookies.get(f"{SENT_COOKIE}{draft_id.hex}", "")
    if not SECRET.fullmatch(secret):
        raise DraftNotKnown
    return KeptIdea(await visit.budget.open_draft(OpenDraft(link_secret=secret)), secret)


async def keep_typed(
    visit: Visitor, request: Request, form: Form, area_id: str | None, settled: Mapping[DraftField, str] | None = None
) -> KeptIdea:
    """Keep what is in the form, and put what is now kept into it. Raises what `start_draft` and `save_draft` raise."""
    changed = changed_in(form)
    if not form["concept"]:
        kept = await _start(visit, request, area_id, changed)
    else:
        opened = await open_kept(visit, request, _uuid(form["concept"]))
        body = SaveDraft(
            link_secret=opened.secret,
            version=max(form.version(), 1),
            area_id=area_id,
            fields=changed,
            settled=dict(settled or {}),
        )
        kept = KeptIdea(await visit.budget.save_draft(opened.view.id, body), opened.secret)
    form.typed |= kept.marks
    return kept


def settled_in(form: Form) -> dict[DraftField, str]:
    """Of two texts that met, the one that may go: used, or thrown away (`actie` is e.g. `neem:wat:0`)."""
    deed, _, rest = form["actie"].partition(":")
    name, _, number = rest.partition(":")
    text = form[f"anders-{name}-{number}"].replace("\r\n", "\n")
    field = next((field for field, each in PAGE_NAMES.items() if each == name), None)
    if field is None or deed not in ("neem", "weg"):
        return {}
    if deed == "neem":
        form.typed[name] = text
    return {field: text}


async def _start(visit: Visitor, request: Request, area_id: str | None, fields: dict[DraftField, str]) -> KeptIdea:
    """A key of its own each time: two drafts of a double click are no harm, and one without its secret would be."""
    body = StartDraft(
        year=visit.year,
        area_id=area_id,
        language="en" if visit.language == "en" else "nl",
        fields=fields,
        origin=request.client.host if request.client else "",
    )
    started = await as_site(visit).start_draft(body, key=str(uuid4()))
    view = await visit.budget.open_draft(OpenDraft(link_secret=started.link_secret))
    return KeptIdea(view, started.link_secret)


def as_site(visit: Visitor) -> BudgetClient:
    """Budget, asked as the site itself, which is believed about where a visitor comes from."""
    return visit.site.budget.on_behalf_of(visit.site.tokens.service())


def remember_kept(response: Response, request: Request, kept: KeptIdea) -> None:
    """Let this browser go on with it."""
    set_private_cookie(response, request, f"{COOKIE}{kept.view.id.hex}", kept.secret, days=DAYS_TO_GO_ON)


def remember_sent(response: Response, request: Request, kept: KeptIdea) -> None:
    """It is an idea now. This browser knows it for a while, for who goes back and presses the same button again."""
    forget_kept(response, kept.view.id)
    path, name = kept.address.partition("?")[0], f"{SENT_COOKIE}{kept.view.id.hex}"
    set_private_cookie(response, request, name, kept.secret, path=path, days=DAYS_TO_PRESS_AGAIN)


def forget_kept(response: Response, draft_id: UUID) -> None:
    response.delete_cookie(f"{COOKIE}{draft_id.hex}")


def begun_here(request: Request) -> list[UUID]:
    """The drafts of which this browser has the link; the newest last."""
    found = [_uuid(name.removeprefix(COOKIE)) for name in request.cookies if name.startswith(COOKIE)]
    return [each for each in found if each.int]


def _uuid(text: str) -> UUID:
    """The id, or one that nothing has."""
    try:
        return UUID(text)
    except ValueError:
        return UUID(int=0)


async def address_of_idea(visit: Visitor, initiative_id: UUID) -> str:
    """Where the link of a draft leads once it is an idea: its page, or as long as it has none where the code goes."""
    try:
        await visit.budget.initiative(initiative_id)
    except Refusal:
        return f"/mijn-idee/{initiative_id}/code"
    return f"/ideeen/{initiative_id}"
