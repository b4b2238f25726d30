"""What the database itself refuses: one list of append-only tables and frozen rows, for both databases.

Installed after every migrate (a later AddConstraint rebuilds a table on SQLite and silently drops its triggers),
looked at on start, and lifted only in the teardown of tests and while a backup is put into an empty place.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

PREFIX = "los_keep_"
FUNCTION = "los_keep"
ASKING = "los_keep_once"


@dataclass(frozen=True)
class AppendOnly:
    """Rows are added and never changed or removed."""

    table: str


@dataclass(frozen=True)
class FrozenWhen:
    """While `condition` (SQL on `old`) holds, a row keeps all its columns but `may_change`, and stays.

    A change of those is allowed only into a row for which `into` (SQL on `new`) holds. A column that comes later is
    frozen by default.
    """

    table: str
    condition: str
    may_change: tuple[str, ...] = ()
    into: str = "1 = 1"


@dataclass(frozen=True)
class OnlyToBlank:
    """Rows stay; the named columns may be blanked, all at once, and nothing else ever changes."""

    table: str
    columns: tuple[str, ...]


@dataclass(frozen=True)
class KeptOnce:
    """Rows that came with another row (`through`): never changed, but for `may_change`, and removed only while that
    other row stands as `while_` says (SQL on `whole`)."""

    table: str
    parent: str
    through: str
    while_: str
    may_change: tuple[str, ...] = ()


Rule = AppendOnly | FrozenWhen | OnlyToBlank | KeptOnce


def _taken_in(table: str, *may_change: str) -> KeptOnce:
    """Rows of a return: while it is being taken they can go again, all of them; then they stay."""
    return KeptOnce(table, "identities_import", "delivery_id", "whole.state = 'begun'", may_change)


KEPT: tuple[Rule, ...] = (
    AppendOnly("trail_event"),
    OnlyToBlank("trail_payload", columns=("salt", "body")),
    AppendOnly("trail_seal"),
    AppendOnly("trail_checkpoint"),
    AppendOnly("files_blob"),
    FrozenWhen("partnership_grant", "old.state IN ('refused', 'withdrawn')"),
    AppendOnly("partnership_grantsample"),
    AppendOnly("partnership_retentiondecision"),
    AppendOnly("assurance_wording"),
    AppendOnly("assurance_extract"),
    AppendOnly("assurance_statedfigure"),
    # Whoever answers for a body that has closed takes its older versions over too.
    FrozenWhen("assurance_evidence", "old.state = 'superseded'", may_change=("agency_id", "version")),
    AppendOnly("assurance_supports"),
    AppendOnly("assurance_opinion"),
    # A figure reaches further once the evidence that it is was accepted; never back.
    FrozenWhen("assurance_figurerecord", "1 = 1", may_change=("audience",), into="new.audience > old.audience"),
    OnlyToBlank("assurance_importcorrection", columns=("old", "new")),
    FrozenWhen("assurance_reportimport", "old.state IN ('created', 'left', 'cancelled')"),
    AppendOnly("assurance_recommendationmove"),
    AppendOnly("assurance_actionmove"),
    AppendOnly("assurance_recommendationopinion"),
    AppendOnly("assurance_duechange"),
    AppendOnly("assurance_duedecision"),
    AppendOnly("assurance_likenessdecision"),
    AppendOnly("assurance_actionevidence"),
    AppendOnly("assurance_updateevidence"),
    AppendOnly("assurance_reviewday"),
    AppendOnly("assurance_begunanew"),
    FrozenWhen(
        "assurance_ownmeasure",
        "1 = 1",
        may_change=("agreed_at", "agreed_by_ref", "agreed_role"),
        into="old.agreed_at IS NULL",
    ),
    FrozenWhen(
        "assurance_update",
        "old.state IN ('accepted', 'superseded')",
        may_change=("state", "version"),
        into="new.state = 'superseded'",
    ),
    FrozenWhen("assurance_round", "old.state = 'closed'"),
    AppendOnly("assurance_rounditem"),
    AppendOnly("assurance_roundanswer"),
    AppendOnly("assurance_roundextension"),
    AppendOnly("assurance_packmade"),
    FrozenWhen("assurance_packreading", "old.state IN ('taken', 'left')"),
    FrozenWhen("assurance_replylink", "old.revoked_at IS NOT NULL OR old.used_at IS NOT NULL"),
    FrozenWhen("jobs_job", "old.state IN ('done', 'cancelled')"),
    FrozenWhen("mails_mail", "old.state IN ('sent', 'not sent', 'dropped')"),
    AppendOnly("publication_signoff"),
    AppendOnly("publication_objection"),
    AppendOnly("publication_artefact"),
    AppendOnly("publication_search"),
    FrozenWhen("publication_hold", "old.lifted_date IS NOT NULL"),
    AppendOnly("publication_familysight"),
    AppendOnly("publication_partnerapproval"),
    AppendOnly("publication_override"),
    AppendOnly("publication_withdrawal"),
    FrozenWhen("publication_registeredname", "old.taken_at IS NOT NULL"),
    FrozenWhen("identities_import", "old.state = 'taken'"),
    AppendOnly("identities_receipt"),
    AppendOnly("identities_merge"),
    FrozenWhen("identities_post", "old.ended_at IS NOT NULL"),
    _taken_in("identities_carried"),
    _taken_in("identities_renamed"),
    # Under a new key a child has a new pseudonym, and is the same child.
    _taken_in("identities_subject", "key_id", "pseudonym", "shown"),
    _taken_in("identities_worker", "key_id", "pseudonym", "shown"),
    _taken_in("practice_description"),
    _taken_in("practice_fact"),
    FrozenWhen(
        "practice_recordedhere", "1 = 1", may_change=("state", "reason", "version"), into="old.state = 'stands'"
    ),
    AppendOnly("practice_whylate"),
    _taken_in("practice_span"),
    _taken_in("practice_allocation"),
    FrozenWhen("forms_form", "old.state IN ('signed', 'set aside')"),
    AppendOnly("forms_saved"),
    AppendOnly("forms_answer"),
    FrozenWhen("pathways_run", "old.ended IS NOT NULL", may_change=("version",)),
    AppendOnly("pathways_stepdone"),
    AppendOnly("pathways_stepread"),
    FrozenWhen("pathways_call", "old.state <> 'open'"),
    # Nothing of a challenge can be removed, what is closed stays as it is, and so does a third agency that reads it.
    FrozenWhen(
        "registers_challenge",
        "1 = 1",
        may_change=("state", "stage", "stage_due_date", "whole_due_date", "version", "third_agency_id"),
        into="old.state <> 'closed'"
        " AND coalesce(old.third_agency_id, new.third_agency_id, 0) = coalesce(new.third_agency_id, 0)",
    ),
    AppendOnly("registers_challengestep"),
    FrozenWhen(
        "stated_statedreturn",
        "1 = 1",
        may_change=("state", "question", "audience", "version"),
        into="old.state <> 'superseded'",
    ),
    FrozenWhen("learning_session", "1 = 1", may_change=("state", "closed_at", "version"), into="old.state = 'planned'"),
    # Once the register is closed nothing of a booking changes, and its label is gone.
    FrozenWhen(
        "learning_booking",
        "1 = 1",
        may_change=("open_to_id", "label", "state", "has_left_early", "version"),
        into="old.open_to_id IS NOT NULL AND (new.label = '' OR new.label = old.label)",
    ),
    AppendOnly("workforce_coursetaken"),
    FrozenWhen(
        "workforce_surveyround", "1 = 1", may_change=("state", "closed_date", "version"), into="old.state = 'open'"
    ),
    AppendOnly("workforce_surveyteam"),
    AppendOnly("workforce_surveyresult"),
    AppendOnly("learning_headcount"),
    AppendOnly("learning_attendance"),
    AppendOnly("learning_correction"),
    FrozenWhen("learning_said", "1 = 1", may_change=("confirmed",), into="old.confirmed = ''"),
    FrozenWhen(
        "voice_heard",
        "1 = 1",
        may_change=("changed", "told_how", "told_date", "state", "reason", "audience", "version"),
        into="old.state <> 'taken back'",
    ),
    # Of words that were kept only this changes: where they stand, and that they are gone.
    FrozenWhen(
        "voice_quotation",
        "1 = 1",
        may_change=("words", "evidence_ref", "withdrawn_date", "state", "version"),
        into="old.state <> 'withdrawn' AND new.words IN (old.words, '')",
    ),
    FrozenWhen(
        "voice_complaint",
        "1 = 1",
        may_change=("due_date", "extended_why", "answered_date", "outcome", "changed", "told_date", "version"),
        into="old.answered_date IS NULL",
    ),
    FrozenWhen(
        "assurance_holderquestion",
        "1 = 1",
        may_change=(
            *("answer", "answered_date", "answered_role", "version"),
            *("outcome", "closed_date", "closed_role", "closing"),
        ),
        # An answer stays as it was given. A challenge goes on after it until it is resolved; another question is over.
        into="old.outcome <> 'resolved' AND (old.answered_date IS NULL OR (old.basis_sha <> '' AND"
        " new.answer = old.answer AND new.answered_date = old.answered_date"
        " AND new.answered_role = old.answered_role))",
    ),
    FrozenWhen("registers_meeting", "1 = 1", may_change=("present", "state", "version"), into="old.state <> 'closed'"),
    FrozenWhen("registers_entry", "1 = 1", may_change=("meeting_id", "state", "carried", "version")),
    AppendOnly("registers_recording"),
    FrozenWhen("workforce_stafflist", "old.state IN ('taken', 'left')"),
    # Under a new key somebody has a new pseudonym; a later return may know them as a worker.
    FrozenWhen("workforce_staffmember", "1 = 1", may_change=("key_id", "pseudonym", "shown", "worker_id")),
    AppendOnly("workforce_establishedpost"),
    AppendOnly("workforce_spell"),
    AppendOnly("workforce_absence"),
    AppendOnly("workforce_onprogramme"),
    AppendOnly("workforce_milestonereached"),
    AppendOnly("workforce_visitcover"),
    AppendOnly("workforce_alert"),
    AppendOnly("workforce_contingency"),
    FrozenWhen("registers_chased", "1 = 1", may_change=("done_date", "version"), into="old.done_date IS NULL"),
    # What was drawn stands: frame, seed and mark are written once, and a closed round is closed.
    FrozenWhen("audits_audit", "old.state <> 'begun'", may_change=("state", "version"), into="old.state <> 'closed'"),
    AppendOnly("audits_file"),
    AppendOnly("audits_framefile"),
    FrozenWhen("audits_reading", "old.state IN ('signed', 'taken back')"),
    AppendOnly("audits_grade"),
    FrozenWhen(
        "audits_pair",
        "1 = 1",
        may_change=("agreed", "moderated_at", "moderated_by_ref", "version"),
        into="old.agreed = ''",
    ),
    AppendOnly("assurance_auditfindingaction"),
    FrozenWhen("assurance_auditfinding", "old.state = 'closed'"),
    FrozenWhen(
        "publication_edition",
        "old.state IN ('published', 'withdrawn', 'superseded')",
        may_change=("state", "version"),
        into="new.state IN ('published', 'withdrawn', 'superseded')",
    ),
)


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
    if isinstance(rule, FrozenWhen):
        kept = _changed((column for column in columns if column not in rule.may_change), vendor)
        return f"({rule.condition}) AND (({kept}) OR NOT ({rule.into}))"
    kept = _changed((column for column in columns if column not in rule.columns), vendor)
    written = " OR ".join(f"new.\"{column}\" <> ''" for column in rule.columns)
    return f"({kept}) OR ({written})"


def wanted(rule: Rule, *, columns: tuple[str, ...], vendor: str) -> list[Trigger]:
    """The triggers that keep one rule, for a table with these columns, on `sqlite` or `postgresql`."""
    change = _refused_change(rule, columns, vendor)
    removal = rule.condition if isinstance(rule, FrozenWhen) else ""
    asks = ""
    if isinstance(rule, KeptOnce):
        # PostgreSQL knows no question to another table in WHEN: there the function asks it.
        asks = f"'{rule.parent}', '{rule.through}', '{rule.while_.replace(chr(39), chr(39) * 2)}'"
        removal = (
            f"NOT EXISTS (SELECT 1 FROM {rule.parent} whole WHERE whole.id = old.{rule.through} AND {rule.while_})"  # noqa: S608
        )
    row_triggers = [("update", change), ("delete", removal)]
    found = []
    for event, condition in row_triggers:
        name = f"{PREFIX}{rule.table}_{event}"
        is_asked = vendor == "postgresql" and bool(asks) and event == "delete"
        when = f" WHEN ({condition})" if condition and not is_asked else ""
        head = f'CREATE TRIGGER "{name}" BEFORE {event.upper()} ON "{rule.table}" FOR EACH ROW{when}'
        if vendor == "postgresql":
            sql = f"{head} EXECUTE FUNCTION " + (f"{ASKING}({asks})" if is_asked else f"{FUNCTION}()")
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
  IF NOT may_go THEN
    RAISE EXCEPTION '% keeps what was written', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN OLD;
END
"""
_FUNCTIONS = {FUNCTION: _BODY, ASKING: _ASKING_BODY}


def _columns(connection: BaseDatabaseWrapper, table: str) -> tuple[str, ...]:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            # Django takes the table's SQL apart, which gives the same names forty times slower.
            cursor.execute("SELECT name FROM pragma_table_info(%s) ORDER BY cid", [table])
            return tuple(name for (name,) in cursor.fetchall())
        return tuple(column.name for column in connection.introspection.get_table_description(cursor, table))


def _all_wanted(connection: BaseDatabaseWrapper, rules: Iterable[Rule]) -> tuple[list[Trigger], list[str]]:
    """The triggers for the tables that exist, and the tables that do not exist."""
    existing = set(connection.introspection.table_names())
    triggers, missing = [], []
    for rule in rules:
        if rule.table in existing:
            triggers += wanted(rule, columns=_columns(connection, rule.table), vendor=connection.vendor)
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
