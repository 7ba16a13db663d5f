"""Long lists in pages: which page is asked, how many there are, and links to the others (RFC 8288)."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Annotated

from fastapi import Query, Request
from pydantic import Field

from services.kit.contract import Reply

MOST_PAGES = 100_000


@dataclass(frozen=True, slots=True)
class Window:
    """The page that is asked: `number` counts from 1, `size` is how many there are on it."""

    number: int
    size: int

    @property
    def offset(self) -> int:
        return (self.number - 1) * self.size


class PageLinks(Reply):
    """Addresses of pages of the same list, beginning with a slash; None where there is none."""

    itself: str = Field(alias="self")
    first: str
    previous: str | None
    next: str | None
    last: str


class PageView(Reply):
    """Which page of a list this is. `total`: how many there are on all pages together."""

    number: int
    size: int
    total: int
    links: PageLinks


def window(usual: int, most: int) -> Callable[[int, int], Awaitable[Window]]:
    """Dependency that reads `page` and `pageSize`; a larger page than `most` is refused at the field."""

    async def depends(
        page: Annotated[int, Query(ge=1, le=MOST_PAGES, description="which page, counted from 1")] = 1,
        size: Annotated[int, Query(alias="pageSize", ge=1, le=most, description="how many on a page")] = usual,
    ) -> Window:
        return Window(page, size)

    return depends


def page_view(request: Request, asked: Window, total: int) -> PageView:
    """The page that was asked, with links that keep all that was asked besides it."""
    last = max(1, -(-total // asked.size))
    here = asked.number
    return PageView(
        number=here,
        size=asked.size,
        total=total,
        links=PageLinks(
            itself=_address(request, here),
            first=_address(request, 1),
            previous=_address(request, min(here - 1, last)) if here > 1 else None,
            next=_address(request, here + 1) if here < last else None,
            last=_address(request, last),
        ),
    )


def link_header(page: PageView) -> str:
    """The same links as a header, for a form that has no place for them."""
    named = {"first": page.links.first, "prev": page.links.previous, "next": page.links.next, "last": page.links.last}
    return ", ".join(f'<{address}>; rel="{name}"' for name, address in named.items() if address)


def _address(request: Request, number: int) -> str:
    return f"{request.url.path}?{request.url.include_query_params(page=number).query}"
