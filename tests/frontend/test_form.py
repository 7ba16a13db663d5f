"""What people type is understood as they mean it, kept as they wrote it, and taken from our own pages only."""

import re
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.datastructures import FormData

from frontend.answers import safe_return, see_other
from frontend.forms.form import Form, euros_to_cents
from frontend.forms.idea import IdeaForm
from frontend.security import CSRF_COOKIE
from frontend.templating import CSRF_FIELD, IDEMPOTENCY_FIELD
from services.kit.errors import Conflict, Invalid, KeyReused
from tests.support.site import SITE, a_browser, token_of

amounts = st.integers(0, 10**11)


def a_form(**typed: str) -> Form:
    return Form(FormData(list(typed.items())))


def written(cents: int, group: str = ".", mark: str = ",", digits: int = 2) -> str:
    whole = f"{cents // 100:,}".replace(",", group)
    return f"{whole}{mark}{cents % 100:02d}"[: len(whole) + (1 + digits if digits else 0)]


@given(amounts)
def test_an_amount_written_the_dutch_way_is_that_amount(cents: int) -> None:
    assert euros_to_cents(written(cents)) == cents


@given(amounts)
def test_an_amount_without_dots_is_that_amount_with_a_comma_or_a_point(cents: int) -> None:
    assert euros_to_cents(written(cents, group="")) == cents
    assert euros_to_cents(written(cents, group="", mark=".")) == cents


@given(amounts)
def test_whole_euros_need_no_cents(cents: int) -> None:
    euros = cents // 100
    for text in (str(euros), f"{euros},-", f"{euros},0", f"{euros},00", written(cents, digits=0)):
        assert euros_to_cents(text) == euros * 100


@given(st.integers(0, 10**9), st.integers(0, 9))
def test_one_decimal_is_tens_of_cents(euros: int, tens: int) -> None:
    assert euros_to_cents(f"{euros},{tens}") == euros * 100 + tens * 10


@given(st.integers(0, 10**6), st.integers(100, 999))
def test_three_digits_after_a_point_are_thousands_and_after_a_comma_nothing(euros: int, rest: int) -> None:
    assert euros_to_cents(f"{euros % 999 + 1}.{rest}") == ((euros % 999 + 1) * 1000 + rest) * 100
    assert euros_to_cents(f"{euros},{rest}") is None


@given(st.text() | st.text(alphabet="0123456789.,-€ "))
def test_anything_else_is_no_amount_and_never_a_fault(text: str) -> None:
    cents = euros_to_cents(text)
    assert cents is None or (isinstance(cents, int) and 0 <= cents < 10**15)


@pytest.mark.parametrize(
    "text", ["", "-5", "1.2.3", "1.23.456", "1,000.50", "1e5", "0x10", "1_000", "5 euro", ",", ".", "5.", ",50", "1..5"]
)
def test_what_can_be_read_in_two_ways_or_none_is_no_amount(text: str) -> None:
    assert euros_to_cents(text) is None


@pytest.mark.parametrize(("typed", "cents"), [("€ 1.250,50", 125050), (" 800 ", 80000), ("€\u00a0800,-", 80000)])
def test_signs_and_spaces_around_an_amount_do_not_matter(typed: str, cents: int) -> None:
    form = a_form(bedrag=typed)
    assert (form.cents("bedrag", "Vul het bedrag in"), form.errors) == (cents, {})


@pytest.mark.parametrize("typed", ["", "   ", "veel", "-5", "0", "9" * 30])
def test_an_amount_that_is_none_gets_a_sentence_at_its_field(typed: str) -> None:
    form = a_form(bedrag=typed)
    form.cents("bedrag", "Vul het bedrag in")
    assert set(form.errors) == {"bedrag"}
    assert form["bedrag"] == typed.strip()


def test_words_come_back_as_they_were_typed() -> None:
    form = a_form(titel="  Schaken <b>&</b>\r\n\r\nin het park  ")
    assert form["titel"] == "Schaken <b>&</b>\r\n\r\nin het park"
    assert form.text("titel", "Vul in", most=100) == "Schaken <b>&</b>\n\nin het park"
    assert form["iets anders"] == ""


def test_a_line_break_counts_as_one_character() -> None:
    form = a_form(tekst="a\r\nb")
    form.text("tekst", "Vul in", most=3)
    assert form.errors == {}


@pytest.mark.parametrize(("typed", "is_right"), [("", False), ("ab", False), ("abc", True), ("a" * 9, False)])
def test_a_text_is_within_its_length(typed: str, is_right: bool) -> None:
    form = a_form(tekst=typed)
    form.text("tekst", "Vul in", most=8, least=3)
    assert (form.errors == {}) == is_right
    assert is_right or form.errors["tekst"]


@given(st.text())
def test_any_text_is_a_whole_number_within_bounds_or_a_sentence(text: str) -> None:
    form = a_form(aantal=text)
    number = form.whole("aantal", "Vul in", least=1, most=100)
    assert 1 <= number <= 100 or "aantal" in form.errors


@pytest.mark.parametrize(("typed", "number"), [("12", 12), ("1.200", 1200), ("1 200", 1200), ("0", 0)])
def test_a_whole_number_may_have_dots(typed: str, number: int) -> None:
    form = a_form(aantal=typed)
    assert (form.whole("aantal", "Vul in"), form.errors) == (number, {})


@pytest.mark.parametrize("typed", ["1.5", "1,5", "12.34", "1.2000", "-3", "3e2"])
def test_what_is_no_whole_number_is_not_made_into_one(typed: str) -> None:
    form = a_form(aantal=typed)
    form.whole("aantal", "Vul in")
    assert "aantal" in form.errors


@pytest.mark.parametrize(
    "address",
    ["jan@büro.nl", "a,b@x.nl", "jan(thuis)@x.nl", '"><b>"@x.nl', "a@x..nl", "a@1.2.3.44", "a@x", "a b@x.nl"],
)
def test_an_address_that_budget_would_not_take_is_said_at_its_field(address: str) -> None:
    form = IdeaForm(FormData([("email", address)]))
    assert form.idea("haren", 2020) is None
    assert "email" in form.errors


def test_a_form_sent_before_with_other_words_gets_a_key_of_its_own() -> None:
    sent = a_form(tekst="anders")
    before = sent.key
    sent.take(KeyReused())
    assert sent.key != before
    assert "nog eens" in sent.errors[""]


def test_a_choice_outside_the_list_is_none() -> None:
    form = a_form(keuze="iets anders")
    form.choice("keuze", {"a", "b"}, "Kies")
    assert form.errors == {"keuze": "Kies"}


def test_a_tick_that_is_not_there_is_asked_for() -> None:
    form = a_form(een="ja")
    assert form.ticked("een", "Vink aan")
    assert not form.ticked("ander", "Vink aan")
    assert form.errors == {"ander": "Vink aan"}


def test_a_form_that_comes_back_keeps_its_key_and_a_new_one_gets_its_own() -> None:
    first = Form()
    assert a_form(**{IDEMPOTENCY_FIELD: first.key}).key == first.key
    assert Form().key != first.key


def test_a_refusal_of_a_field_is_shown_there_and_any_other_above_the_form() -> None:
    form = a_form()
    form.take(Invalid(errors=[{"field": "amountCents", "slug": "x", "detail": "Te veel."}]), {"amountCents": "bedrag"})
    assert form.errors == {"bedrag": "Te veel."}
    other, refusal = a_form(), Conflict()
    refusal.sentence = "Iemand was je voor."
    other.take(refusal)
    assert other.errors == {"": "Iemand was je voor."}


def test_a_refusal_that_one_field_mends_is_shown_at_that_field() -> None:
    form, refusal = a_form(), Conflict()
    refusal.sentence = "Iemand was je voor."
    form.take(refusal, {"amountCents": "bedrag", Conflict.slug: "bedrag"})
    assert form.errors == {"bedrag": "Iemand was je voor."}


@given(st.text() | st.text(alphabet="/\\.:@?#%\t\r\n ehvil").map(lambda text: "/" + text))
def test_nobody_is_sent_away_from_the_site(address: str) -> None:
    try:
        location = see_other(safe_return(address)).headers["location"]
    except UnicodeEncodeError:
        return
    # Browsers take tabs and line breaks out and read a backslash as a slash.
    as_read = re.sub(r"[\t\r\n]", "", location).replace("\\", "/")
    assert urlsplit(urljoin(f"{SITE}/inloggen", as_read)).netloc == "voorveld.test"


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.test",
        "//evil.test",
        "/\\evil.test",
        "\\\\evil.test",
        "javascript:alert(1)",
        "evil",
        "",
        None,
        " /a",
    ],
)
def test_an_address_elsewhere_leads_to_the_first_page(address: str | None) -> None:
    assert safe_return(address) == "/"
    assert safe_return("/2020/gebieden?a=b#c") == "/2020/gebieden?a=b#c"


async def test_a_form_from_our_page_is_taken(tmp_path: Path) -> None:
    async with a_browser(tmp_path) as browser:
        token = await token_of(browser)
        for headers in ({}, {"Origin": SITE}, {"Origin": "null"}):
            answer = await browser.post("/uitloggen", data={CSRF_FIELD: token}, headers=headers)
            assert answer.status_code == 303


@pytest.mark.parametrize("data", [{}, {CSRF_FIELD: ""}, {CSRF_FIELD: "x" * 43}, {"other": "field"}], ids=str)
async def test_a_form_without_our_token_is_refused(tmp_path: Path, data: dict[str, str]) -> None:
    async with a_browser(tmp_path) as browser:
        await token_of(browser)
        assert (await browser.post("/uitloggen", data=data)).status_code == 403


async def test_the_token_of_another_browser_is_refused(tmp_path: Path) -> None:
    async with a_browser(tmp_path) as browser, a_browser(tmp_path) as other:
        await token_of(browser)
        stolen = await token_of(other)
        assert (await browser.post("/uitloggen", data={CSRF_FIELD: stolen})).status_code == 403


async def test_a_token_without_its_cookie_is_refused_also_when_both_are_empty(tmp_path: Path) -> None:
    async with a_browser(tmp_path) as browser:
        token = await token_of(browser)
        browser.cookies.clear()
        assert (await browser.post("/uitloggen", data={CSRF_FIELD: token})).status_code == 403
        empty = {"Cookie": f"{CSRF_COOKIE}="}
        assert (await browser.post("/uitloggen", data={CSRF_FIELD: ""}, headers=empty)).status_code == 403


async def test_a_token_sent_as_a_file_is_refused(tmp_path: Path) -> None:
    async with a_browser(tmp_path) as browser:
        token = await token_of(browser)
        files = {CSRF_FIELD: ("token.txt", token.encode())}
        assert (await browser.post("/uitloggen", files=files)).status_code == 403


@pytest.mark.parametrize(
    "origin",
    [
        "https://evil.test",
        "http://voorveld.test.evil.test",
        "http://voorveld.test:81",
        "http://evil.test/voorveld.test",
    ],
)
async def test_a_form_from_another_site_is_refused_even_with_our_token(tmp_path: Path, origin: str) -> None:
    async with a_browser(tmp_path) as browser:
        token = await token_of(browser)
        answer = await browser.post("/uitloggen", data={CSRF_FIELD: token}, headers={"Origin": origin})
        assert answer.status_code == 403
        assert answer.headers["content-type"].startswith("text/html")
        assert answer.headers["content-security-policy"].startswith("default-src 'none'")


@pytest.mark.parametrize("public_url", [SITE, "https://voorveld.test"])
async def test_the_cookie_of_the_token_is_for_our_own_forms_only(tmp_path: Path, public_url: str) -> None:
    async with a_browser(tmp_path, public_url) as browser:
        page = await browser.get("/inloggen")
        [cookie] = [one for one in page.headers.get_list("set-cookie") if one.startswith(CSRF_COOKIE)]
        assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= set(cookie.split("; "))
        assert ("Secure" in cookie) == public_url.startswith("https")
        assert not (await browser.get("/inloggen")).headers.get_list("set-cookie")


async def test_a_cookie_that_is_no_token_of_ours_is_replaced(tmp_path: Path) -> None:
    async with a_browser(tmp_path) as browser:
        page = await browser.get("/inloggen", headers={"Cookie": f"{CSRF_COOKIE}=short"})
        assert any(cookie.startswith(CSRF_COOKIE) for cookie in page.headers.get_list("set-cookie"))


async def test_a_form_too_large_is_a_page_that_says_so(tmp_path: Path) -> None:
    async with a_browser(tmp_path) as browser:
        token = await token_of(browser)
        data = {CSRF_FIELD: token, "tekst": "x" * (1024 * 1024)}
        answer = await browser.post("/uitloggen", data=data)
        assert answer.status_code == 413
        assert answer.headers["content-type"].startswith("text/html")
        assert "Te groot" in answer.text
