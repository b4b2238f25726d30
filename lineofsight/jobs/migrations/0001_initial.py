import django.db.models.deletion
import lineofsight.jobs.rules
import lineofsight.trail.models
import lineofsight.trail.refs
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('partnership', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='Worker',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=40, unique=True)),
                ('began_at', models.DateTimeField()),
                ('beat_at', models.DateTimeField()),
            ],
            options={
                'indexes': [],
                'constraints': [],
            },
        ),
        migrations.CreateModel(
            name='Job',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', lineofsight.trail.models.RefField(default=lineofsight.trail.refs.new_ref, editable=False, max_length=26, unique=True)),
                ('kind', models.CharField(choices=[('write a plan', 'write a plan'), ('read a return', 'read a return'), ('take a return', 'take a return'), ("put the day's digests together", "put the day's digests together")], max_length=40)),
                ('key', models.CharField(blank=True, max_length=80, null=True, unique=True)),
                ('by_ref', models.CharField(max_length=26)),
                ('recorded_at', models.DateTimeField()),
                ('about', models.CharField(blank=True, max_length=200)),
                ('order', models.TextField(blank=True, max_length=4000)),
                ('state', models.CharField(choices=[('waiting', 'waiting'), ('running', 'running'), ('done', 'done'), ('failed', 'failed'), ('cancelled', 'cancelled')], default=lineofsight.jobs.rules.JobState['WAITING'], max_length=20)),
                ('tries', models.PositiveIntegerField(default=0)),
                ('done', models.PositiveIntegerField(default=0)),
                ('of', models.PositiveIntegerField(default=0)),
                ('due_at', models.DateTimeField()),
                ('began_at', models.DateTimeField(blank=True, null=True)),
                ('beat_at', models.DateTimeField(blank=True, null=True)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('trouble', models.CharField(blank=True, max_length=400)),
                ('result_ref', models.CharField(blank=True, max_length=26)),
                ('version', models.PositiveIntegerField(default=1)),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('state__in', ['waiting', 'running'])), fields=['due_at'], name='jobs_job_to_do')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('state', 'failed'), _negated=True), models.Q(('trouble', ''), _negated=True), _connector='OR'), name='jobs_job_that_failed_says_why')],
            },
        ),
    ]
