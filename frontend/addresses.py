"""What stands in an address: a year is four digits, so that anything else is simply not there."""

from starlette.convertors import Convertor, register_url_convertor


class YearConvertor(Convertor[int]):
    regex = "[0-9]{4}"

    def convert(self, value: str) -> int:
        return int(value)

    def to_string(self, value: int) -> str:
        return f"{value:04d}"


def register_year() -> None:
    """Let routes say `{year:year}`; before the first route is made."""
    register_url_convertor("year", YearConvertor())
