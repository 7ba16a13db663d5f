"""What may be asked in the address of a write: the options its route knows, and no other."""

from collections.abc import Iterator

from fastapi import Request
from fastapi.dependencies.models import Dependant

from services.kit.errors import Invalid

READING = ("GET", "HEAD", "OPTIONS")
LONGEST = 60


async def only_known_options(request: Request) -> None:
    """Dependency of every route. Raises Invalid, naming what is not known and what there is.

    An option that is overlooked changes what a write does: with `?dryrun=true` a trial would count. Reading is let
    be: what follows a link on its own (`utm_source`) does no harm there.
    """
    if request.method not in READING:
        refuse_unknown(request)


def refuse_unknown(request: Request) -> None:
    """For a read too, where what is overlooked changes the answer (`?asof=` would tell of now). Raises Invalid."""
    if not request.query_params:
        return
    known = sorted(set(_options(request.scope["route"].dependant)))
    unknown = [name for name in request.query_params if name not in known]
    if unknown:
        listed = ", ".join(known)
        slug = "field.unknown-option" if known else "field.no-options"
        raise Invalid(errors=[{"field": name[:LONGEST], "slug": slug, "known": listed} for name in unknown])


def _options(dependant: Dependant) -> Iterator[str]:
    yield from (field.alias for field in dependant.query_params)
    for needed in dependant.dependencies:
        yield from _options(needed)
