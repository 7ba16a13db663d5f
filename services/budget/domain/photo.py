"""Makes a safe photo of what somebody sent: looked at by content, upright, small, and without metadata."""

import hashlib
import io
from dataclasses import dataclass, field

from PIL import Image, ImageOps

from services.budget.contract.refusals import NotAPhoto, PhotoTooLarge

MEGABYTE = 1024 * 1024
MOST_BYTES = 8 * MEGABYTE
MOST_PIXELS = 40_000_000
LONGEST_SIDE = 1600
QUALITY = 82
PRINTED = 640
"""Pixels of the longest side on paper."""
_BOMBS = (Image.DecompressionBombError, Image.DecompressionBombWarning)


@dataclass(frozen=True)
class CleanPhoto:
    """A WebP of our own making; `photo_id` is the SHA-256 of its bytes."""

    photo_id: str
    width: int
    height: int
    webp: bytes = field(repr=False)


def clean_photo(sent: bytes) -> CleanPhoto:
    """Encode anew, so that nothing of the sent file survives but its picture. Raises NotAPhoto, PhotoTooLarge."""
    if len(sent) > MOST_BYTES:
        raise PhotoTooLarge(megabytes=MOST_BYTES // MEGABYTE)
    try:
        with Image.open(io.BytesIO(sent), formats=["JPEG", "PNG", "WEBP"]) as image:
            return _clean(image)
    except _BOMBS as error:
        raise PhotoTooLarge(megapixels=MOST_PIXELS // 1_000_000) from error
    except (OSError, ValueError, SyntaxError, EOFError) as error:
        raise NotAPhoto from error


def _clean(image: Image.Image) -> CleanPhoto:
    """The size is known before a pixel is decoded, so that a small file cannot fill the memory."""
    if image.width * image.height > MOST_PIXELS:
        raise PhotoTooLarge(megapixels=MOST_PIXELS // 1_000_000)
    image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
    has_alpha = "A" in image.getbands() or "transparency" in image.info
    upright = ImageOps.exif_transpose(image).convert("RGBA" if has_alpha else "RGB")
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    bare = Image.new(upright.mode, upright.size)
    bare.paste(upright)
    kept = io.BytesIO()
    bare.save(kept, "WEBP", quality=QUALITY, exif=b"", icc_profile=b"", xmp=b"")
    webp = kept.getvalue()
    return CleanPhoto(hashlib.sha256(webp).hexdigest(), bare.width, bare.height, webp)


def small_jpeg(webp: bytes) -> bytes:
    """A photo of our own making, small enough to print many of: what a PDF takes."""
    with Image.open(io.BytesIO(webp), formats=["WEBP"]) as image:
        small = image.convert("RGBA")
        small.thumbnail((PRINTED, PRINTED))
        paper = Image.new("RGB", small.size, "white")
        paper.paste(small, mask=small.getchannel("A"))
    kept = io.BytesIO()
    paper.save(kept, "JPEG", quality=75)
    return kept.getvalue()
