"""What stands around every page: who runs it, where one can go, who is signed in, and the land at its foot."""

from collections.abc import Sequence
from dataclasses import dataclass

from frontend.drawing.land import LandStrip


@dataclass(frozen=True, slots=True)
class Link:
    """A place to go; `current` marks the page one is on."""

    label: str
    href: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """The frame of one page. A middleware or a page puts it in `request.state.frame`."""

    municipality: str = ""
    language: str = "nl"
    language_switch: Link | None = None
    nav: Sequence[Link] = ()
    years: Sequence[Link] = ()
    footer: Sequence[Link] = ()
    example: str = ""
    person: str = ""
    sign_in: Link | None = None
    sign_out_action: str = ""
    strips: Sequence[LandStrip] = ()
    here: str = ""
    year: int = 0
    flash: str = ""
    refusal: str = ""
