"""More years of figures than the sample has, made by copying: for what happens over the years."""

import asyncpg

YEAR = """
    INSERT INTO regions (code, year, level, name, municipality, parent, changed)
    SELECT code, {year}, level, name, municipality, parent, 1 FROM regions
    WHERE year = 2020 AND (municipality = '{home}' OR level = 'country');
    INSERT INTO releases (id, source_table, title, year, edition, licence, attribution, url, note, published_on,
                          imported_by, imported_at)
    SELECT 'T-{year}', source_table, title, {year}, 'first', licence, attribution, url, '', '{year}-12-31',
           'test', now() FROM releases WHERE id = '84799NED-2020-first';
    INSERT INTO release_columns
    SELECT made.number, indicator_number, source_column, is_published
    FROM release_columns JOIN releases old ON old.number = release_number AND old.id = '84799NED-2020-first',
         releases made WHERE made.id = 'T-{year}';
    INSERT INTO region_values (indicator_number, region_number, release_number, status, number)
    SELECT indicator_number, now.number, made.number, status, v.number
    FROM region_values v JOIN releases old ON old.number = release_number AND old.id = '84799NED-2020-first'
    JOIN regions was ON was.number = v.region_number JOIN regions now ON now.code = was.code AND now.year = {year},
         releases made WHERE made.id = 'T-{year}';
"""


async def add_years(owner_url: str, home: str, *years: int) -> None:
    """Copy the first release of 2020 to other years: the same names, the same figures, nothing changed."""
    await as_owner(owner_url, *(YEAR.format(year=year, home=home) for year in years))


async def as_owner(owner_url: str, *statements: str) -> None:
    """Change what a service itself cannot; it sees another version of the data afterwards."""
    connection = await asyncpg.connect(owner_url)
    for statement in (*statements, "UPDATE installation SET data_version = data_version + 1"):
        await connection.execute(statement)
    await connection.close()
