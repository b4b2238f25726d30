import django.db.models.deletion
import lineofsight.mails.rules
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
            name='MailChoice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', lineofsight.trail.models.RefField(default=lineofsight.trail.refs.new_ref, editable=False, max_length=26, unique=True)),
                ('rhythm', models.CharField(choices=[('daily', 'daily'), ('weekly', 'weekly'), ('none', 'none')], max_length=10)),
                ('recorded_at', models.DateTimeField()),
                ('version', models.PositiveIntegerField(default=1)),
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [],
                'constraints': [],
            },
        ),
        migrations.CreateModel(
            name='Mail',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', lineofsight.trail.models.RefField(default=lineofsight.trail.refs.new_ref, editable=False, max_length=26, unique=True)),
                ('kind', models.CharField(choices=[('digest', 'digest'), ('reminder', 'reminder'), ('reply link', 'reply link'), ('account safety', 'account safety')], max_length=20)),
                ('key', models.CharField(blank=True, max_length=80, null=True, unique=True)),
                ('address', models.EmailField(blank=True, max_length=254)),
                ('to_words', models.CharField(max_length=250)),
                ('by_ref', models.CharField(max_length=26)),
                ('recorded_at', models.DateTimeField()),
                ('subject', models.CharField(max_length=120)),
                ('body', models.TextField(max_length=2000)),
                ('secret', models.CharField(blank=True, max_length=400)),
                ('state', models.CharField(choices=[('waiting', 'waiting'), ('sent', 'sent'), ('not sent', 'not sent'), ('dropped', 'dropped'), ('failed', 'failed')], default=lineofsight.mails.rules.MailState['WAITING'], max_length=20)),
                ('tries', models.PositiveIntegerField(default=0)),
                ('due_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('trouble', models.CharField(blank=True, max_length=400)),
                ('version', models.PositiveIntegerField(default=1)),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('state', 'waiting')), fields=['due_at'], name='mails_mail_to_send')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('address', ''), ('person__isnull', False)), models.Q(('person__isnull', True), models.Q(('address', ''), _negated=True)), _connector='OR'), name='mails_mail_has_one_recipient'), models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'failed']), ('secret', ''), _connector='OR'), name='mails_mail_that_ended_has_no_secret')],
            },
        ),
    ]
