"""The first line of a CSV: which sign stands between its cells, and what its columns are called."""

from collections.abc import Sequence


class Head:
    """`names` as they stand there, without quotes; `separator` is a semicolon, a comma or a tab."""

    def __init__(self, line: str) -> None:
        line = line.removeprefix("\ufeff").rstrip("\r\n")
        self.separator = max(";,\t", key=line.count)
        self.names = [name.strip().strip('"') for name in line.split(self.separator)]

    def is_overfull(self, cells: Sequence[str]) -> bool:
        """Whether a row has more cells than there are columns: nobody can tell then which is which.

        So `7,5` between commas is two cells. Empty ones at the end, as a spreadsheet leaves them, do no harm.
        """
        return len(cells) > len(self.names) and any(cell.strip() for cell in cells[len(self.names) :])
