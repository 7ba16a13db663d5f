"""Pages and parts from one handler, in two languages, with amounts and dates as people write them."""

import datetime as dt
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from bs4 import BeautifulSoup
from jinja2 import ChoiceLoader, DictLoader, UndefinedError
from starlette.requests import Request

from frontend import formats
from frontend.assets import asset
from frontend.drawing.land import LandStrip
from frontend.frame import Frame, Link
from frontend.templating import CSRF_FIELD, IDEMPOTENCY_FIELD, TEMPLATES, environment, render
from frontend.translations import missing, sentences, translations

PAGE = """{% extends layout %}
{% block title %}Test{% endblock %}
{% block content %}<h1>Whole</h1>{% block part %}<p id=part>{{ word }}</p>{% endblock %}{% endblock %}"""


@pytest.fixture(autouse=True)
def _templates() -> Iterator[None]:
    """A page of our own, in front of the real templates."""
    before = {}
    ours = DictLoader({"page.html": PAGE})
    for language in ("nl", "en"):
        env = environment(language)
        before[language] = env.loader
        env.loader = ChoiceLoader([ours, *([env.loader] if env.loader else [])])
    yield
    for language, loader in before.items():
        environment(language).loader = loader


@pytest.fixture(autouse=True)
def _no_build(monkeypatch: pytest.MonkeyPatch) -> None:
    """The addresses of built files are no matter here, so these tests need no npm."""
    for language in ("nl", "en"):
        monkeypatch.setitem(environment(language).globals, "asset", lambda path: f"/static/{path}")


def a_request(language: str = "nl", frame: Frame | None = None, **headers: str) -> Request:
    raw = [(name.replace("_", "-").lower().encode(), value.encode()) for name, value in headers.items()]
    request = Request({"type": "http", "method": "GET", "path": "/", "query_string": b"", "headers": raw})
    request.state.language = language
    request.state.csrf_token = "to<ken"
    if frame:
        request.state.frame = frame
    return request


def html_of(request: Request, template: str, **context: Any) -> BeautifulSoup:
    return BeautifulSoup(bytes(render(request, template, **context).body), "html.parser")


def from_macro(source: str, language: str = "nl", **context: Any) -> BeautifulSoup:
    text = environment(language).from_string(source).render(**context, request=a_request(language))
    return BeautifulSoup(text, "html.parser")


def test_a_browser_gets_the_page_and_htmx_the_part() -> None:
    whole = render(a_request(), "page.html", word="a<b")
    part = render(a_request(HX_Request="true", HX_Request_Type="partial"), "page.html", word="a<b")
    assert b"<main" in whole.body
    assert b"<p id=part>a&lt;b</p>" in part.body
    assert b"<title>Test" in part.body
    assert b"Whole" not in part.body
    assert "HX-Request" in part.headers["Vary"]
    assert whole.headers["Vary"] == part.headers["Vary"]


@pytest.mark.parametrize("header", ["HX_Boosted", "HX_History_Restore_Request"])
def test_a_boosted_or_restored_page_comes_whole(header: str) -> None:
    answer = render(a_request(HX_Request="true", **{header: "true"}), "page.html", word="x")
    assert b"<main" in answer.body


def test_a_full_request_of_htmx_gets_the_page() -> None:
    answer = render(a_request(HX_Request="true", HX_Request_Type="full"), "page.html", word="x")
    assert b"<main" in answer.body


def test_a_form_to_mend_has_its_own_status_and_title() -> None:
    answer = render(a_request(), "page.html", status=422, word="x", errors={"name": "Vul je naam in"})
    assert answer.status_code == 422
    assert b"<title>Fout: Test" in answer.body


@pytest.mark.parametrize("asked_for", [{}, {"HX_Request": "true", "HX_Request_Type": "partial"}])
def test_the_title_says_the_page_and_then_the_site(asked_for: dict[str, str]) -> None:
    title = html_of(a_request(**asked_for), "page.html", word="x").title
    assert title is not None
    assert title.text.startswith("Test – Voorveld")


def test_a_forgotten_name_is_an_error_and_not_an_empty_place() -> None:
    with pytest.raises(UndefinedError):
        render(a_request(), "page.html")


def test_the_frame_speaks_the_language_of_the_request() -> None:
    dutch, english = (html_of(a_request(language), "page.html", word="x") for language in ("nl", "en"))
    assert dutch.html["lang"] == "nl"  # type: ignore[index]
    assert english.html["lang"] == "en"  # type: ignore[index]
    assert dutch.body.a.text == "Direct naar de inhoud"  # type: ignore[union-attr]
    assert english.body.a.text == "Straight to the content"  # type: ignore[union-attr]


def test_the_frame_shows_what_it_is_given_and_escapes_it() -> None:
    frame = Frame(
        municipality="<b>Haren",
        nav=[Link("Gebieden", "/2026/gebieden", current=True)],
        example="Verzonnen",
        person="Sanne",
        sign_out_action="/uitloggen",
        strips=[LandStrip(1), LandStrip(3)],
        here="Oost",
        refusal="Dat kan niet",
    )
    page = html_of(a_request(frame=frame), "page.html", word="x")
    assert "<b>Haren" in page.header.text  # type: ignore[union-attr]
    assert page.select_one("[aria-current=page]").text == "Gebieden"  # type: ignore[union-attr]
    assert page.select_one("header form")["action"] == "/uitloggen"  # type: ignore[index]
    assert page.select_one("[role=alert]").text.strip() == "Dit lukte niet. Dat kan niet"  # type: ignore[union-attr]
    note = re.sub(r"\s+", " ", page.select_one("footer .vv-note").text.strip())  # type: ignore[union-attr]
    assert note == "Dit land bestaat uit 2 stroken: de 2 gebieden. De gele strook is Oost."


def test_no_page_or_part_has_a_style_or_a_script_of_its_own() -> None:
    for path in TEMPLATES.rglob("*.html"):
        source = path.read_text()
        assert not re.search(r"\sstyle=|<style|\son\w+=|hx-on|\bjs:", source), path.name
        assert not re.search(r"<script(?![^>]*\bsrc=)", source), path.name


def test_hidden_fields_prove_where_a_form_came_from_and_that_it_is_sent_once() -> None:
    form = from_macro('{{ csrf_field() }}{{ idempotency_field() }}{{ idempotency_field("same") }}')
    fields = form.find_all("input", type="hidden")
    assert [f["name"] for f in fields] == [CSRF_FIELD, IDEMPOTENCY_FIELD, IDEMPOTENCY_FIELD]
    assert fields[0]["value"] == "to<ken"
    assert len(str(fields[1]["value"])) == 36
    assert fields[2]["value"] == "same"


def test_a_field_says_label_hint_error_input_in_that_order() -> None:
    source = '{% from "_form.html" import field %}{{ field("naam", "Hoe heet je?", "S", hint="Kort", error="Leeg") }}'
    field = from_macro(source)
    control = field.input
    assert control is not None
    assert control["aria-describedby"] == "naam-fout naam-uitleg"
    assert control["aria-invalid"] == "true"
    text = field.get_text(" ", strip=True)
    assert text.index("Hoe heet je?") < text.index("Kort") < text.index("Leeg")
    assert field.label is not None
    assert field.label["for"] == control["id"]
    assert {i["id"] for i in field.select("[id]")} == {"naam", "naam-fout", "naam-uitleg"}


def test_what_people_typed_comes_back_as_they_typed_it() -> None:
    source = """{% from "_form.html" import textarea, select, choices %}{{ textarea("t", "T", "\n</textarea><b>") }}
    {{ select("s", "S", [(1, "een"), (2, "twee")], 2) }}
    {{ choices("c", "C", [("a", "A"), ("b", "B")], ["b"], several=true) }}"""
    form = from_macro(source)
    assert form.b is None
    assert form.textarea is not None
    assert "</textarea><b>" in form.textarea.text
    assert [o["value"] for o in form.select("option[selected]")] == ["2"]
    assert [c["value"] for c in form.select("input[checked]")] == ["b"]


def test_the_error_summary_counts_links_and_takes_the_focus() -> None:
    source = '{% from "_form.html" import error_summary %}{{ error_summary(errors) }}'
    one = from_macro(source, errors={"naam": "Vul je naam in"})
    two = from_macro(source, errors={"naam": "Vul je naam in", "": "Er is te weinig geld"})
    assert one.h2.text.strip() == "Eén ding klopt nog niet"  # type: ignore[union-attr]
    assert two.h2.text.strip() == "2 dingen kloppen nog niet"  # type: ignore[union-attr]
    assert [a["href"] for a in two.find_all("a")] == ["#naam"]
    summary = two.select_one("[role=alert]")
    assert summary is not None
    assert summary.has_attr("autofocus")
    assert summary["tabindex"] == "-1"
    assert from_macro(source, errors={}).text.strip() == ""


def test_every_reason_for_no_number_has_its_own_sentence() -> None:
    source = '{% from "_why.html" import why_no_number %}{{ why_no_number({"status": status, "reason": ""}) }}'
    told = set()
    for status in ("not_published", "withheld", "missing", "not_applicable", "too_small"):
        page = from_macro(source, status=status)
        told.add(page.select_one(".vv-too-little").text)  # type: ignore[union-attr]
    assert len(told) == 5


def test_the_parts_of_a_pot_add_up_on_the_page() -> None:
    source = '{% from "_money.html" import money %}{{ money(1000, 400, 250, 350, asked=100, asked_count=1) }}'
    amounts = [_cents(dd.text) for dd in from_macro(source).select("dd")]
    assert sum(amounts[:4]) == 1000
    assert amounts[4] == amounts[2] + amounts[3]
    assert "1 idee wacht op een ja of nee" in from_macro(source).text


def test_ideas_that_ask_more_than_there_is_are_told_so() -> None:
    source = '{% from "_money.html" import money %}{{ money(1000, 400, 250, 350, asked=500) }}'
    page = from_macro(source)
    assert "Te weinig" in page.text
    assert "−€\u00a01,50" in page.text


def _cents(text: str) -> int:
    return int(Decimal(text.replace("€\u00a0", "").replace(".", "").replace(",", ".")) * 100)


@pytest.mark.parametrize(
    ("cents", "dutch", "english"),
    [
        (95_600_000, "€\u00a0956.000", "€956,000"),
        (1_250, "€\u00a012,50", "€12.50"),
        (0, "€\u00a00", "€0"),
        (5, "€\u00a00,05", "€0.05"),
        (-123_456, "−€\u00a01.234,56", "−€1,234.56"),
        (143_400_000_000, "€\u00a01.434.000.000", "€1,434,000,000"),
    ],
)
def test_an_amount_is_written_as_people_write_it(cents: int, dutch: str, english: str) -> None:
    assert formats.euro(cents, "nl") == dutch
    assert formats.euro(cents, "en") == english


def test_a_difference_shows_both_signs_and_a_table_leaves_the_euro_out() -> None:
    assert [formats.amount(n, "nl", signed=True) for n in (100, -100, 0)] == ["+1", "−1", "0"]
    assert formats.euro(100, "nl", signed=True) == "+€\u00a01"


@pytest.mark.parametrize(
    ("value", "decimals", "written"),
    [
        (1290, None, "1.290"),
        (12.34, None, "12,3"),
        (12.0, None, "12"),
        (0.25, 1, "0,3"),
        (-0.04, 1, "0,0"),
        (-2.5, 0, "−3"),
    ],
)
def test_a_number_is_written_the_dutch_way(value: float, decimals: int | None, written: str) -> None:
    assert formats.number(value, "nl", decimals) == written


def test_days_moments_and_quarters_are_those_of_the_netherlands() -> None:
    moment = dt.datetime(2026, 11, 19, 23, 30, tzinfo=dt.UTC)
    assert formats.date(moment, "nl") == "20\u00a0november 2026"
    assert formats.datetime(moment, "nl") == "20\u00a0november 2026 om 00:30"
    assert formats.datetime(moment, "en") == "20\u00a0November 2026 at 00:30"
    assert formats.quarter("2020-Q1", "nl") == "1e kwartaal 2020"
    assert formats.quarter("2020-Q3", "en") == "3rd quarter of 2020"
    with pytest.raises(ValueError, match="time zone"):
        formats.datetime(moment.replace(tzinfo=None), "nl")


def test_every_sentence_of_the_interface_has_english() -> None:
    assert len(sentences()) > 50
    assert [message.id for message in missing("en") if message.id] == []


def test_the_catalogue_speaks_english_and_leaves_dutch_alone() -> None:
    assert translations("en").gettext("Uitloggen") == "Sign out"
    assert translations("nl").gettext("Uitloggen") == "Uitloggen"
    assert (
        translations("en")
        .ngettext("Eén ding klopt nog niet", "%(count)s dingen kloppen nog niet", 2)
        .startswith("%(count)s things")
    )


def test_the_address_of_a_file_changes_with_its_content() -> None:
    assert re.fullmatch(r"/static/voorveld\.css\?v=[0-9a-f]{12}", asset("voorveld.css"))
