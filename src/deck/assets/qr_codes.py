"""QR codes as pictures: the door of segno."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Mapping

from deck.model.article import Image
from deck.model.slides import QrCode, QrCodes

# a module in pixels: sharp on a slide of 3840 pixels, and of one bit each
SCALE = 12
# what ISO/IEC 18004 asks to be left free around a code, in modules
QUIET = 4
# a code of which 15 % cannot be seen is read all the same
CORRECTION = "m"


def with_qr_codes_drawn(codes: QrCodes | None) -> tuple[QrCodes | None, Mapping[str, bytes]]:
    """Return QR codes with their pictures, and the bytes of those by digest: dark on light, with the free margin that readers need."""
    if codes is None:
        return None, {}
    drawn = [_drawn(code) for code in codes.codes]
    return codes._replace(codes=tuple(code for code, _ in drawn)), {code.image.digest: content for code, content in drawn if code.image}


def _drawn(code: QrCode) -> tuple[QrCode, bytes]:
    import segno  # few talks end on codes

    made = segno.make(code.address, error=CORRECTION, boost_error=False, micro=False, encoding="utf-8")
    written = io.BytesIO()
    made.save(written, kind="png", scale=SCALE, border=QUIET)
    content = written.getvalue()
    width, height = made.symbol_size(SCALE, QUIET)
    image = Image(hashlib.sha256(content).hexdigest(), "png", round(width), round(height))
    return code._replace(image=image, quiet=QUIET * SCALE / width), content
