import django.db.models.deletion
import lineofsight.trail.models
import lineofsight.trail.refs
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('ref', lineofsight.trail.models.RefField(default=lineofsight.trail.refs.new_ref, editable=False, max_length=26, unique=True)),
                ('email', models.EmailField(max_length=254, unique=True)),
                ('name', models.CharField(blank=True, max_length=120)),
                ('is_active', models.BooleanField(default=True)),
                ('session_epoch', models.PositiveIntegerField(default=0)),
            ],
            options={
                'verbose_name_plural': 'people',
                'indexes': [],
                'constraints': [],
            },
        ),
        migrations.CreateModel(
            name='Agency',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', lineofsight.trail.models.RefField(default=lineofsight.trail.refs.new_ref, editable=False, max_length=26, unique=True)),
                ('code', models.SlugField(max_length=40, unique=True)),
                ('name', models.CharField(max_length=200, unique=True)),
                ('short_name', models.CharField(blank=True, max_length=60)),
                ('kind', models.CharField(choices=[('hub', 'hub'), ('council', 'council'), ('court advisory', 'court advisory'), ('health', 'health'), ('probation', 'probation'), ('police', 'police'), ('integrated care board', 'integrated care board'), ('education', 'education'), ('independent', 'independent')], max_length=30)),
                ('closed_date', models.DateField(blank=True, null=True)),
                ('successor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='predecessors', to='partnership.agency')),
            ],
            options={
                'verbose_name_plural': 'agencies',
                'indexes': [],
                'constraints': [models.UniqueConstraint(condition=models.Q(('kind', 'hub')), fields=('kind',), name='partnership_one_hub'), models.CheckConstraint(condition=models.Q(('successor__isnull', True), models.Q(('successor', models.F('id')), _negated=True), _connector='OR'), name='partnership_successor_is_another')],
            },
        ),
        migrations.CreateModel(
            name='RetentionDecision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', lineofsight.trail.models.RefField(default=lineofsight.trail.refs.new_ref, editable=False, max_length=26, unique=True)),
                ('kind', models.CharField(max_length=40)),
                ('rule', models.CharField(max_length=80)),
                ('before_date', models.DateField()),
                ('due_count', models.PositiveIntegerField()),
                ('outcome', models.CharField(choices=[('keep', 'keep'), ('delete', 'delete')], max_length=10)),
                ('keep_until', models.DateField(blank=True, null=True)),
                ('deleted', models.PositiveIntegerField(default=0)),
                ('reason', models.CharField(max_length=800)),
                ('by_role', models.CharField(max_length=120)),
                ('recorded_at', models.DateTimeField()),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='partnership_retention_says_why'), models.CheckConstraint(condition=models.Q(models.Q(('deleted', 0), ('keep_until__isnull', False), ('outcome', 'keep')), models.Q(('keep_until__isnull', True), ('outcome', 'delete')), _connector='OR'), name='partnership_retention_keeps_until_a_day')],
            },
        ),
        migrations.CreateModel(
            name='AccessQuestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', lineofsight.trail.models.RefField(default=lineofsight.trail.refs.new_ref, editable=False, max_length=26, unique=True)),
                ('about', models.CharField(choices=[('a read', 'a read'), ('sees too much', 'sees too much')], max_length=20)),
                ('kind', models.CharField(max_length=20)),
                ('subject_ref', models.CharField(max_length=26)),
                ('stops', models.BooleanField(default=False)),
                ('reader_ref', models.CharField(blank=True, max_length=26)),
                ('read_at', models.DateTimeField(blank=True, null=True)),
                ('asks', models.CharField(max_length=800)),
                ('by_role', models.CharField(max_length=120)),
                ('recorded_at', models.DateTimeField()),
                ('answer', models.CharField(blank=True, max_length=800)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.agency')),
            ],
            options={
                'indexes': [],
                'constraints': [models.CheckConstraint(condition=models.Q(('answered_by__isnull', True), models.Q(('answered_by', models.F('person')), _negated=True), _connector='OR'), name='partnership_access_not_answered_by_who_asked'), models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('answered_at__isnull', True), ('answered_by__isnull', True)), models.Q(models.Q(('answer', ''), _negated=True), ('answered_at__isnull', False), ('answered_by__isnull', False)), _connector='OR'), name='partnership_access_answered_whole'), models.CheckConstraint(condition=models.Q(models.Q(('about', 'a read'), ('read_at__isnull', False), models.Q(('reader_ref', ''), _negated=True)), models.Q(('about', 'sees too much'), ('read_at__isnull', True), ('reader_ref', '')), _connector='OR'), name='partnership_access_about_a_read_names_it')],
            },
        ),
        migrations.CreateModel(
            name='CalendarFeed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', lineofsight.trail.models.RefField(default=lineofsight.trail.refs.new_ref, editable=False, max_length=26, unique=True)),
                ('token_sha', models.CharField(max_length=64, unique=True)),
                ('recorded_at', models.DateTimeField()),
                ('revoked_at', models.DateTimeField(blank=True, null=True)),
                ('tries', models.PositiveIntegerField(default=0)),
                ('tries_since', models.DateTimeField(blank=True, null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [],
                'constraints': [models.UniqueConstraint(condition=models.Q(('revoked_at__isnull', True)), fields=('person',), name='partnership_one_calendar_each')],
            },
        ),
        migrations.CreateModel(
            name='Grant',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', lineofsight.trail.models.RefField(default=lineofsight.trail.refs.new_ref, editable=False, max_length=26, unique=True)),
                ('purpose', models.CharField(max_length=600)),
                ('days', models.PositiveSmallIntegerField()),
                ('state', models.CharField(choices=[('asked', 'asked'), ('approved', 'approved'), ('refused', 'refused'), ('withdrawn', 'withdrawn')], default='asked', max_length=20)),
                ('by_ref', models.CharField(max_length=26)),
                ('recorded_at', models.DateTimeField()),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('decide_reason', models.CharField(blank=True, max_length=400)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('end_reason', models.CharField(blank=True, max_length=400)),
                ('version', models.PositiveIntegerField(default=1)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.agency')),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('ended_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='grants', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [],
                'constraints': [models.CheckConstraint(condition=models.Q(('days__gte', 1), ('days__lte', 14)), name='partnership_grant_for_a_few_days'), models.CheckConstraint(condition=models.Q(('decided_by__isnull', True), models.Q(('decided_by', models.F('person')), _negated=True), _connector='OR'), name='partnership_grant_not_by_who_asked'), models.CheckConstraint(condition=models.Q(('state', 'asked'), models.Q(('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='partnership_grant_decided_by_somebody')],
            },
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', lineofsight.trail.models.RefField(default=lineofsight.trail.refs.new_ref, editable=False, max_length=26, unique=True)),
                ('email', models.EmailField(max_length=254)),
                ('role', models.CharField(choices=[('contributor', 'contributor'), ('practitioner', 'practitioner'), ('team manager', 'team manager'), ('reviewing officer', 'reviewing officer'), ('executive', 'executive'), ('safeguarding lead', 'safeguarding lead'), ('analyst', 'analyst'), ('audit and learning lead', 'audit and learning lead'), ('leader', 'leader'), ('business manager', 'business manager'), ('scrutineer', 'scrutineer'), ('checker', 'checker'), ('publisher', 'publisher'), ('data-protection officer', 'data-protection officer'), ('administrator', 'administrator')], max_length=30)),
                ('token_sha', models.CharField(max_length=64, unique=True)),
                ('by_ref', models.CharField(max_length=26)),
                ('recorded_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField()),
                ('used_at', models.DateTimeField(blank=True, null=True)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.agency')),
            ],
            options={
                'indexes': [],
                'constraints': [],
            },
        ),
        migrations.CreateModel(
            name='LostAuthenticator',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', lineofsight.trail.models.RefField(default=lineofsight.trail.refs.new_ref, editable=False, max_length=26, unique=True)),
                ('reason', models.CharField(max_length=400)),
                ('recorded_at', models.DateTimeField()),
                ('approved_at', models.DateTimeField(blank=True, null=True)),
                ('approved_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [],
                'constraints': [models.CheckConstraint(condition=models.Q(('approved_by__isnull', True), models.Q(models.Q(('approved_by', models.F('asked_by')), _negated=True), models.Q(('approved_by', models.F('person')), _negated=True)), _connector='OR'), name='partnership_lost_authenticator_two_people'), models.CheckConstraint(condition=models.Q(('asked_by', models.F('person')), _negated=True), name='partnership_lost_not_asked_by_self')],
            },
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', lineofsight.trail.models.RefField(default=lineofsight.trail.refs.new_ref, editable=False, max_length=26, unique=True)),
                ('role', models.CharField(choices=[('contributor', 'contributor'), ('practitioner', 'practitioner'), ('team manager', 'team manager'), ('reviewing officer', 'reviewing officer'), ('executive', 'executive'), ('safeguarding lead', 'safeguarding lead'), ('analyst', 'analyst'), ('audit and learning lead', 'audit and learning lead'), ('leader', 'leader'), ('business manager', 'business manager'), ('scrutineer', 'scrutineer'), ('checker', 'checker'), ('publisher', 'publisher'), ('data-protection officer', 'data-protection officer'), ('administrator', 'administrator')], max_length=30)),
                ('from_date', models.DateField()),
                ('until_date', models.DateField(blank=True, null=True)),
                ('by_ref', models.CharField(max_length=26)),
                ('recorded_at', models.DateTimeField()),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='partnership.agency')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [],
                'constraints': [models.CheckConstraint(condition=models.Q(('until_date__isnull', True), ('until_date__gte', models.F('from_date')), _connector='OR'), name='partnership_membership_ends_after_start'), models.UniqueConstraint(condition=models.Q(('until_date__isnull', True)), fields=('person', 'agency', 'role'), name='partnership_membership_once')],
            },
        ),
        migrations.CreateModel(
            name='GrantSample',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('review', 'review'), ('statement', 'statement'), ('evidence', 'evidence')], max_length=20)),
                ('subject_ref', models.CharField(max_length=26)),
                ('grant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sample', to='partnership.grant')),
            ],
            options={
                'indexes': [],
                'constraints': [models.UniqueConstraint(fields=('grant', 'subject_ref'), name='partnership_grant_sample_once')],
            },
        ),
    ]
