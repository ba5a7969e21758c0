"""An upgrade that is killed in mid-migration is finished by running it again, and what was stored stays."""

import json
import signal

import pytest

from tests.faults.place import ROOT, Place, Template

SQLITE_TABLES = "select type, name, tbl_name, sql from sqlite_master where name not like 'sqlite_%' order by type, name"
POSTGRES_TABLES = """
select table_name, column_name, data_type, is_nullable from information_schema.columns where table_schema = 'public'
union all select conrelid::regclass::text, conname, pg_get_constraintdef(oid), '' from pg_constraint
    where connamespace = 'public'::regnamespace
union all select tablename, indexname, indexdef, '' from pg_indexes where schemaname = 'public'
order by 1, 2, 3
"""


@pytest.mark.slow
def test_upgrade_killed_in_mid_migration_is_finished_by_the_next_run(empty_place: Place, template: Template) -> None:
    with empty_place.start(str(ROOT / "tests" / "faults" / "killed_upgrade.py"), stdout=-1) as process:
        output, _ = process.communicate()
    assert process.returncode == 0, (empty_place.folder / "log").read_text()[-3000:]
    told = json.loads(output.splitlines()[-1])
    assert [life for life in told["lives"] if life[2] != signal.SIGKILL] == [], output
    assert len(told["lives"]) == 6
    assert told["last"] == 0, output
    assert tables(empty_place) == tables(template.place)
    assert empty_place.query("select number, hash from core_audithead") == [(7, "kept")]


def tables(place: Place) -> list[tuple[object, ...]]:
    return place.query(SQLITE_TABLES if place.url.startswith("sqlite") else POSTGRES_TABLES)
