"""What the database itself refuses: one list of append-only tables and frozen rows, for both databases.

Installed after every migrate (a later AddConstraint rebuilds a table on SQLite and silently drops its triggers),
looked at on start, and lifted only in the teardown of tests and while a backup is put into an empty place.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from lineofsight.trail.keeping import AppendOnly, Frozen, GoesWithItsWhole, KeptOnce, Rule
from lineofsight.trail.kept import KEPT, TOMBSTONES

PREFIX = "los_keep_"
FUNCTION = "los_keep"
ASKING = "los_keep_once"
UNTIL_GONE = "los_keep_until_gone"


@dataclass(frozen=True)
class Trigger:
    """One trigger: its name, its table and the statement that makes it."""

    name: str
    table: str
    sql: str


def _changed(columns: Iterable[str], vendor: str) -> str:
    differs = "IS DISTINCT FROM" if vendor == "postgresql" else "IS NOT"
    return " OR ".join(f'old."{column}" {differs} new."{column}"' for column in columns) or "1 = 0"


def _refused_change(rule: Rule, columns: tuple[str, ...], vendor: str) -> str:
    """The condition under which an UPDATE of this rule's table is refused; empty: always."""
    if isinstance(rule, AppendOnly):
        return ""
    if isinstance(rule, KeptOnce):
        return _changed((column for column in columns if column not in rule.may_change), vendor)
    if isinstance(rule, Frozen):
        kept = _changed((column for column in columns if column not in rule.may_change), vendor)
        return f"({rule.when}) AND (({kept}) OR NOT ({rule.into}))"
    if isinstance(rule, GoesWithItsWhole):
        return ""
    kept = _changed((column for column in columns if column not in rule.columns), vendor)
    written = " OR ".join(f"new.\"{column}\" <> ''" for column in rule.columns)
    return f"({kept}) OR ({written})"


def _refused_removal(rule: Rule, vendor: str) -> tuple[str, str]:
    """The condition under which a DELETE is refused (empty: always), and PostgreSQL's function that refuses it.

    PostgreSQL knows no question to another table in WHEN: there the function asks it.
    """
    is_asked = vendor == "postgresql"
    if isinstance(rule, KeptOnce):
        if is_asked:
            told = (rule.parent, rule.through, rule.while_, *([_of_row(rule.of_whole)] if rule.of_whole else []))
            return "", f"{ASKING}({', '.join(_text(one) for one in told)})"
        asks = f"SELECT 1 FROM {rule.parent} whole WHERE whole.id = old.{rule.through} AND {rule.while_}"  # noqa: S608
        return f"NOT EXISTS ({asks})" + (f" AND {_not_gone(rule.of_whole)}" if rule.of_whole else ""), ""
    condition = rule.when if isinstance(rule, Frozen) else ""
    of_whole = rule.of_whole
    if not of_whole:
        return condition, f"{FUNCTION}()"
    if is_asked:
        return condition, f"{UNTIL_GONE}({_text(_of_row(of_whole))})"
    is_kept = _not_gone(of_whole)
    return f"({condition}) AND {is_kept}" if condition else is_kept, ""


def _not_gone(of_whole: str) -> str:
    return f"NOT EXISTS (SELECT 1 FROM {TOMBSTONES} t WHERE t.subject_ref IN ({of_whole}))"  # noqa: S608


def _of_row(of_whole: str) -> str:
    """As PostgreSQL's function asks it: the row is its first argument."""
    return of_whole.replace("old.", "($1).")


def _text(sql: str) -> str:
    return "'" + sql.replace("'", "''") + "'"


def wanted(rule: Rule, *, columns: tuple[str, ...], vendor: str) -> list[Trigger]:
    """The triggers that keep one rule, for a table with these columns, on `sqlite` or `postgresql`."""
    change = _refused_change(rule, columns, vendor)
    removal, asked = _refused_removal(rule, vendor)
    row_triggers = [("update", change, f"{FUNCTION}()"), ("delete", removal, asked)]
    if isinstance(rule, GoesWithItsWhole):
        row_triggers = row_triggers[1:]
    found = []
    for event, condition, function in row_triggers:
        name = f"{PREFIX}{rule.table}_{event}"
        when = f" WHEN ({condition})" if condition else ""
        head = f'CREATE TRIGGER "{name}" BEFORE {event.upper()} ON "{rule.table}" FOR EACH ROW{when}'
        if vendor == "postgresql":
            sql = f"{head} EXECUTE FUNCTION {function}"
        else:
            sql = f"{head} BEGIN SELECT RAISE(ABORT, '{rule.table} keeps what was written'); END"
        found.append(Trigger(name, rule.table, sql))
    if vendor == "postgresql":
        name = f"{PREFIX}{rule.table}_truncate"
        sql = f'CREATE TRIGGER "{name}" BEFORE TRUNCATE ON "{rule.table}" EXECUTE FUNCTION {FUNCTION}()'
        found.append(Trigger(name, rule.table, sql))
    return found


_BODY = """
BEGIN
  RAISE EXCEPTION '% keeps what was written', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END
"""

# What is not seen in the other table is kept too: whoever sees no return removes none of its rows.
_ASKING_BODY = """
DECLARE may_go boolean;
BEGIN
  EXECUTE format('SELECT EXISTS (SELECT 1 FROM %I whole WHERE whole.id = ($1).%I AND %s)', TG_ARGV[0], TG_ARGV[1],
    TG_ARGV[2]) INTO may_go USING OLD;
  IF NOT may_go AND TG_NARGS > 3 THEN
    EXECUTE 'SELECT EXISTS (SELECT 1 FROM partnership_tombstone t WHERE t.subject_ref IN (' || TG_ARGV[3] || '))'
      INTO may_go USING OLD;
  END IF;
  IF NOT may_go THEN
    RAISE EXCEPTION '% keeps what was written', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN OLD;
END
"""
# Whoever does not see the whole removes nothing of it.
_UNTIL_GONE_BODY = """
DECLARE is_gone boolean;
BEGIN
  EXECUTE 'SELECT EXISTS (SELECT 1 FROM partnership_tombstone t WHERE t.subject_ref IN (' || TG_ARGV[0] || '))'
    INTO is_gone USING OLD;
  IF NOT is_gone THEN
    RAISE EXCEPTION '% keeps what was written', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN OLD;
END
"""
_FUNCTIONS = {FUNCTION: _BODY, ASKING: _ASKING_BODY, UNTIL_GONE: _UNTIL_GONE_BODY}


def _columns(connection: BaseDatabaseWrapper, table: str) -> tuple[str, ...]:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            # Django takes the table's SQL apart, which gives the same names forty times slower.
            cursor.execute("SELECT name FROM pragma_table_info(%s) ORDER BY cid", [table])
            return tuple(name for (name,) in cursor.fetchall())
        return tuple(column.name for column in connection.introspection.get_table_description(cursor, table))


def _all_wanted(connection: BaseDatabaseWrapper, rules: Iterable[Rule]) -> tuple[list[Trigger], list[str]]:
    """The triggers for the tables that exist, and the tables that do not exist, or not yet with all columns that
    their rule names: a backup of an earlier version is put back into its own tables, brought up to date after."""
    existing = set(connection.introspection.table_names())
    triggers, missing = [], []
    for rule in rules:
        columns = _columns(connection, rule.table) if rule.table in existing else ()
        if columns and {*getattr(rule, "may_change", ()), *getattr(rule, "columns", ())} <= {*columns}:
            triggers += wanted(rule, columns=columns, vendor=connection.vendor)
        else:
            missing.append(rule.table)
    return triggers, missing


def _installed(connection: BaseDatabaseWrapper) -> dict[str, tuple[str, str]]:
    """Name → (table, definition) of our triggers; on PostgreSQL the definition is '' when the trigger is switched off.

    PostgreSQL rewrites what it was given, so there the definition is kept as the trigger's comment.
    """
    if connection.vendor == "postgresql":
        query = (
            "SELECT t.tgname, c.relname, CASE WHEN t.tgenabled IN ('O', 'A')"
            " THEN coalesce(obj_description(t.oid, 'pg_trigger'), '') ELSE '' END"
            " FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
            " WHERE NOT t.tgisinternal AND starts_with(t.tgname, %s) AND pg_table_is_visible(c.oid)"
        )
        values = [PREFIX]
    else:
        query = "SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger' AND name GLOB %s"
        values = [f"{PREFIX}*"]
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return {name: (table, definition) for name, table, definition in cursor.fetchall()}


def _short(name: str) -> str:
    # PostgreSQL cuts names at 63 bytes.
    return name[:63]


def _drop(connection: BaseDatabaseWrapper) -> None:
    on_table = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        for name, (table, _) in _installed(connection).items():
            cursor.execute(f'DROP TRIGGER "{name}"' + (f' ON "{table}"' if on_table else ""))


def install(*, using: str = "default", rules: Iterable[Rule] = KEPT) -> None:
    """Put every trigger in place, anew. Tables that do not exist yet are passed over. Safe to run again."""
    connection = connections[using]
    with transaction.atomic(using=using):
        _drop(connection)
        triggers, _ = _all_wanted(connection, rules)
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                for name, body in _FUNCTIONS.items():
                    cursor.execute(
                        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $los${body}$los$"
                    )
            for trigger in triggers:
                cursor.execute(trigger.sql)
                if connection.vendor == "postgresql":
                    comment = trigger.sql.replace("'", "''")
                    cursor.execute(f'COMMENT ON TRIGGER "{trigger.name}" ON "{trigger.table}" IS \'{comment}\'')


def lift(*, using: str = "default") -> None:
    """Take every trigger away. For the teardown of tests and for a restore; nothing else calls it."""
    with transaction.atomic(using=using):
        _drop(connections[using])


@contextmanager
def lifted(*, using: str = "default") -> Iterator[None]:
    """Run the block without the triggers, and put them back whatever happens in it."""
    lift(using=using)
    try:
        yield
    finally:
        install(using=using)


def faults(*, using: str = "default", rules: Iterable[Rule] = KEPT) -> list[str]:
    """What is not in place, one sentence each; empty when all is well. Called before anything is served."""
    connection = connections[using]
    triggers, missing = _all_wanted(connection, rules)
    installed = _installed(connection)
    found = [f"The table {table} does not exist." for table in missing]
    for trigger in triggers:
        _, definition = installed.get(_short(trigger.name), ("", ""))
        if definition != trigger.sql:
            found.append(f"The trigger {trigger.name} is missing, switched off or not the one we install.")
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA recursive_triggers")
            # Without it INSERT OR REPLACE removes a row past the delete trigger.
            if cursor.fetchone() != (1,):
                found.append("SQLite runs without recursive_triggers, so INSERT OR REPLACE could remove a kept row.")
        elif triggers:
            for name, body in _FUNCTIONS.items():
                cursor.execute("SELECT prosrc FROM pg_proc WHERE proname = %s", [name])
                if [row[0].strip() for row in cursor.fetchall()] != [body.strip()]:
                    found.append(f"The function {name}, which refuses changes, is missing or not ours.")
    return found
