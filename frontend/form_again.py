"""A form whose proof was gone comes back as it was typed, with a new proof; nothing is done until it is sent again.

Only for what the browser says came from a page of this site (`checked_form`): a form of somebody else is not filled in
for them. The page is asked again as a GET, which changes nothing, and what was typed is put into its form.
"""

from urllib.parse import urlsplit

from fastapi import Request
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse
from starlette.types import Message, Scope

from frontend.form_filling import fill
from frontend.kept_answers import without_answer
from frontend.kept_form import KeptForm
from frontend.templating import AS_A_PAGE, draw, language_of, wants_part
from services.kit.errors import Refusal

NOT_OF_ANOTHER = ("route", "endpoint", "path_params", "fastapi_inner_astack", "fastapi_function_astack")
"""What routing wrote of the request that was refused."""


async def page_with_form(request: Request, kept: KeptForm, above: str, status: int) -> HTMLResponse | None:
    """The page the form stood on, filled in; None when there is no such page (any more), or not for this visitor."""
    path = request.url.path
    for address in dict.fromkeys((_where_it_stood(request), path, above)):
        page = await _get(request, address)
        filled = fill(page, _actions(kept, address), kept.fields, "") if page else None
        if page and filled:
            left = [text for text in filled[1] if text not in filled[0]]
            notice = str(draw(language_of(request), "_form_again.html", left=left, has_files=kept.has_files))
            done = fill(page, _actions(kept, address), kept.fields, notice)
            assert done is not None
            return HTMLResponse(done[0], status, AS_A_PAGE if wants_part(request) else None)
    return None


def _actions(kept: KeptForm, address: str) -> list[str]:
    path = urlsplit(kept.action).path
    return [kept.action, path, *([""] if urlsplit(address).path == path else [])]


def _where_it_stood(request: Request) -> str:
    """The address of the page it was sent from, as the browser tells; the form's own address when it does not."""
    told = urlsplit(request.headers.get("referer", ""))
    if told.netloc != request.headers.get("host") or not told.path.startswith("/"):
        return request.url.path
    return without_answer(told.path, told.query)


async def _get(request: Request, address: str) -> str:
    """The page at an address of ours, as this visitor gets it; "" for anything but a page."""
    began: list[Message] = []
    body = bytearray()

    async def send(message: Message) -> None:
        if message["type"] == "http.response.start":
            began.append(message)
        body.extend(message.get("body", b""))

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    try:
        await request.app.router(_scope(request, address), receive, send)
    except (Refusal, HTTPException):
        return ""
    is_page = bool(began) and Headers(raw=began[0]["headers"]).get("content-type", "").startswith("text/html")
    return body.decode() if is_page and began[0]["status"] == 200 else ""


def _scope(request: Request, address: str) -> Scope:
    parts = urlsplit(address)
    of_a_part = (b"hx-", b"content-")
    headers = [pair for pair in request.scope["headers"] if not pair[0].lower().startswith(of_a_part)]
    return {
        **{name: value for name, value in request.scope.items() if name not in NOT_OF_ANOTHER},
        "method": "GET",
        "path": parts.path,
        "raw_path": parts.path.encode(),
        "query_string": parts.query.encode(),
        "headers": headers,
        "state": {"csrf_token": request.state.csrf_token},
    }
