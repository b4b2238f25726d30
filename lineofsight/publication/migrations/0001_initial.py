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
