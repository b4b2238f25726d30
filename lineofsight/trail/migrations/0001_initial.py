# The first tables of the trail.

import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.lookups
import lineofsight.trail.models
import lineofsight.trail.refs
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Checkpoint',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.BigIntegerField(unique=True)),
                ('size', models.BigIntegerField(unique=True)),
                ('root', models.CharField(max_length=64)),
                ('frontier', models.TextField()),
                ('at', models.DateTimeField()),
                ('note', models.TextField()),
            ],
        ),
        migrations.CreateModel(
            name='Event',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', lineofsight.trail.models.RefField(default=lineofsight.trail.refs.new_ref, editable=False, max_length=26, unique=True)),
                ('act', models.CharField(max_length=80)),
                ('at', models.DateTimeField()),
                ('actor_ref', models.CharField(max_length=26)),
                ('subject_ref', models.CharField(blank=True, max_length=26)),
                ('agency_code', models.CharField(blank=True, max_length=40)),
                ('sens', models.CharField(choices=[('S0', 'S0'), ('S1', 'S1'), ('S2', 'S2'), ('S3', 'S3'), ('S4', 'S4')], max_length=2)),
                ('commitment', models.CharField(max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name='Seal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('seq', models.BigIntegerField(unique=True)),
                ('leaf', models.CharField(max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name='Done',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=80)),
                ('actor_ref', models.CharField(max_length=26)),
                ('location', models.CharField(max_length=400)),
                ('at', models.DateTimeField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('actor_ref', 'key'), name='trail_done_once')],
            },
        ),
        migrations.CreateModel(
            name='Payload',
            fields=[
                ('event', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='payload', serialize=False, to='trail.event')),
                ('salt', models.CharField(max_length=64)),
                ('body', models.TextField()),
            ],
        ),
        migrations.AddIndex(
            model_name='event',
            index=models.Index(fields=['subject_ref', 'id'], name='trail_event_subject'),
        ),
        migrations.AddConstraint(
            model_name='event',
            constraint=models.CheckConstraint(condition=models.Q(django.db.models.lookups.GreaterThan(django.db.models.functions.text.Length('act'), 0), django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('act'), 80)), name='trail_event_act_length'),
        ),
        migrations.AddConstraint(
            model_name='event',
            constraint=models.CheckConstraint(condition=django.db.models.lookups.Exact(django.db.models.functions.text.Length('commitment'), 64), name='trail_event_commitment_length'),
        ),
        migrations.AddConstraint(
            model_name='event',
            constraint=models.CheckConstraint(condition=models.Q(('sens__in', ['S0', 'S1', 'S2', 'S3', 'S4'])), name='trail_event_sens'),
        ),
        migrations.AddField(
            model_name='seal',
            name='event',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='seal', to='trail.event'),
        ),
    ]
