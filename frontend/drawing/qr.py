"""An address as a QR code: SVG by presentation attributes, black on white, for what is printed with Typst."""

import io

import segno

QUIET = 4
"""So many modules of white around it: the least that ISO/IEC 18004 asks."""
DAMAGE = "m"
"""Fifteen percent of it may be torn or written over."""


def qr_svg(address: str) -> str:
    """The drawing; the address stands in letters beside it, for who has no camera."""
    drawn = io.BytesIO()
    made = segno.make_qr(address, error=DAMAGE)
    made.save(
        drawn, kind="svg", xmldecl=False, omitsize=True, border=QUIET, svgclass=None, lineclass=None, light="#fff"
    )
    return drawn.getvalue().decode()
