"""The same text on Sail, for more than one machine: the shapes that it runs so far. Skipped where it is not installed.

Two words of the text are others there: it knows no MATERIALIZED and calls text a string. Chains are not in this list:
Sail 0.7 refuses to plan them (docs/decisions/0099).
"""

from datetime import date
from itertools import chain

import pytest

from lineofsight.sight.calendar_tables import calendar_tables
from lineofsight.sight.compile import compile_standards
from lineofsight.sight.engines.reading import judge
from lineofsight.sight.engines.tables import COLUMNS, calendar_rows, fact_rows
from lineofsight.sight.plain.engine import due_for_all
from lineofsight.sight.rows import digest
from tests.sight.children import EDGES, drawn
from tests.sight.invented import ALONE, CALENDARS, STANDARDS

sail = pytest.importorskip("pysail.spark", reason="pysail is not installed: pip install pysail pyspark-client==4.1.1")
pyspark = pytest.importorskip("pyspark.sql", reason="pyspark-client is not installed")

RUNS = ("checked-before", "grid", "meeting-after", "month", "talked-before")
CHILDREN = (*EDGES, *drawn(40))
DAY = date(2024, 6, 30)


def typed(name: str) -> str:
    columns = COLUMNS[name].split(", PRIMARY KEY")[0].split(", ")
    types = {"TEXT": "STRING", "INTEGER": "INT"}
    return ", ".join(f"{one.split()[0]} {types[one.split()[1]]}" for one in columns)


@pytest.fixture(scope="module")
def execute():
    server = sail.SparkConnectServer("127.0.0.1", 0)
    server.start(background=True)
    _, port = server.listening_address
    session = pyspark.SparkSession.builder.remote(f"sc://127.0.0.1:{port}").getOrCreate()
    for name, rows in chain(calendar_rows(calendar_tables(CALENDARS)), fact_rows(CHILDREN).items()):
        session.createDataFrame(list(rows), typed(name)).createOrReplaceTempView(name)

    def run(sql, params):
        for one in params:
            sql = sql.replace("%s", str(one), 1)
        sql = sql.replace("%%", "%").replace("AS MATERIALIZED (", "AS (").replace(" AS TEXT)", " AS STRING)")
        return [tuple(row) for row in session.sql(sql).collect()]

    yield run
    session.stop()
    server.stop()


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("id", RUNS)
def test_sail_says_the_same_as_the_slow_engine(id, execute):
    standards = [one for one in STANDARDS if one.id == id]
    plainly = [
        one for child in CHILDREN for one in due_for_all(child, standards, as_at=DAY, calendars=CALENDARS, alone=ALONE)
    ]

    found = judge(compile_standards(standards, alone=ALONE), as_at=DAY, execute=execute)

    assert plainly
    assert digest(found) == digest(plainly)
