import django.db.models.deletion
import lineofsight.assurance.rules.audits
import lineofsight.assurance.rules.chain
import lineofsight.assurance.rules.imports
import lineofsight.assurance.rules.review
import lineofsight.assurance.rules.rounds
import lineofsight.trail.models
import lineofsight.trail.refs
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("audits", "0001_initial"),
        ("files", "0001_initial"),
        ("partnership", "0001_initial"),
        ("partnership", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="AuditFinding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "ref",
                    lineofsight.trail.models.RefField(
                        default=lineofsight.trail.refs.new_ref, editable=False, max_length=26, unique=True
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("by_ref", models.CharField(max_length=26)),
                (
                    "audience",
                    models.PositiveSmallIntegerField(
                        choices=[(0, "OWN"), (1, "HUB"), (2, "PARTNERSHIP"), (3, "PUBLIC")]
                    ),
                ),
                ("area", models.CharField(max_length=80)),
                ("n", models.PositiveIntegerField()),
                ("of", models.PositiveIntegerField()),
                ("state", models.CharField(choices=[("open", "open"), ("closed", "closed")], max_length=20)),
                ("closed_n", models.PositiveIntegerField(blank=True, null=True)),
                ("closed_of", models.PositiveIntegerField(blank=True, null=True)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partnership.agency"
                    ),
                ),
                (
                    "audit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="findings", to="audits.audit"
                    ),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="closes",
                        to="audits.audit",
                    ),
                ),
            ],
            options={
                "indexes": [],
                "constraints": [
                    models.UniqueConstraint(fields=("audit", "area"), name="assurance_auditfinding_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("closed_by__isnull", True),
                                ("state", lineofsight.assurance.rules.audits.AuditFindingState["OPEN"]),
                            ),
                            models.Q(
                                ("closed_by__isnull", False),
                                ("state", lineofsight.assurance.rules.audits.AuditFindingState["CLOSED"]),
                            ),
                            _connector="OR",
                        ),
                        name="assurance_auditfinding_closed_by_a_round",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Review",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "ref",
                    lineofsight.trail.models.RefField(
                        default=lineofsight.trail.refs.new_ref, editable=False, max_length=26, unique=True
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("by_ref", models.CharField(max_length=26)),
                (
                    "audience",
                    models.PositiveSmallIntegerField(
                        choices=[(0, "OWN"), (1, "HUB"), (2, "PARTNERSHIP"), (3, "PUBLIC")]
                    ),
                ),
                ("name", models.CharField(max_length=300)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("local child safeguarding practice review", "local child safeguarding practice review"),
                            (
                                "national child safeguarding practice review",
                                "national child safeguarding practice review",
                            ),
                            ("rapid review", "rapid review"),
                            ("audit", "audit"),
                            ("inspection", "inspection"),
                            ("section 11 self-assessment", "section 11 self-assessment"),
                        ],
                        max_length=60,
                    ),
                ),
                ("completed_date", models.DateField(blank=True, null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partnership.agency"
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="files.held",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="Action",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "ref",
                    lineofsight.trail.models.RefField(
                        default=lineofsight.trail.refs.new_ref, editable=False, max_length=26, unique=True
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("by_ref", models.CharField(max_length=26)),
                (
                    "audience",
                    models.PositiveSmallIntegerField(
                        choices=[(0, "OWN"), (1, "HUB"), (2, "PARTNERSHIP"), (3, "PUBLIC")]
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("title", models.CharField(max_length=200)),
                ("outcome", models.CharField(blank=True, max_length=600)),
                ("owner_role", models.CharField(blank=True, max_length=100)),
                ("first_due_date", models.DateField()),
                ("due_date", models.DateField()),
                ("source_place", models.CharField(blank=True, max_length=200)),
                ("plan_word", models.CharField(blank=True, max_length=200)),
                ("plan_words", models.TextField(blank=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partnership.agency"
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnership.membership",
                    ),
                ),
                (
                    "replaced_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaces",
                        to="assurance.action",
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="actions", to="assurance.review"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["due_date"], name="assurance_action_due")],
                "constraints": [models.UniqueConstraint(fields=("review", "number"), name="assurance_action_number")],
            },
        ),
        migrations.CreateModel(
            name="Assessment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "ref",
                    lineofsight.trail.models.RefField(
                        default=lineofsight.trail.refs.new_ref, editable=False, max_length=26, unique=True
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("by_ref", models.CharField(max_length=26)),
                (
                    "audience",
                    models.PositiveSmallIntegerField(
                        choices=[(0, "OWN"), (1, "HUB"), (2, "PARTNERSHIP"), (3, "PUBLIC")]
                    ),
                ),
                ("title", models.CharField(max_length=300)),
                ("body", models.CharField(max_length=200)),
                ("scope", models.CharField(default="local", max_length=20)),
                ("period_from", models.DateField(blank=True, null=True)),
                ("period_to", models.DateField(blank=True, null=True)),
                ("published_date", models.DateField(blank=True, null=True)),
                ("text_sha", models.CharField(blank=True, max_length=64)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "about",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnership.agency",
                    ),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partnership.agency"
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="files.held",
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="assessments", to="assurance.review"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="FigureRecord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "ref",
                    lineofsight.trail.models.RefField(
                        default=lineofsight.trail.refs.new_ref, editable=False, max_length=26, unique=True
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("by_ref", models.CharField(max_length=26)),
                (
                    "audience",
                    models.PositiveSmallIntegerField(
                        choices=[(0, "OWN"), (1, "HUB"), (2, "PARTNERSHIP"), (3, "PUBLIC")]
                    ),
                ),
                ("measure_id", models.CharField(max_length=100)),
                ("n", models.PositiveIntegerField()),
                ("of", models.PositiveIntegerField()),
                ("is_ratio", models.BooleanField(default=False)),
                ("as_at_date", models.DateField()),
                ("definition_sha", models.CharField(max_length=64)),
                ("snapshot_sha", models.CharField(max_length=64)),
                ("body", models.TextField()),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partnership.agency"
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="figures", to="assurance.review"
                    ),
                ),
            ],
            options={
                "indexes": [],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("n__lte", models.F("of")), ("is_ratio", True), _connector="OR"),
                        name="assurance_figure_n_within_of",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Finding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "ref",
                    lineofsight.trail.models.RefField(
                        default=lineofsight.trail.refs.new_ref, editable=False, max_length=26, unique=True
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("by_ref", models.CharField(max_length=26)),
                (
                    "audience",
                    models.PositiveSmallIntegerField(
                        choices=[(0, "OWN"), (1, "HUB"), (2, "PARTNERSHIP"), (3, "PUBLIC")]
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("text", models.TextField(max_length=2000)),
                ("source_place", models.CharField(blank=True, max_length=200)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partnership.agency"
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="findings", to="assurance.review"
                    ),
                ),
            ],
            options={
                "indexes": [],
                "constraints": [models.UniqueConstraint(fields=("review", "number"), name="assurance_finding_number")],
            },
        ),
        migrations.CreateModel(
            name="Recommendation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "ref",
                    lineofsight.trail.models.RefField(
                        default=lineofsight.trail.refs.new_ref, editable=False, max_length=26, unique=True
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("by_ref", models.CharField(max_length=26)),
                (
                    "audience",
                    models.PositiveSmallIntegerField(
                        choices=[(0, "OWN"), (1, "HUB"), (2, "PARTNERSHIP"), (3, "PUBLIC")]
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("title", models.CharField(max_length=120)),
                ("text", models.TextField(max_length=2000)),
                ("source_place", models.CharField(blank=True, max_length=200)),
                ("owner_role", models.CharField(blank=True, max_length=100)),
                ("due_date", models.DateField(blank=True, null=True)),
                ("respond_by_date", models.DateField(blank=True, null=True)),
                ("measure", models.CharField(blank=True, max_length=600)),
                ("why", models.CharField(blank=True, max_length=600)),
                ("public_wording", models.TextField(blank=True, max_length=1000)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partnership.agency"
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnership.membership",
                    ),
                ),
                (
                    "superseded_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="supersedes",
                        to="assurance.recommendation",
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recommendations",
                        to="assurance.review",
                    ),
                ),
            ],
            options={
                "indexes": [],
                "constraints": [
                    models.UniqueConstraint(fields=("review", "number"), name="assurance_recommendation_number")
                ],
            },
        ),
        migrations.CreateModel(
            name="ReportImport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "ref",
                    lineofsight.trail.models.RefField(
                        default=lineofsight.trail.refs.new_ref, editable=False, max_length=26, unique=True
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("by_ref", models.CharField(max_length=26)),
                (
                    "audience",
                    models.PositiveSmallIntegerField(
                        choices=[(0, "OWN"), (1, "HUB"), (2, "PARTNERSHIP"), (3, "PUBLIC")]
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("report", "report"), ("plan", "plan")],
                        default=lineofsight.assurance.rules.imports.ImportKind["REPORT"],
                        max_length=20,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("reading", "reading"),
                            ("preview", "preview"),
                            ("created", "created"),
                            ("left", "left"),
                            ("cancelled", "cancelled"),
                        ],
                        max_length=20,
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("file_sha", models.CharField(max_length=64)),
                ("reader", models.CharField(max_length=40)),
                ("document", models.TextField(blank=True)),
                ("done_pages", models.PositiveIntegerField(default=0)),
                ("all_pages", models.PositiveIntegerField(default=0)),
                ("beat_at", models.DateTimeField()),
                ("trouble", models.CharField(blank=True, max_length=400)),
                ("waits_until", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("receipt", models.TextField(blank=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partnership.agency"
                    ),
                ),
                (
                    "held",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="files.held"),
                ),
                (
                    "earlier",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="assurance.review",
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="imports",
                        to="assurance.review",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["file_sha"], name="assurance_import_file")],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="OpenItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "ref",
                    lineofsight.trail.models.RefField(
                        default=lineofsight.trail.refs.new_ref, editable=False, max_length=26, unique=True
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("by_ref", models.CharField(max_length=26)),
                (
                    "audience",
                    models.PositiveSmallIntegerField(
                        choices=[(0, "OWN"), (1, "HUB"), (2, "PARTNERSHIP"), (3, "PUBLIC")]
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("late", "late"),
                            ("rejected", "rejected"),
                            ("not responded", "not responded"),
                            ("said but not shown", "said but not shown"),
                            ("not known", "not known"),
                        ],
                        max_length=20,
                    ),
                ),
                ("text", models.CharField(max_length=600)),
                ("since_date", models.DateField(blank=True, null=True)),
                ("expected_date", models.DateField(blank=True, null=True)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("close_reason", models.CharField(blank=True, max_length=400)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partnership.agency"
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="open_items", to="assurance.review"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="BegunAnew",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "ref",
                    lineofsight.trail.models.RefField(
                        default=lineofsight.trail.refs.new_ref, editable=False, max_length=26, unique=True
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("by_ref", models.CharField(max_length=26)),
                (
                    "audience",
                    models.PositiveSmallIntegerField(
                        choices=[(0, "OWN"), (1, "HUB"), (2, "PARTNERSHIP"), (3, "PUBLIC")]
                    ),
                ),
                ("measure_id", models.CharField(max_length=100)),
                ("month", models.DateField()),
                ("stands", models.BooleanField()),
                ("reason", models.CharField(max_length=400)),
                ("role", models.CharField(max_length=200)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partnership.agency"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "begun anew",
                "indexes": [],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="assurance_begun_anew_says_why"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ReviewDay",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "ref",
                    lineofsight.trail.models.RefField(
                        default=lineofsight.trail.refs.new_ref, editable=False, max_length=26, unique=True
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("by_ref", models.CharField(max_length=26)),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("aware", "aware"),
                            ("notified", "notified"),
                            ("rapid review done", "rapid review done"),
                            ("decided", "decided"),
                            ("copy sent", "copy sent"),
                            ("published", "published"),
                        ],
                        max_length=40,
                    ),
                ),
                ("day", models.DateField(blank=True, null=True)),
                ("note", models.CharField(blank=True, max_length=400)),
                ("role", models.CharField(max_length=200)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partnership.agency"
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="days", to="assurance.review"
                    ),
                ),
            ],
            options={
                "indexes": [],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("day__isnull", False), models.Q(("note", ""), _negated=True), _connector="OR"
                        ),
                        name="assurance_review_day_unknown_says_why",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Round",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "ref",
                    lineofsight.trail.models.RefField(
                        default=lineofsight.trail.refs.new_ref, editable=False, max_length=26, unique=True
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("by_ref", models.CharField(max_length=26)),
                (
                    "audience",
                    models.PositiveSmallIntegerField(
                        choices=[(0, "OWN"), (1, "HUB"), (2, "PARTNERSHIP"), (3, "PUBLIC")]
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("opens_date", models.DateField()),
                ("due_date", models.DateField()),
                ("guidance", models.TextField(blank=True, max_length=2000)),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "open"), ("closed", "closed")],
                        default=lineofsight.assurance.rules.rounds.RoundState["OPEN"],
                        max_length=10,
                    ),
                ),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partnership.agency"
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="rounds", to="assurance.review"
                    ),
                ),
            ],
            options={
                "indexes": [],
                "constraints": [
                    models.UniqueConstraint(fields=("review", "number"), name="assurance_round_number"),
                    models.CheckConstraint(
                        condition=models.Q(("due_date__gte", models.F("opens_date"))),
                        name="assurance_round_ends_after_start",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Section",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "ref",
                    lineofsight.trail.models.RefField(
                        default=lineofsight.trail.refs.new_ref, editable=False, max_length=26, unique=True
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("by_ref", models.CharField(max_length=26)),
                ("title", models.CharField(blank=True, max_length=300)),
                ("place", models.PositiveIntegerField()),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partnership.agency"
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="sections", to="assurance.review"
                    ),
                ),
            ],
            options={
                "indexes": [],
                "constraints": [
                    models.UniqueConstraint(fields=("review", "title"), name="assurance_section_once"),
                    models.CheckConstraint(condition=models.Q(("place__gte", 1)), name="assurance_section_has_a_place"),
                ],
            },
        ),
        migrations.CreateModel(
            name="AuditFindingAction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "ref",
                    lineofsight.trail.models.RefField(
                        default=lineofsight.trail.refs.new_ref, editable=False, max_length=26, unique=True
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("by_ref", models.CharField(max_length=26)),
                ("is_new", models.BooleanField()),
                (
                    "action",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="audit_findings",
                        to="assurance.action",
                    ),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partnership.agency"
                    ),
                ),
                (
                    "finding",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="ties", to="assurance.auditfinding"
                    ),
                ),
            ],
            options={
                "indexes": [],
                "constraints": [
                    models.UniqueConstraint(fields=("finding", "action"), name="assurance_auditfinding_tied_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="DueChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "ref",
                    lineofsight.trail.models.RefField(
                        default=lineofsight.trail.refs.new_ref, editable=False, max_length=26, unique=True
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("by_ref", models.CharField(max_length=26)),
                ("old_date", models.DateField()),
                ("new_date", models.DateField()),
                ("reason", models.CharField(max_length=600)),
                (
                    "action",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="due_changes", to="assurance.action"
                    ),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partnership.agency"
                    ),
                ),
            ],
            options={
                "indexes": [],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("new_date__gt", models.F("old_date"))),
                        name="assurance_due_change_gives_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="assurance_due_change_says_why"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Evidence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "ref",
                    lineofsight.trail.models.RefField(
                        default=lineofsight.trail.refs.new_ref, editable=False, max_length=26, unique=True
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("by_ref", models.CharField(max_length=26)),
                (
                    "audience",
                    models.PositiveSmallIntegerField(
                        choices=[(0, "OWN"), (1, "HUB"), (2, "PARTNERSHIP"), (3, "PUBLIC")]
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("document", "document"),
                            ("count from records", "count from records"),
                            ("audit", "audit"),
                            ("external assessment", "external assessment"),
                            ("experience", "experience"),
                            ("statement", "statement"),
                        ],
                        max_length=40,
                    ),
                ),
                ("title", models.CharField(max_length=200)),
                ("note", models.TextField(blank=True, max_length=4000)),
                (
                    "shows",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "Intention only"),
                            (1, "Said"),
                            (2, "Counted"),
                            (3, "Quality checked"),
                            (4, "Practice changed"),
                            (5, "Outcome for children"),
                        ]
                    ),
                ),
                ("period_from", models.DateField(blank=True, null=True)),
                ("period_to", models.DateField(blank=True, null=True)),
                ("received_date", models.DateField()),
                ("valid_until", models.DateField(blank=True, null=True)),
                ("counted_n", models.PositiveIntegerField(blank=True, null=True)),
                ("counted_of", models.PositiveIntegerField(blank=True, null=True)),
                ("counted_words", models.CharField(blank=True, max_length=200)),
                ("register", models.CharField(blank=True, max_length=200)),
                ("link", models.CharField(blank=True, max_length=400)),
                ("asked", models.PositiveIntegerField(blank=True, null=True)),
                ("answered", models.PositiveIntegerField(blank=True, null=True)),
                ("heard", models.TextField(blank=True, max_length=2000)),
                (
                    "consent",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("counted together", "counted together"),
                            ("told in other words", "told in other words"),
                            ("quoted, without a name", "quoted, without a name"),
                        ],
                        max_length=40,
                    ),
                ),
                ("scope", models.CharField(default="local", max_length=20)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("offered", "offered"),
                            ("accepted", "accepted"),
                            ("rejected", "rejected"),
                            ("withdrawn", "withdrawn"),
                            ("superseded", "superseded"),
                        ],
                        default=lineofsight.assurance.rules.review.EvidenceState["OFFERED"],
                        max_length=20,
                    ),
                ),
                ("state_reason", models.CharField(blank=True, max_length=400)),
                ("accepted_at", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "about",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnership.agency",
                    ),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partnership.agency"
                    ),
                ),
                (
                    "assessment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence",
                        to="assurance.assessment",
                    ),
                ),
                (
                    "held",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="files.held",
                    ),
                ),
                (
                    "replaces",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="assurance.evidence",
                    ),
                ),
                (
                    "figure",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence",
                        to="assurance.figurerecord",
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="evidence", to="assurance.review"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "evidence",
                "indexes": [],
                "constraints": [
                    models.UniqueConstraint(fields=("review", "number"), name="assurance_evidence_number"),
                    models.UniqueConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    lineofsight.assurance.rules.review.EvidenceState["REJECTED"],
                                    lineofsight.assurance.rules.review.EvidenceState["WITHDRAWN"],
                                ],
                            ),
                            _negated=True,
                        ),
                        fields=("replaces",),
                        name="assurance_evidence_one_newer",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("period_to__isnull", True),
                            ("period_from__isnull", True),
                            ("period_to__gte", models.F("period_from")),
                            _connector="OR",
                        ),
                        name="assurance_evidence_period_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("counted_n__isnull", True), ("counted_of__isnull", True)),
                            models.Q(("counted_n__isnull", False), ("counted_of__isnull", True)),
                            ("counted_n__lte", models.F("counted_of")),
                            _connector="OR",
                        ),
                        name="assurance_evidence_n_within_of",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("asked__isnull", True),
                            ("answered__isnull", True),
                            ("answered__lte", models.F("asked")),
                            _connector="OR",
                        ),
                        name="assurance_evidence_answered_within_asked",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LikenessDecision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "ref",
                    lineofsight.trail.models.RefField(
                        default=lineofsight.trail.refs.new_ref, editable=False, max_length=26, unique=True
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("by_ref", models.CharField(max_length=26)),
                ("is_same", models.BooleanField()),
                ("role", models.CharField(max_length=200)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partnership.agency"
                    ),
                ),
                (
                    "earlier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="assurance.recommendation"
                    ),
                ),
                (
                    "recommendation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="likenesses",
                        to="assurance.recommendation",
                    ),
                ),
            ],
            options={
                "indexes": [],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("recommendation", models.F("earlier")), _negated=True),
                        name="assurance_like_another",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FindingRecommendation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "ref",
                    lineofsight.trail.models.RefField(
                        default=lineofsight.trail.refs.new_ref, editable=False, max_length=26, unique=True
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("by_ref", models.CharField(max_length=26)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partnership.agency"
                    ),
                ),
                (
                    "finding",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recommendations",
                        to="assurance.finding",
                    ),
                ),
                (
                    "recommendation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="findings",
                        to="assurance.recommendation",
                    ),
                ),
            ],
            options={
                "indexes": [],
                "constraints": [
                    models.UniqueConstraint(fields=("finding", "recommendation"), name="assurance_rests_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="RecommendationAction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "ref",
                    lineofsight.trail.models.RefField(
                        default=lineofsight.trail.refs.new_ref, editable=False, max_length=26, unique=True
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("by_ref", models.CharField(max_length=26)),
                (
                    "action",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recommendations",
                        to="assurance.action",
                    ),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partnership.agency"
                    ),
                ),
                (
                    "recommendation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="actions",
                        to="assurance.recommendation",
                    ),
                ),
            ],
            options={
                "indexes": [],
                "constraints": [
                    models.UniqueConstraint(fields=("recommendation", "action"), name="assurance_answers_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="RecommendationMove",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "ref",
                    lineofsight.trail.models.RefField(
                        default=lineofsight.trail.refs.new_ref, editable=False, max_length=26, unique=True
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("by_ref", models.CharField(max_length=26)),
                ("number", models.PositiveIntegerField()),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("drafted", "drafted"),
                            ("accepted", "accepted"),
                            ("part-accepted", "part-accepted"),
                            ("declined", "declined"),
                            ("planned", "planned"),
                            ("in progress", "in progress"),
                            ("implemented", "implemented"),
                            ("evidenced", "evidenced"),
                            ("assured", "assured"),
                            ("closed", "closed"),
                            ("reopened", "reopened"),
                            ("superseded", "superseded"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "target",
                    models.CharField(
                        choices=[
                            ("drafted", "drafted"),
                            ("accepted", "accepted"),
                            ("part-accepted", "part-accepted"),
                            ("declined", "declined"),
                            ("planned", "planned"),
                            ("in progress", "in progress"),
                            ("implemented", "implemented"),
                            ("evidenced", "evidenced"),
                            ("assured", "assured"),
                            ("closed", "closed"),
                            ("reopened", "reopened"),
                            ("superseded", "superseded"),
                        ],
                        max_length=20,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=1000)),
                ("role", models.CharField(max_length=200)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partnership.agency"
                    ),
                ),
                (
                    "lead_agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partnership.agency"
                    ),
                ),
                (
                    "recommendation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="moves", to="assurance.recommendation"
                    ),
                ),
            ],
            options={
                "indexes": [],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("recommendation", "number"), name="assurance_recommendation_moved_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("target__in", ["assured", "closed"]), _negated=True),
                            models.Q(("agency", models.F("lead_agency")), _negated=True),
                            _connector="OR",
                        ),
                        name="assurance_recommendation_settled_from_outside",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RecommendationOpinion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "ref",
                    lineofsight.trail.models.RefField(
                        default=lineofsight.trail.refs.new_ref, editable=False, max_length=26, unique=True
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("by_ref", models.CharField(max_length=26)),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("no_assurance", "no_assurance"),
                            ("limited", "limited"),
                            ("reasonable", "reasonable"),
                            ("substantial", "substantial"),
                        ],
                        max_length=20,
                    ),
                ),
                ("know", models.TextField(max_length=2000)),
                ("how", models.TextField(max_length=2000)),
                ("next_step", models.TextField(max_length=2000)),
                ("next_test_date", models.DateField(blank=True, null=True)),
                ("role", models.CharField(max_length=200)),
                ("basis_sha", models.CharField(max_length=64)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partnership.agency"
                    ),
                ),
                (
                    "lead_agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partnership.agency"
                    ),
                ),
                (
                    "recommendation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="opinions",
                        to="assurance.recommendation",
                    ),
                ),
            ],
            options={
                "indexes": [],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("agency", models.F("lead_agency")), _negated=True),
                        name="assurance_recommendation_opinion_from_outside",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PlanMemory",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "ref",
                    lineofsight.trail.models.RefField(
                        default=lineofsight.trail.refs.new_ref, editable=False, max_length=26, unique=True
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("by_ref", models.CharField(max_length=26)),
                (
                    "audience",
                    models.PositiveSmallIntegerField(
                        choices=[(0, "OWN"), (1, "HUB"), (2, "PARTNERSHIP"), (3, "PUBLIC")]
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("column", "column"), ("status", "status"), ("owner", "owner")], max_length=20
                    ),
                ),
                ("words", models.CharField(max_length=200)),
                ("meaning", models.TextField(max_length=2000)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partnership.agency"
                    ),
                ),
                (
                    "plan_import",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="assurance.reportimport"
                    ),
                ),
            ],
            options={
                "indexes": [],
                "constraints": [models.UniqueConstraint(fields=("kind", "words"), name="assurance_plan_memory_once")],
            },
        ),
        migrations.CreateModel(
            name="ImportCorrection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "ref",
                    lineofsight.trail.models.RefField(
                        default=lineofsight.trail.refs.new_ref, editable=False, max_length=26, unique=True
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("by_ref", models.CharField(max_length=26)),
                ("paragraph", models.PositiveIntegerField()),
                (
                    "field",
                    models.CharField(
                        choices=[
                            ("section", "section"),
                            ("number", "number"),
                            ("who says it", "who says it"),
                            ("who says the sentence", "who says the sentence"),
                            ("who is quoted", "who is quoted"),
                            ("words in quotation marks", "words in quotation marks"),
                            ("of how many", "of how many"),
                            ("figure", "figure"),
                            ("joined to the one before", "joined to the one before"),
                            ("begins a paragraph", "begins a paragraph"),
                            ("kept", "kept"),
                            ("doubt", "doubt"),
                            ("name", "name"),
                            ("first row", "first row"),
                            ("column", "column"),
                            ("status", "status"),
                            ("owner", "owner"),
                            ("due day", "due day"),
                        ],
                        max_length=40,
                    ),
                ),
                ("place", models.PositiveIntegerField()),
                ("old", models.TextField(blank=True, max_length=4000)),
                ("new", models.TextField(blank=True, max_length=4000)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partnership.agency"
                    ),
                ),
                (
                    "report_import",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
                        to="assurance.reportimport",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="RoundShare",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "ref",
                    lineofsight.trail.models.RefField(
                        default=lineofsight.trail.refs.new_ref, editable=False, max_length=26, unique=True
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("by_ref", models.CharField(max_length=26)),
                (
                    "audience",
                    models.PositiveSmallIntegerField(
                        choices=[(0, "OWN"), (1, "HUB"), (2, "PARTNERSHIP"), (3, "PUBLIC")]
                    ),
                ),
                ("due_date", models.DateField()),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partnership.agency"
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="shares", to="assurance.round"
                    ),
                ),
            ],
            options={
                "indexes": [],
                "constraints": [
                    models.UniqueConstraint(fields=("round", "agency"), name="assurance_round_asks_agency_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Update",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "ref",
                    lineofsight.trail.models.RefField(
                        default=lineofsight.trail.refs.new_ref, editable=False, max_length=26, unique=True
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("by_ref", models.CharField(max_length=26)),
                (
                    "audience",
                    models.PositiveSmallIntegerField(
                        choices=[(0, "OWN"), (1, "HUB"), (2, "PARTNERSHIP"), (3, "PUBLIC")]
                    ),
                ),
                ("as_at_date", models.DateField()),
                ("text", models.TextField(max_length=1200)),
                ("is_unchanged", models.BooleanField(default=False)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("submitted", "submitted"),
                            ("accepted", "accepted"),
                            ("returned", "returned"),
                            ("superseded", "superseded"),
                        ],
                        default=lineofsight.assurance.rules.chain.UpdateState["DRAFT"],
                        max_length=20,
                    ),
                ),
                ("question", models.CharField(blank=True, max_length=600)),
                ("submitted_at", models.DateTimeField(blank=True, null=True)),
                ("is_from_plan", models.BooleanField(default=False)),
                ("plan_word", models.CharField(blank=True, max_length=200)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "action",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="updates", to="assurance.action"
                    ),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partnership.agency"
                    ),
                ),
                (
                    "supersedes",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced",
                        to="assurance.update",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="ActionMove",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "ref",
                    lineofsight.trail.models.RefField(
                        default=lineofsight.trail.refs.new_ref, editable=False, max_length=26, unique=True
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("by_ref", models.CharField(max_length=26)),
                ("number", models.PositiveIntegerField()),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("proposed", "proposed"),
                            ("agreed", "agreed"),
                            ("started", "started"),
                            ("reported complete", "reported complete"),
                            ("verified", "verified"),
                            ("returned", "returned"),
                            ("paused", "paused"),
                            ("cancelled", "cancelled"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "target",
                    models.CharField(
                        choices=[
                            ("proposed", "proposed"),
                            ("agreed", "agreed"),
                            ("started", "started"),
                            ("reported complete", "reported complete"),
                            ("verified", "verified"),
                            ("returned", "returned"),
                            ("paused", "paused"),
                            ("cancelled", "cancelled"),
                        ],
                        max_length=20,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=1000)),
                ("role", models.CharField(max_length=200)),
                (
                    "action",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="moves", to="assurance.action"
                    ),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partnership.agency"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["action", "-number", "target"], name="assurance_action_stands")],
                "constraints": [
                    models.UniqueConstraint(fields=("action", "number"), name="assurance_action_moved_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="DueDecision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "ref",
                    lineofsight.trail.models.RefField(
                        default=lineofsight.trail.refs.new_ref, editable=False, max_length=26, unique=True
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("by_ref", models.CharField(max_length=26)),
                ("asked_by_ref", models.CharField(max_length=26)),
                ("is_granted", models.BooleanField()),
                ("reason", models.CharField(blank=True, max_length=600)),
                ("role", models.CharField(max_length=200)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partnership.agency"
                    ),
                ),
                (
                    "change",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="decision", to="assurance.duechange"
                    ),
                ),
            ],
            options={
                "indexes": [],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("by_ref", models.F("asked_by_ref")), _negated=True),
                        name="assurance_due_decided_by_another",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ActionEvidence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "ref",
                    lineofsight.trail.models.RefField(
                        default=lineofsight.trail.refs.new_ref, editable=False, max_length=26, unique=True
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("by_ref", models.CharField(max_length=26)),
                (
                    "action",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="evidence", to="assurance.action"
                    ),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partnership.agency"
                    ),
                ),
                (
                    "evidence",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="actions", to="assurance.evidence"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "action evidence",
                "indexes": [],
                "constraints": [
                    models.UniqueConstraint(fields=("action", "evidence"), name="assurance_behind_action_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="PackMade",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "ref",
                    lineofsight.trail.models.RefField(
                        default=lineofsight.trail.refs.new_ref, editable=False, max_length=26, unique=True
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("by_ref", models.CharField(max_length=26)),
                ("number", models.PositiveIntegerField()),
                ("body", models.TextField()),
                ("sha", models.CharField(max_length=64)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partnership.agency"
                    ),
                ),
                (
                    "share",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="packs", to="assurance.roundshare"
                    ),
                ),
            ],
            options={
                "indexes": [],
                "constraints": [models.UniqueConstraint(fields=("share", "number"), name="assurance_pack_number")],
            },
        ),
        migrations.CreateModel(
            name="RoundItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "ref",
                    lineofsight.trail.models.RefField(
                        default=lineofsight.trail.refs.new_ref, editable=False, max_length=26, unique=True
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("by_ref", models.CharField(max_length=26)),
                ("number", models.PositiveIntegerField()),
                ("label", models.CharField(max_length=60)),
                ("title", models.CharField(max_length=200)),
                (
                    "action",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="asked_in",
                        to="assurance.action",
                    ),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partnership.agency"
                    ),
                ),
                (
                    "recommendation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="asked_in",
                        to="assurance.recommendation",
                    ),
                ),
                (
                    "share",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="items", to="assurance.roundshare"
                    ),
                ),
            ],
            options={
                "indexes": [],
                "constraints": [
                    models.UniqueConstraint(fields=("share", "number"), name="assurance_round_item_number"),
                    models.UniqueConstraint(fields=("share", "action"), name="assurance_round_asks_action_once"),
                    models.UniqueConstraint(fields=("share", "recommendation"), name="assurance_round_asks_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("action__isnull", True), ("recommendation__isnull", False)),
                            models.Q(("action__isnull", False), ("recommendation__isnull", True)),
                            _connector="OR",
                        ),
                        name="assurance_round_asks_one_thing",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RoundExtension",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "ref",
                    lineofsight.trail.models.RefField(
                        default=lineofsight.trail.refs.new_ref, editable=False, max_length=26, unique=True
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("by_ref", models.CharField(max_length=26)),
                ("old_date", models.DateField()),
                ("new_date", models.DateField()),
                ("reason", models.CharField(max_length=600)),
                ("role", models.CharField(max_length=200)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partnership.agency"
                    ),
                ),
                (
                    "share",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="extensions",
                        to="assurance.roundshare",
                    ),
                ),
            ],
            options={
                "indexes": [],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("new_date__gt", models.F("old_date"))),
                        name="assurance_round_extension_gives",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="assurance_round_extension_says_why"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="UpdateEvidence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "ref",
                    lineofsight.trail.models.RefField(
                        default=lineofsight.trail.refs.new_ref, editable=False, max_length=26, unique=True
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("by_ref", models.CharField(max_length=26)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partnership.agency"
                    ),
                ),
                (
                    "evidence",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="updates", to="assurance.evidence"
                    ),
                ),
                (
                    "update",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="evidence", to="assurance.update"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "update evidence",
                "indexes": [],
                "constraints": [
                    models.UniqueConstraint(fields=("evidence", "update"), name="assurance_behind_update_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="ReplyLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "ref",
                    lineofsight.trail.models.RefField(
                        default=lineofsight.trail.refs.new_ref, editable=False, max_length=26, unique=True
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("by_ref", models.CharField(max_length=26)),
                ("person_name", models.CharField(max_length=120)),
                ("token_sha", models.CharField(max_length=64, unique=True)),
                ("expires_at", models.DateTimeField()),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
                ("used_at", models.DateTimeField(blank=True, null=True)),
                ("tries", models.PositiveIntegerField(default=0)),
                ("tries_since", models.DateTimeField(blank=True, null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partnership.agency"
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="links", to="assurance.rounditem"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="PackReading",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "ref",
                    lineofsight.trail.models.RefField(
                        default=lineofsight.trail.refs.new_ref, editable=False, max_length=26, unique=True
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("by_ref", models.CharField(max_length=26)),
                (
                    "audience",
                    models.PositiveSmallIntegerField(
                        choices=[(0, "OWN"), (1, "HUB"), (2, "PARTNERSHIP"), (3, "PUBLIC")]
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("read", "read"), ("taken", "taken"), ("left", "left")],
                        default=lineofsight.assurance.rules.rounds.PackState["READ"],
                        max_length=10,
                    ),
                ),
                ("body", models.TextField()),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partnership.agency"
                    ),
                ),
                (
                    "held",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="files.held"),
                ),
                (
                    "made",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="readings", to="assurance.packmade"
                    ),
                ),
                (
                    "share",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="readings", to="assurance.roundshare"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="RoundAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "ref",
                    lineofsight.trail.models.RefField(
                        default=lineofsight.trail.refs.new_ref, editable=False, max_length=26, unique=True
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("by_ref", models.CharField(max_length=26)),
                ("number", models.PositiveIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("update", "update"),
                            ("unchanged", "unchanged"),
                            ("nothing to report", "nothing to report"),
                        ],
                        max_length=20,
                    ),
                ),
                ("text", models.TextField(max_length=1200)),
                ("as_at_date", models.DateField()),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("browser", "browser"),
                            ("on behalf", "on behalf"),
                            ("pack", "pack"),
                            ("reply link", "reply link"),
                        ],
                        max_length=20,
                    ),
                ),
                ("role", models.CharField(max_length=200)),
                ("agreed_by", models.CharField(blank=True, max_length=100)),
                ("agreed_where", models.CharField(blank=True, max_length=200)),
                ("agreed_date", models.DateField(blank=True, null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partnership.agency"
                    ),
                ),
                (
                    "held",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="files.held",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="answers", to="assurance.rounditem"
                    ),
                ),
                (
                    "update",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="assurance.update",
                    ),
                ),
            ],
            options={
                "indexes": [],
                "constraints": [
                    models.UniqueConstraint(fields=("item", "number"), name="assurance_round_answered_once"),
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="assurance_round_answer_says_something"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("way", lineofsight.assurance.rules.rounds.Way["ON_BEHALF"]), _negated=True),
                            models.Q(
                                models.Q(("agreed_by", ""), _negated=True),
                                models.Q(("agreed_where", ""), _negated=True),
                                ("agreed_date__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="assurance_round_answer_on_behalf_has_its_minute",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Statement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "ref",
                    lineofsight.trail.models.RefField(
                        default=lineofsight.trail.refs.new_ref, editable=False, max_length=26, unique=True
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("by_ref", models.CharField(max_length=26)),
                (
                    "audience",
                    models.PositiveSmallIntegerField(
                        choices=[(0, "OWN"), (1, "HUB"), (2, "PARTNERSHIP"), (3, "PUBLIC")]
                    ),
                ),
                ("position", models.PositiveIntegerField()),
                ("place", models.PositiveIntegerField(blank=True, null=True)),
                ("paragraph", models.CharField(blank=True, max_length=20)),
                ("section", models.CharField(blank=True, max_length=300)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("progress", "progress"),
                            ("intention", "intention"),
                            ("adverse", "adverse"),
                            ("quotation", "quotation"),
                            ("context", "context"),
                        ],
                        max_length=20,
                    ),
                ),
                ("theme", models.CharField(blank=True, max_length=60)),
                ("answers", models.CharField(blank=True, max_length=300)),
                ("action_date", models.DateField(blank=True, null=True)),
                ("due_date", models.DateField(blank=True, null=True)),
                ("owner_role", models.CharField(blank=True, max_length=100)),
                ("is_included", models.BooleanField(default=True)),
                ("doubt", models.CharField(blank=True, max_length=400)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partnership.agency"
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="statements", to="assurance.review"
                    ),
                ),
            ],
            options={
                "ordering": ["review_id", "position"],
                "indexes": [],
                "constraints": [
                    models.UniqueConstraint(fields=("review", "position"), name="assurance_statement_place")
                ],
            },
        ),
        migrations.CreateModel(
            name="HolderQuestion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "ref",
                    lineofsight.trail.models.RefField(
                        default=lineofsight.trail.refs.new_ref, editable=False, max_length=26, unique=True
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("by_ref", models.CharField(max_length=26)),
                (
                    "audience",
                    models.PositiveSmallIntegerField(
                        choices=[(0, "OWN"), (1, "HUB"), (2, "PARTNERSHIP"), (3, "PUBLIC")]
                    ),
                ),
                ("line", models.CharField(max_length=400)),
                ("about_kind", models.CharField(blank=True, max_length=40)),
                ("about_ref", models.CharField(blank=True, max_length=26)),
                ("asks", models.CharField(max_length=400)),
                ("by_role", models.CharField(max_length=120)),
                ("asked_date", models.DateField()),
                ("answer_by_date", models.DateField()),
                ("answer", models.CharField(blank=True, max_length=400)),
                ("answered_date", models.DateField(blank=True, null=True)),
                ("answered_role", models.CharField(blank=True, max_length=120)),
                ("basis_sha", models.CharField(blank=True, max_length=64)),
                ("outcome", models.CharField(blank=True, max_length=20)),
                ("closed_date", models.DateField(blank=True, null=True)),
                ("closed_role", models.CharField(blank=True, max_length=120)),
                ("closing", models.CharField(blank=True, max_length=400)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partnership.agency"
                    ),
                ),
                (
                    "by_agency",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnership.agency",
                    ),
                ),
                (
                    "statement",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="challenges",
                        to="assurance.statement",
                    ),
                ),
                (
                    "update",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="challenges",
                        to="assurance.update",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["agency", "answered_date"], name="assurance_question_open")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("basis_sha", ""),
                                ("outcome", ""),
                                ("statement__isnull", True),
                                ("update__isnull", True),
                            ),
                            models.Q(
                                models.Q(("basis_sha", ""), _negated=True),
                                models.Q(("statement__isnull", True), ("update__isnull", True), _connector="XOR"),
                            ),
                            _connector="OR",
                        ),
                        name="assurance_challenge_is_of_one_thing",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("basis_sha", ""),
                            models.Q(
                                ("by_agency__isnull", False), models.Q(("by_agency", models.F("agency")), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="assurance_challenge_from_outside",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_date__isnull", True), ("closing", ""), ("outcome", "")),
                            models.Q(
                                ("closed_date__isnull", False),
                                ("outcome__in", ["stands", "resolved"]),
                                models.Q(("closing", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="assurance_challenge_closed_says_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", ""), ("answered_date__isnull", True)),
                            models.Q(("answered_date__isnull", False), models.Q(("answer", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="assurance_question_answered_says_what",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Opinion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "ref",
                    lineofsight.trail.models.RefField(
                        default=lineofsight.trail.refs.new_ref, editable=False, max_length=26, unique=True
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("by_ref", models.CharField(max_length=26)),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("no_assurance", "no_assurance"),
                            ("limited", "limited"),
                            ("reasonable", "reasonable"),
                            ("substantial", "substantial"),
                        ],
                        max_length=20,
                    ),
                ),
                ("know", models.TextField(max_length=2000)),
                ("how", models.TextField(max_length=2000)),
                ("next_step", models.TextField(max_length=2000)),
                ("next_test_date", models.DateField(blank=True, null=True)),
                ("role", models.CharField(max_length=100)),
                ("basis_sha", models.CharField(max_length=64)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partnership.agency"
                    ),
                ),
                (
                    "lead_agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partnership.agency"
                    ),
                ),
                (
                    "statement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="opinions", to="assurance.statement"
                    ),
                ),
            ],
            options={
                "indexes": [],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("agency", models.F("lead_agency")), _negated=True),
                        name="assurance_opinion_from_outside_the_lead",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Draft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "ref",
                    lineofsight.trail.models.RefField(
                        default=lineofsight.trail.refs.new_ref, editable=False, max_length=26, unique=True
                    ),
                ),
                ("text", models.TextField(blank=True, max_length=8000)),
                ("named", models.TextField(blank=True, max_length=4000)),
                ("not_names", models.TextField(blank=True, max_length=2000)),
                ("began_sha", models.CharField(max_length=64)),
                ("recorded_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "statement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="drafts", to="assurance.statement"
                    ),
                ),
            ],
            options={
                "indexes": [],
                "constraints": [
                    models.UniqueConstraint(fields=("person", "statement"), name="assurance_draft_one_each")
                ],
            },
        ),
        migrations.CreateModel(
            name="StatementRecommendation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "ref",
                    lineofsight.trail.models.RefField(
                        default=lineofsight.trail.refs.new_ref, editable=False, max_length=26, unique=True
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("by_ref", models.CharField(max_length=26)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partnership.agency"
                    ),
                ),
                (
                    "recommendation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="statements",
                        to="assurance.recommendation",
                    ),
                ),
                (
                    "statement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recommendations",
                        to="assurance.statement",
                    ),
                ),
            ],
            options={
                "indexes": [],
                "constraints": [
                    models.UniqueConstraint(fields=("statement", "recommendation"), name="assurance_says_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Supports",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "ref",
                    lineofsight.trail.models.RefField(
                        default=lineofsight.trail.refs.new_ref, editable=False, max_length=26, unique=True
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("by_ref", models.CharField(max_length=26)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partnership.agency"
                    ),
                ),
                (
                    "evidence",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="supports", to="assurance.evidence"
                    ),
                ),
                (
                    "statement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="supports", to="assurance.statement"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "supports",
                "indexes": [],
                "constraints": [
                    models.UniqueConstraint(fields=("evidence", "statement"), name="assurance_supports_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Wording",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "ref",
                    lineofsight.trail.models.RefField(
                        default=lineofsight.trail.refs.new_ref, editable=False, max_length=26, unique=True
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("by_ref", models.CharField(max_length=26)),
                ("text", models.TextField(max_length=4000)),
                ("sha", models.CharField(max_length=64)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partnership.agency"
                    ),
                ),
                (
                    "statement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="wordings", to="assurance.statement"
                    ),
                ),
            ],
            options={
                "indexes": [],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="assurance_wording_has_words"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="StatedFigure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "ref",
                    lineofsight.trail.models.RefField(
                        default=lineofsight.trail.refs.new_ref, editable=False, max_length=26, unique=True
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("by_ref", models.CharField(max_length=26)),
                ("text", models.CharField(max_length=200)),
                ("value", models.DecimalField(decimal_places=4, max_digits=18, null=True)),
                ("value_to", models.DecimalField(blank=True, decimal_places=4, max_digits=18, null=True)),
                ("unit", models.CharField(max_length=20)),
                ("comparator", models.CharField(max_length=2)),
                ("denominator", models.DecimalField(blank=True, decimal_places=4, max_digits=18, null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partnership.agency"
                    ),
                ),
                (
                    "wording",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="figures", to="assurance.wording"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="Extract",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "ref",
                    lineofsight.trail.models.RefField(
                        default=lineofsight.trail.refs.new_ref, editable=False, max_length=26, unique=True
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("by_ref", models.CharField(max_length=26)),
                ("text", models.TextField(max_length=4000)),
                ("is_partial", models.BooleanField(default=False)),
                ("attributed_to", models.CharField(blank=True, max_length=200)),
                ("place", models.CharField(blank=True, max_length=100)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partnership.agency"
                    ),
                ),
                (
                    "assessment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="extracts",
                        to="assurance.assessment",
                    ),
                ),
                (
                    "wording",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="extracts", to="assurance.wording"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.AddField(
            model_name="statement",
            name="current",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="current_of",
                to="assurance.wording",
            ),
        ),
    ]
