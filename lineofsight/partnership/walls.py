"""Row security in PostgreSQL: the second wall behind `visible_to`, built from the models so that none is forgotten."""

from collections.abc import Iterator

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from lineofsight.partnership.reach import OnePerson
from lineofsight.partnership.rows import AgencyRow, ChildRow, StaffRow, UnseenRow, WalledRow, child_of, has_ref
from lineofsight.partnership.rules import AgencyKind, Audience, Role
from lineofsight.trail.kept import TOMBSTONES, may_go

# NULLIF: a setting that was set once in a connection reads '' and not NULL afterwards.
_AGENCY = "NULLIF(current_setting('los.agency', true), '')::bigint"
_CODE = "NULLIF(current_setting('los.agency_code', true), '')"
_OWN_FROM = "NULLIF(current_setting('los.own_from', true), '')::int"
_OTHER_FROM = "NULLIF(current_setting('los.other_from', true), '')::int"
_CHILDREN = "NULLIF(current_setting('los.children', true), '')::int"
_STAFF = "NULLIF(current_setting('los.staff', true), '')::int"
_PERSON = "NULLIF(current_setting('los.person', true), '')::bigint"
_WRITES_ANY = "current_setting('los.writes', true) = 'any'"
_MOVES = "current_setting('los.writes', true) = 'moves'"
_IN_SCOPE = f"{_OTHER_FROM} IS NOT NULL"
_BACKGROUND = f"{_CHILDREN} = {int(OnePerson.ALL)}"

# Tables from which the application itself removes rows: sessions, spent codes, limits, drafts that were saved.
# Rows of a return that was not taken go too; triggers keep those of one that was.
_STAGED = (
    "identities_import",
    "identities_subject",
    "identities_worker",
    "identities_renamed",
    "identities_carried",
    "identities_namedchildren",
    "identities_near",
    "practice_description",
    "practice_fact",
    "practice_span",
    "practice_allocation",
)
# What waits is worked out anew from the steps.
_WORKED_OUT = ("pathways_waiting",)
# Tallies of a survey are added up when it closes.
_ADDED_UP = ("workforce_surveytally",)
_REMOVABLE = (
    "django_session",
    "shared_cache",
    "mfa_authenticator",
    "account_emailaddress",
    "socialaccount_socialaccount",
    "assurance_draft",
    "partnership_accessquestion",
    *_STAGED,
    *_WORKED_OUT,
    *_ADDED_UP,
)


def sees_sql(model: type[models.Model], *, to_write: bool = False) -> str:
    """The condition under which a row of `model` is seen, as `reach.sees` says it; or, of a child, written."""
    table = model._meta.db_table
    through = getattr(model, "SEEN_THROUGH", "")
    if through:
        field = model._meta.get_field(through)
        seen = field.related_model
        # Row security of the other table applies inside: what is hidden there hides this row too.
        kept = getattr(model, "OWN_UNLESS", "")
        # Background work counts what an agency keeps to itself; nobody who asks for the figure sees a row of it.
        own = f" AND ({table}.{kept} OR {table}.agency_id = {_AGENCY} OR {_BACKGROUND})" if kept else ""
        return f"EXISTS (SELECT 1 FROM {seen._meta.db_table} seen WHERE seen.id = {table}.{field.column}){own}"  # noqa: S608
    if issubclass(model, UnseenRow):
        return f"{_STAFF} = {int(OnePerson.ALL)}"
    if issubclass(model, ChildRow):
        sees = _STAFF if issubclass(model, StaffRow) else _CHILDREN
        in_own = f" AND {table}.agency_id = {_AGENCY}"
        theirs = " OR ".join(
            [f"{table}.agency_id = {_AGENCY}", *(f"{table}.{column} = {_AGENCY}" for column in model.SHARED)]
        )
        of_the_agency = f"{sees} = {int(OnePerson.OF_THE_AGENCY)} AND ({theirs})"
        near = "".join(
            f" OR ({sees} = {int(OnePerson.NEAR)} AND {way.sql(table, _PERSON)}{in_own})"
            for way in (model.WRITTEN_NEAR if to_write else model.NEAR)
        )
        return f"{sees} = {int(OnePerson.ALL)} OR ({of_the_agency}){near}{_also(model)}"
    return f"audience >= {_OTHER_FROM} OR (agency_id = {_AGENCY} AND audience >= {_OWN_FROM})"


def _also(model: type[ChildRow]) -> str:
    """The further ways to a row: through another that it names, or from others that name it."""
    table, also = model._meta.db_table, ""
    if model.ALSO_THROUGH:
        field = model._meta.get_field(model.ALSO_THROUGH)
        seen = field.related_model._meta.db_table  # type: ignore[union-attr]
        column = getattr(field, "column", "")
        also += f" OR EXISTS (SELECT 1 FROM {seen} seen WHERE seen.id = {table}.{column})"  # noqa: S608
    if model.ALSO_FROM:
        other = apps.get_model(model.ALSO_FROM[0])._meta
        column = other.get_field(model.ALSO_FROM[1]).column
        also += f" OR EXISTS (SELECT 1 FROM {other.db_table} seen WHERE seen.{column} = {table}.id)"  # noqa: S608
    return also


def walled_models() -> Iterator[type[models.Model]]:
    """Every model whose rows belong to an agency."""
    for model in apps.get_models():
        if issubclass(model, WalledRow):
            if not issubclass(model, AgencyRow | ChildRow) and not getattr(model, "SEEN_THROUGH", ""):
                raise TypeError(f"{model.__name__} neither reaches an audience nor is seen through another row")
            yield model


# What somebody said that they should not see, until it is answered: the questions themselves say it, and no page.
_STOPPED = (
    f"SELECT q.subject_ref FROM partnership_accessquestion q WHERE q.person_id = {_PERSON}"  # noqa: S608
    " AND q.stops AND q.answered_at IS NULL"
)


def not_stopped_sql(model: type[models.Model]) -> str:
    """The condition that a row is none which the reader said they should not see, nor tells of such a child.

    Empty for a model without a reference and without a child. As `VisibleRows.visible_to` says it.
    """
    table, conditions = model._meta.db_table, []
    if has_ref(model):
        conditions.append(f"{table}.ref <> ALL (ARRAY({_STOPPED}))")
    child = child_of(model)
    if child is not None:
        seen = child.related_model._meta.db_table
        not_ours = f"{table}.{child.column} IS NULL OR {table}.agency_id IS DISTINCT FROM {_AGENCY}"
        sees = f"EXISTS (SELECT 1 FROM {seen} seen WHERE seen.id = {table}.{child.column})"  # noqa: S608
        conditions.append(f"(NOT EXISTS ({_STOPPED}) OR {not_ours} OR {sees})")
    return " AND ".join(conditions)


def policies() -> Iterator[tuple[str, str, str]]:
    """(table, who reads, who writes) for every table behind the wall."""
    for model, reads, writes in _of_models():
        stopped = not_stopped_sql(model)
        yield model._meta.db_table, f"({reads}) AND {stopped}" if stopped else reads, writes
    yield from _of_tables()


def _of_models() -> Iterator[tuple[type[models.Model], str, str]]:
    may_write = f"{_WRITES_ANY} OR agency_id = {_AGENCY}"
    for model in walled_models():
        if issubclass(model, ChildRow):
            # Whoever writes for any agency sees no child, and writes of none; who is near one reads, and records here.
            yield model, sees_sql(model), _writes_of_a_child(model)
            continue
        if getattr(model, "WRITTEN_WHERE_SEEN", False):
            yield model, sees_sql(model), sees_sql(model)
            continue
        moved = getattr(model, "MOVED_BY_OTHERS", False)
        yield model, sees_sql(model), f"{may_write} OR {_MOVES}" if moved else may_write


def _of_tables() -> Iterator[tuple[str, str, str]]:
    # The trail is added to by everybody in scope, and read by agency; its details never by another agency.
    own_event = f"{_WRITES_ANY} OR agency_code = {_CODE}"
    yield "trail_event", _IN_SCOPE, _IN_SCOPE
    yield (
        "trail_payload",
        f"EXISTS (SELECT 1 FROM trail_event e WHERE e.id = trail_payload.event_id AND ({own_event}))",  # noqa: S608
        _IN_SCOPE,
    )
    # A grant is its agency's and whoever asked for it; the unit's jobs count them for the data-protection officer.
    its_own = f"agency_id = {_AGENCY} OR person_id = {_PERSON} OR {_WRITES_ANY}"
    yield "partnership_grant", its_own, its_own
    of_a_grant = "EXISTS (SELECT 1 FROM partnership_grant g WHERE g.id = partnership_grantsample.grant_id)"
    yield "partnership_grantsample", of_a_grant, of_a_grant
    # What was asked about who sees what is whoever asked's, and the data-protection officer's.
    officer = (
        f"EXISTS (SELECT 1 FROM partnership_membership m WHERE m.person_id = {_PERSON}"  # noqa: S608
        f" AND m.role = '{Role.DATA_PROTECTION.value}' AND (m.until_date IS NULL OR m.until_date > CURRENT_DATE))"
    )
    # Whom the officer asks why they looked reads and answers that, too.
    asked = f"person_id = {_PERSON} OR to_id = {_PERSON} OR {officer} OR {_BACKGROUND}"
    yield "partnership_accessquestion", asked, asked
    # What was decided about what is kept is the officer's.
    yield "partnership_retentiondecision", f"{officer} OR {_BACKGROUND}", f"{officer} OR {_BACKGROUND}"
    # What the officer asks is read and answered by the agency whose it is; of the unit, by whoever its rows reach.
    of_the_unit = (
        f"{_OTHER_FROM} <= {int(Audience.HUB)} AND EXISTS (SELECT 1 FROM partnership_agency a"  # noqa: S608
        f" WHERE a.id = partnership_deletionasked.agency_id AND a.kind = '{AgencyKind.HUB.value}')"
    )
    asked_of = f"{officer} OR {_BACKGROUND} OR agency_id = {_AGENCY} OR ({of_the_unit})"
    yield "partnership_deletionasked", asked_of, asked_of
    # That something is gone may be read by whoever reached it; background work alone lays it to rest.
    yield TOMBSTONES, _IN_SCOPE, _BACKGROUND
    # A job and a mail belong to a person: they see their own, and who writes for any agency sees them all.
    for table in ("jobs_job", "mails_mail"):
        own = f"{_WRITES_ANY} OR person_id = {_PERSON}"
        yield table, own, own
    # A draft is its writer's alone, whatever else they or others may write; the jobs take old ones away.
    own_draft = f"person_id = {_PERSON} OR ({_WRITES_ANY} AND {_PERSON} IS NULL)"
    yield "assurance_draft", own_draft, own_draft
    # One's own memberships are read before anybody knows what one may see.
    yield "partnership_membership", f"{_IN_SCOPE} OR person_id = {_PERSON}", _IN_SCOPE


def _writes_of_a_child(model: type[ChildRow]) -> str:
    if getattr(model, "SEEN_THROUGH", ""):
        # What is added to a row that several see is one's own, whoever's the row is.
        return f"agency_id = {_AGENCY} AND {sees_sql(model)}"
    return sees_sql(model, to_write=True)


def build(connection: BaseDatabaseWrapper) -> None:
    """Make the application's role, its grants and every policy. Safe to run again; run after each migrate."""
    role = settings.LOS_APP_ROLE
    existing = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role])
        if cursor.fetchone() is None:
            # A role belongs to the whole server: another database of it may be making the same one at this moment.
            cursor.execute(
                f'DO $$ BEGIN CREATE ROLE "{role}" NOLOGIN NOSUPERUSER NOBYPASSRLS;'
                " EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$"
            )
        cursor.execute(f'GRANT USAGE ON SCHEMA public TO "{role}"')
        cursor.execute(f'GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA public TO "{role}"')
        cursor.execute(f'GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO "{role}"')
        for table in existing.intersection({*_REMOVABLE, *may_go()}):
            cursor.execute(f'GRANT DELETE ON {table} TO "{role}"')
        shared = {model._meta.db_table for model in walled_models() if issubclass(model, ChildRow) and model.SHARED}
        # What the application removes anyway needs no further leave: whoever may write it is asked, and the triggers.
        goes = may_go() - {*_REMOVABLE}
        for table, reads, writes in policies():
            if table not in existing:
                continue
            # A row in which two agencies take part is begun by the one whose it is.
            adds = f"agency_id = {_AGENCY} AND ({writes})" if table in shared else writes
            cursor.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
            cursor.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
            for name, kind, clause in (
                ("reads", "SELECT", f"USING ({reads})"),
                ("adds", "INSERT", f"WITH CHECK ({adds})"),
                ("changes", "UPDATE", f"USING ({writes}) WITH CHECK ({writes})"),
                *((("removes", "DELETE", f"USING ({writes})"),) if table in _REMOVABLE else ()),
                # Triggers ask for the tombstone beside it.
                *((("removes", "DELETE", f"USING ({_BACKGROUND})"),) if table in goes else ()),
            ):
                cursor.execute(f"DROP POLICY IF EXISTS los_{name} ON {table}")
                cursor.execute(f"CREATE POLICY los_{name} ON {table} FOR {kind} {clause}")
