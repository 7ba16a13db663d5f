"""How a delivery is to be taken, as its sender asked."""

from dataclasses import dataclass
from typing import Literal

Mode = Literal["skip_bad", "all_or_nothing"]


@dataclass(frozen=True, slots=True)
class Options:
    """`replaces`: what is not in it is withdrawn. `dry_run`: say what would happen, and keep nothing.

    `judged_by`: the version of the agreement in force, so that what an earlier one judged is judged again.
    `form`: the key of the form that somebody filled in by hand: the same values in another form are meant anew.
    """

    mode: Mode = "skip_bad"
    replaces: bool = False
    dry_run: bool = False
    judged_by: int | None = None
    form: str | None = None

    def counts(self, refused: int, *, placeless: bool) -> bool:
        """Whether a delivery with so many refused rows is kept and counts.

        `placeless`: of one of them it is not known which value it stands for, so nor what a replacement leaves out.
        """
        stops = (self.mode == "all_or_nothing" and refused) or (self.replaces and placeless)
        return not (self.dry_run or stops)

    @property
    def unusual(self) -> list[str]:
        """What makes a delivery of the same values another one; a dry run asks about the delivery itself."""
        return [
            *([self.mode] if self.mode != "skip_bad" else []),
            *(["replaces"] if self.replaces else []),
            *([f"version:{self.judged_by}"] if self.judged_by is not None else []),
            *([f"form:{self.form}"] if self.form is not None else []),
        ]
