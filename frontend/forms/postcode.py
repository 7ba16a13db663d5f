"""A postcode, as people type it."""

import re

from frontend.forms.form import Form
from services.profiles.contract.postcodes import POSTCODE

LOOKS_RIGHT = re.compile(POSTCODE)


class PostcodeForm(Form):
    """One field, with nothing else of who lives there."""

    def postcode(self) -> str:
        """`9713AB` or `9713`; "" with a sentence in `errors`."""
        typed = self.text("postcode", self._("Vul je postcode in"), most=10)
        if typed and not LOOKS_RIGHT.match(typed):
            self.errors["postcode"] = self._("Dit is geen postcode. Bijvoorbeeld: 9713 AB, of alleen 9713")
        return "" if self.errors else "".join(typed.split()).upper()
