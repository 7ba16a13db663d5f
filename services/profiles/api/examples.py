"""What an answer looks like, for the description of the API. Tests read them as the models they stand for."""

from typing import Any

# FastAPI leaves out of an example what is null: a page in the middle has all links.
LINKS = {
    "self": "/v1/regions?year=2020&level=district&municipality=GM0518&pageSize=20&page=2",
    "first": "/v1/regions?year=2020&level=district&municipality=GM0518&pageSize=20&page=1",
    "previous": "/v1/regions?year=2020&level=district&municipality=GM0518&pageSize=20&page=1",
    "next": "/v1/regions?year=2020&level=district&municipality=GM0518&pageSize=20&page=3",
    "last": "/v1/regions?year=2020&level=district&municipality=GM0518&pageSize=20&page=3",
}
VALUE_LINKS = {name: address.replace("/regions?", "/values?") for name, address in LINKS.items()}
REGIONS: dict[str, Any] = {
    "year": 2020,
    "regions": [
        {
            "code": "WK051801",
            "name": "Wijk 01 Oostduinen",
            "level": "district",
            "parent": "GM0518",
            "municipality": "GM0518",
            "year": 2020,
            "change": "none",
            "hasOutline": False,
        }
    ],
    "page": {"number": 2, "size": 20, "total": 44, "links": LINKS},
}
VALUES: dict[str, Any] = {
    "asOf": "2021-06-30",
    "places": [
        {"key": "WK001404", "year": 2020, "name": "Oosterparkwijk", "level": "district", "municipality": "GM0014"}
    ],
    "indicators": [{"code": "inhabitants", "name": "Inwoners", "unit": "people"}],
    "values": [
        {
            "place": "WK001404",
            "year": 2020,
            "indicator": "inhabitants",
            "status": "number",
            "number": 12295,
            "coverage": None,
            "reason": None,
            "isEstimate": False,
            "releases": ["84799NED-2020-first"],
        }
    ],
    "releases": [
        {
            "release": "84799NED-2020-first",
            "table": "84799NED",
            "title": "Kerncijfers wijken en buurten 2020",
            "period": 2020,
            "edition": "first",
            "retrievedOn": "2021-04-01",
            "licence": "CC BY 4.0",
            "attribution": "Bron: CBS, Kerncijfers wijken en buurten 2020",
            "url": "https://opendata.cbs.nl/statline/#/CBS/nl/dataset/84799NED/table",
            "publishedOn": "2021-03-26",
        }
    ],
    "absent": [],
    "page": {"number": 2, "size": 20, "total": 44, "links": VALUE_LINKS},
}
VALUES_CSV = (
    "place,name,level,year,indicator,indicatorName,unit,status,number,coverage,isEstimate,asOf,releases,publishedOn,"
    "source,licence,url,reason\r\n"
    "WK001404,Oosterparkwijk,district,2020,inhabitants,Inwoners,people,number,12295,,false,,84799NED-2020-first,"
    '2021-03-26,"Bron: CBS, Kerncijfers wijken en buurten 2020",CC BY 4.0,'
    "https://opendata.cbs.nl/statline/#/CBS/nl/dataset/84799NED/table,\r\n"
)


def answers(example: dict[str, Any], **others: Any) -> dict[int | str, dict[str, Any]]:
    """An example of the answer for a route's `responses`, with those of other media types by name."""
    return {200: {"content": {"application/json": {"example": example}} | others}}
