"""An amount of euro cents that a sentence can write in Dutch or English."""


class Euros(int):
    """Whole euro cents. `{amount:nl}` writes `€ 1.434.000,50`, `{amount:en}` writes `€1,434,000.50`; no cents if none.

    It stays an int, so that as a fact of a refusal it travels as cents.
    """

    def __format__(self, spec: str) -> str:
        if spec not in ("nl", "en"):
            return super().__format__(spec)
        whole, cents = divmod(abs(int(self)), 100)
        text = f"{whole:,}" + (f".{cents:02d}" if cents else "")
        sign = "−" if self < 0 else ""
        if spec == "en":
            return f"{sign}€{text}"
        return f"{sign}€\N{NO-BREAK SPACE}" + text.translate(str.maketrans(",.", ".,"))
