import django.db.models.deletion
import lineofsight.trail.models
import lineofsight.trail.refs
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('assurance', '0001_initial'),
        ('files', '0001_initial'),
        ('partnership', '0001_initial'),
        ('partnership', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='Edition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', lineofsight.trail.models.RefField(default=lineofsight.trail.refs.new_ref, editable=False, max_length=26, unique=True)),
                ('recorded_at', models.DateTimeField()),
                ('by_ref', models.CharField(max_length=26)),
                ('audience', models.PositiveSmallIntegerField(choices=[(0, 'OWN'), (1, 'HUB'), (2, 'PARTNERSHIP'), (3, 'PUBLIC')])),
                ('number', models.PositiveIntegerField()),
                ('title', models.CharField(max_length=300)),
                ('state', models.CharField(choices=[('draft', 'draft'), ('data locked', 'data locked'), ('checked', 'checked'), ('approved', 'approved'), ('published', 'published'), ('withdrawn', 'withdrawn'), ('superseded', 'superseded')], default='draft', max_length=20)),
                ('as_at_date', models.DateField()),
                ('checked_sha', models.CharField(blank=True, max_length=64)),
                ('approved_sha', models.CharField(blank=True, max_length=64)),
                ('published_at', models.DateTimeField(blank=True, null=True)),
                ('content', models.TextField(blank=True)),
                ('content_sha', models.CharField(blank=True, max_length=64)),
                ('written_with', models.CharField(blank=True, max_length=20)),
                ('support_line', models.CharField(blank=True, max_length=300)),
                ('nobody_asked', models.CharField(blank=True, max_length=600)),
                ('version', models.PositiveIntegerField(default=1)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.agency')),
                ('approver', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('author', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('checker', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('publisher', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('review', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='editions', to='assurance.review')),
            ],
            options={
                'indexes': [],
                'constraints': [models.UniqueConstraint(fields=('review', 'number'), name='publication_edition_number'), models.CheckConstraint(condition=models.Q(('author__isnull', True), ('checker__isnull', True), models.Q(('author', models.F('checker')), _negated=True), _connector='OR'), name='publication_author_not_checker'), models.CheckConstraint(condition=models.Q(('author__isnull', True), ('publisher__isnull', True), models.Q(('author', models.F('publisher')), _negated=True), _connector='OR'), name='publication_author_not_publisher'), models.CheckConstraint(condition=models.Q(('checker__isnull', True), ('publisher__isnull', True), models.Q(('checker', models.F('publisher')), _negated=True), _connector='OR'), name='publication_checker_not_publisher')],
            },
        ),
        migrations.CreateModel(
            name='Hold',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', lineofsight.trail.models.RefField(default=lineofsight.trail.refs.new_ref, editable=False, max_length=26, unique=True)),
                ('recorded_at', models.DateTimeField()),
                ('by_ref', models.CharField(max_length=26)),
                ('audience', models.PositiveSmallIntegerField(choices=[(0, 'OWN'), (1, 'HUB'), (2, 'PARTNERSHIP'), (3, 'PUBLIC')])),
                ('kind', models.CharField(choices=[('criminal proceedings', 'criminal proceedings'), ('inquest', 'inquest'), ('family proceedings', 'family proceedings')], max_length=40)),
                ('since_date', models.DateField()),
                ('role', models.CharField(max_length=100)),
                ('lifted_date', models.DateField(blank=True, null=True)),
                ('lifted_role', models.CharField(blank=True, max_length=100)),
                ('lifted_reason', models.CharField(blank=True, max_length=600)),
                ('version', models.PositiveIntegerField(default=1)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.agency')),
                ('review', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='holds', to='assurance.review')),
            ],
            options={
                'indexes': [],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('lifted_date__isnull', True), ('lifted_reason', ''), ('lifted_role', '')), models.Q(('lifted_date__isnull', False), models.Q(('lifted_role', ''), _negated=True), models.Q(('lifted_reason', ''), _negated=True)), _connector='OR'), name='publication_hold_is_lifted_with_a_reason'), models.CheckConstraint(condition=models.Q(('lifted_date__isnull', True), ('lifted_date__gte', models.F('since_date')), _connector='OR'), name='publication_hold_days_in_order')],
            },
        ),
        migrations.CreateModel(
            name='RegisteredName',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', lineofsight.trail.models.RefField(default=lineofsight.trail.refs.new_ref, editable=False, max_length=26, unique=True)),
                ('recorded_at', models.DateTimeField()),
                ('by_ref', models.CharField(max_length=26)),
                ('audience', models.PositiveSmallIntegerField(choices=[(0, 'OWN'), (1, 'HUB'), (2, 'PARTNERSHIP'), (3, 'PUBLIC')])),
                ('sha', models.CharField(blank=True, max_length=64)),
                ('key_mark', models.CharField(max_length=16)),
                ('taken_at', models.DateTimeField(blank=True, null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.agency')),
            ],
            options={
                'indexes': [],
                'constraints': [models.UniqueConstraint(condition=models.Q(('sha', ''), _negated=True), fields=('agency', 'sha'), name='publication_name_once'), models.CheckConstraint(condition=models.Q(('taken_at__isnull', True), ('sha', ''), _connector='OR'), name='publication_name_taken_away_is_blank')],
            },
        ),
        migrations.CreateModel(
            name='Artefact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', lineofsight.trail.models.RefField(default=lineofsight.trail.refs.new_ref, editable=False, max_length=26, unique=True)),
                ('recorded_at', models.DateTimeField()),
                ('by_ref', models.CharField(max_length=26)),
                ('path', models.CharField(max_length=200)),
                ('sha256', models.CharField(max_length=64)),
                ('size', models.PositiveIntegerField()),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.agency')),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='artefacts', to='publication.edition')),
            ],
            options={
                'indexes': [],
                'constraints': [models.UniqueConstraint(fields=('edition', 'path'), name='publication_artefact_once')],
            },
        ),
        migrations.CreateModel(
            name='FamilySight',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', lineofsight.trail.models.RefField(default=lineofsight.trail.refs.new_ref, editable=False, max_length=26, unique=True)),
                ('recorded_at', models.DateTimeField()),
                ('by_ref', models.CharField(max_length=26)),
                ('offered_date', models.DateField(blank=True, null=True)),
                ('not_offered_reason', models.CharField(blank=True, max_length=600)),
                ('child_line', models.CharField(blank=True, max_length=300)),
                ('role', models.CharField(max_length=100)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.agency')),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='family_sights', to='publication.edition')),
            ],
            options={
                'indexes': [],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('not_offered_reason', ''), ('offered_date__isnull', False)), models.Q(('offered_date__isnull', True), models.Q(('not_offered_reason', ''), _negated=True)), _connector='OR'), name='publication_family_offered_or_why_not')],
            },
        ),
        migrations.CreateModel(
            name='Override',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', lineofsight.trail.models.RefField(default=lineofsight.trail.refs.new_ref, editable=False, max_length=26, unique=True)),
                ('recorded_at', models.DateTimeField()),
                ('by_ref', models.CharField(max_length=26)),
                ('code', models.CharField(max_length=60)),
                ('reason', models.CharField(max_length=600)),
                ('role', models.CharField(max_length=100)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.agency')),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='overrides', to='publication.edition')),
                ('wording', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='assurance.wording')),
            ],
            options={
                'indexes': [],
                'constraints': [models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='publication_override_has_a_reason'), models.UniqueConstraint(fields=('edition', 'code', 'wording'), name='publication_override_once'), models.UniqueConstraint(condition=models.Q(('wording__isnull', True)), fields=('edition', 'code'), name='publication_override_whole_once')],
            },
        ),
        migrations.CreateModel(
            name='PartnerApproval',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', lineofsight.trail.models.RefField(default=lineofsight.trail.refs.new_ref, editable=False, max_length=26, unique=True)),
                ('recorded_at', models.DateTimeField()),
                ('by_ref', models.CharField(max_length=26)),
                ('partner', models.CharField(max_length=60)),
                ('role', models.CharField(max_length=100)),
                ('read_sha', models.CharField(max_length=64)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.agency')),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='approvals', to='publication.edition')),
            ],
            options={
                'indexes': [],
                'constraints': [models.UniqueConstraint(fields=('edition', 'agency', 'read_sha'), name='publication_partner_approves_once')],
            },
        ),
        migrations.CreateModel(
            name='Search',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', lineofsight.trail.models.RefField(default=lineofsight.trail.refs.new_ref, editable=False, max_length=26, unique=True)),
                ('recorded_at', models.DateTimeField()),
                ('by_ref', models.CharField(max_length=26)),
                ('place', models.CharField(choices=[('published judgments', 'published judgments'), ('inquest', 'inquest'), ('criminal trial', 'criminal trial'), ('press', 'press')], max_length=40)),
                ('searched_date', models.DateField()),
                ('found', models.CharField(blank=True, max_length=600)),
                ('role', models.CharField(max_length=100)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.agency')),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='searches', to='publication.edition')),
            ],
            options={
                'verbose_name_plural': 'searches',
                'indexes': [],
                'constraints': [],
            },
        ),
        migrations.CreateModel(
            name='SignOff',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', lineofsight.trail.models.RefField(default=lineofsight.trail.refs.new_ref, editable=False, max_length=26, unique=True)),
                ('recorded_at', models.DateTimeField()),
                ('by_ref', models.CharField(max_length=26)),
                ('verdict', models.CharField(choices=[('agree', 'agree'), ('different view', 'different view')], max_length=20)),
                ('view', models.TextField(blank=True, max_length=2000)),
                ('role', models.CharField(max_length=100)),
                ('recorded_role', models.CharField(blank=True, max_length=100)),
                ('agreed_where', models.CharField(blank=True, max_length=200)),
                ('agreed_date', models.DateField(blank=True, null=True)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.agency')),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signoffs', to='publication.edition')),
                ('held', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.held')),
                ('wording', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signoffs', to='assurance.wording')),
            ],
            options={
                'indexes': [],
                'constraints': [models.CheckConstraint(condition=models.Q(('verdict', 'agree'), models.Q(('view', ''), _negated=True), _connector='OR'), name='publication_different_view_has_words'), models.CheckConstraint(condition=models.Q(models.Q(('agreed_date__isnull', True), ('agreed_where', ''), ('recorded_role', '')), models.Q(models.Q(('recorded_role', ''), _negated=True), models.Q(('agreed_where', ''), _negated=True), ('agreed_date__isnull', False)), _connector='OR'), name='publication_signed_on_behalf_has_its_minute')],
            },
        ),
        migrations.CreateModel(
            name='Withdrawal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', lineofsight.trail.models.RefField(default=lineofsight.trail.refs.new_ref, editable=False, max_length=26, unique=True)),
                ('recorded_at', models.DateTimeField()),
                ('by_ref', models.CharField(max_length=26)),
                ('reason', models.CharField(max_length=600)),
                ('role', models.CharField(max_length=100)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.agency')),
                ('edition', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='withdrawal', to='publication.edition')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('publisher', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [],
                'constraints': [models.CheckConstraint(condition=models.Q(('publisher__isnull', True), models.Q(('person', models.F('publisher')), _negated=True), _connector='OR'), name='publication_withdrawn_by_a_second_person'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='publication_withdrawal_has_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='Objection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', lineofsight.trail.models.RefField(default=lineofsight.trail.refs.new_ref, editable=False, max_length=26, unique=True)),
                ('recorded_at', models.DateTimeField()),
                ('by_ref', models.CharField(max_length=26)),
                ('reason', models.CharField(max_length=600)),
                ('role', models.CharField(max_length=100)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.agency')),
                ('signoff', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='objection', to='publication.signoff')),
            ],
            options={
                'abstract': False,
                'indexes': [],
                'constraints': [],
            },
        ),
    ]
