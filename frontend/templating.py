"""Pages from templates: one template for a page and for the part of it that htmx asks for (its block `part`)."""

from functools import cache, partial
from pathlib import Path
from typing import Any
from uuid import uuid4

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse

from frontend import formats
from frontend.addresses import place_href
from frontend.assets import asset
from frontend.drawing import bar, land, map, plots
from frontend.figure_view import column_of
from frontend.frame import Frame
from frontend.translations import LANGUAGES, SOURCE, translations

TEMPLATES = Path(__file__).parent / "templates"
FILTERS = (
    "euro",
    "amount",
    "number",
    "exact",
    "percent",
    "date",
    "datetime",
    "quarter",
    "dutch",
    "source",
    "site",
    "clock",
)
VARY = "HX-Request, HX-Request-Type"
# What is no part (a refusal, say) takes the place of the whole page.
AS_A_PAGE = {"HX-Retarget": "body", "HX-Reswap": "outerHTML show:top"}
CSRF_FIELD = "csrf"
IDEMPOTENCY_FIELD = "idempotencyKey"


def render(request: Request, template: str, status: int = 200, **context: Any) -> HTMLResponse:
    """The page `template`; only its block `part` when it has one and htmx asks for a part."""
    language = language_of(request)
    page = environment(language).get_template(template)
    has_part, asks = "part" in page.blocks, wants_part(request)
    layout = "_part.html" if has_part and asks else "base.html"
    frame = getattr(request.state, "frame", None) or Frame(language=language)
    text = page.render({"frame": frame, **context, "request": request, "layout": layout})
    headers = {"Content-Language": language, "Vary": VARY} if has_part else {"Content-Language": language}
    return HTMLResponse(text, status_code=status, headers=headers | AS_A_PAGE if asks and not has_part else headers)


def draw(language: str, template: str, **context: Any) -> Markup:
    """A piece of a page on its own, for who keeps it a moment: it may hold nothing of a person or a request."""
    return Markup(environment(language).get_template(template).render(context))


def wants_part(request: Request) -> bool:
    """Whether htmx will put the answer into a page that is already there (and not replace or restore that page)."""
    headers = request.headers
    return (
        headers.get("HX-Request") == "true"
        and headers.get("HX-Request-Type") != "full"
        and headers.get("HX-Boosted") != "true"
        and headers.get("HX-History-Restore-Request") != "true"
    )


def language_of(request: Request) -> str:
    """The language a middleware chose for this request (`request.state.language`), else Dutch."""
    language = getattr(request.state, "language", SOURCE)
    return language if language in LANGUAGES else SOURCE


@cache
def environment(language: str) -> Environment:
    """The templates in one language: everything escaped, and a name that is not there is an error."""
    env = Environment(
        loader=FileSystemLoader(TEMPLATES),
        extensions=["jinja2.ext.i18n"],
        autoescape=True,
        auto_reload=False,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.policies["ext.i18n.trimmed"] = True
    known = translations(language)
    # jinja2.ext.i18n adds this method; its type is not in the stubs.
    env.install_gettext_translations(known, newstyle=True)  # type: ignore[attr-defined]
    for name in FILTERS:
        env.filters[name] = partial(getattr(formats, name), language=language)
    env.globals.update(
        asset=asset,
        column_of=column_of,
        language=language,
        csrf_field=csrf_field,
        idempotency_field=idempotency_field,
        place_href=place_href,
        area_map=map.area_map,
        money_bar=bar.money_bar,
        money_part=bar.Part,
        swatch=bar.swatch,
        land=land.land,
        plots=plots,
    )
    return env


@pass_context
def csrf_field(context: Context) -> Markup:
    """The hidden field that proves a form came from our page; the token is `request.state.csrf_token`."""
    return _hidden(CSRF_FIELD, context["request"].state.csrf_token)


def idempotency_field(key: str | None = None) -> Markup:
    """The hidden field that makes sending twice the same as sending once; give the key of a form that comes back."""
    return _hidden(IDEMPOTENCY_FIELD, key or str(uuid4()))


def _hidden(name: str, value: str) -> Markup:
    return Markup('<input type="hidden" name="{}" value="{}">').format(name, value)
