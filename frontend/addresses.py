"""What stands in an address: a year is four digits, so that anything else is simply not there; and of which place."""

from starlette.convertors import Convertor, register_url_convertor


class YearConvertor(Convertor[int]):
    regex = "[0-9]{4}"

    def convert(self, value: str) -> int:
        return int(value)

    def to_string(self, value: int) -> str:
        return f"{value:04d}"


def place_href(year: int, area_id: str | None) -> str:
    """The page of an area, or of the whole municipality."""
    return f"/{year}/hele-gemeente" if area_id is None else f"/{year}/gebieden/{area_id}"


def register_year() -> None:
    """Let routes say `{year:year}`; before the first route is made."""
    register_url_convertor("year", YearConvertor())
