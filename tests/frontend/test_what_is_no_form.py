"""What no form of ours sends is answered with a page that says what to do, and is never our fault."""

import re
from pathlib import Path

import pytest
from fastapi.routing import iter_route_contexts

from frontend.main import create_app
from frontend.settings import Settings
from frontend.templating import CSRF_FIELD
from tests.support.apps import shared_settings
from tests.support.site import a_browser, token_of


@pytest.mark.parametrize("kind", ["multipart/form-data", "multipart/form-data; boundary=x"])
async def test_a_form_nobody_can_read_is_a_page_that_says_so(tmp_path: Path, kind: str) -> None:
    async with a_browser(tmp_path) as browser:
        answer = await browser.post("/uitloggen", content=b"garbage", headers={"Content-Type": kind})
        assert answer.status_code == 400
        assert "kunnen niet lezen" in answer.text


async def test_half_a_character_in_the_token_is_no_token(tmp_path: Path) -> None:
    body = f'--x\r\nContent-Disposition: form-data; name="{CSRF_FIELD}"\r\n\r\n\\ud800\r\n--x--\r\n'
    kind = "multipart/form-data; boundary=x; charset=unicode_escape"
    async with a_browser(tmp_path) as browser:
        await token_of(browser)
        answer = await browser.post("/uitloggen", content=body.encode(), headers={"Content-Type": kind})
        assert answer.status_code == 403


async def test_an_address_for_a_form_says_what_it_takes(tmp_path: Path) -> None:
    async with a_browser(tmp_path) as browser:
        answer = await browser.put("/uitloggen")
        assert (answer.status_code, answer.headers["allow"]) == (405, "POST")
        assert "knop op een andere pagina" in answer.text


@pytest.mark.parametrize(
    ("form", "page"),
    [
        ("/uitloggen", "/"),
        ("/2020/teams/contactpersoon", "/2020/teams"),
        ("/ideeen/0b8e7f8e-6f0e-4a51-9d5c-7a5a1a3c2f10/ja", "/ideeen/0b8e7f8e-6f0e-4a51-9d5c-7a5a1a3c2f10"),
        ("/dev/klok", "/dev"),
    ],
)
async def test_opening_the_address_of_a_form_leads_to_its_page(tmp_path: Path, form: str, page: str) -> None:
    async with a_browser(tmp_path) as browser:
        answer = await browser.get(form)
        assert (answer.status_code, answer.headers["location"]) == (303, page)


async def test_above_each_address_of_a_form_is_a_page(tmp_path: Path) -> None:
    taken: dict[str, set[str]] = {}
    for route in iter_route_contexts(create_app(Settings(**shared_settings("frontend", tmp_path))).routes):
        taken.setdefault(route.path, set()).update(route.methods or ())
    pages = [re.compile(re.sub(r"\{.+?\}", "[^/]+", path)) for path, methods in taken.items() if "GET" in methods]
    async with a_browser(tmp_path) as browser:
        for path in [path for path, methods in taken.items() if methods and "GET" not in methods]:
            above = path.rpartition("/")[0] or "/"
            while "GET" not in taken.get(above, ()):
                above = above.rpartition("/")[0] or "/"
            assert above != "/" or path.count("/") == 1, f"no page above {path}"
            at = _filled_in(path)
            if not any(page.fullmatch(at) for page in pages):
                leads_to = (await browser.get(at)).headers.get("location")
                assert (path, leads_to) == (path, at[: len(_filled_in(above))])


def _filled_in(path: str) -> str:
    """An address of this route: a year, and an id that anything takes for the rest."""
    known = path.replace("{year:year}", "2020").replace("{number:int}", "1")
    return re.sub(r"\{\w+(:uuid)?\}", "0b8e7f8e-6f0e-4a51-9d5c-7a5a1a3c2f10", known)


async def test_what_slipped_past_a_form_is_the_senders_mistake_and_not_ours(tmp_path: Path) -> None:
    fields = {"wat": "Een hut bouwen", "bedrag": "10", "wanneer": "mei", "waar": "plein", "naam": "Jan"}
    async with a_browser(tmp_path) as browser:
        fields |= {"email": "jan@voorbeeld.nl", "akkoord": "1", CSRF_FIELD: await token_of(browser)}
        answer = await browser.post("/2020/gebieden/NoPe!/idee", data=fields)
        assert answer.status_code == 400
        assert "kunnen niet lezen" in answer.text


@pytest.mark.parametrize("secret", ["%00" * 20, "%F0%9F%98%80" * 20, "kort", "a.b" * 20])
async def test_a_link_that_cannot_be_ours_is_not_asked_about(tmp_path: Path, secret: str) -> None:
    async with a_browser(tmp_path) as browser:
        assert (await browser.get(f"/mijn-idee/openen/{secret}")).status_code == 404
