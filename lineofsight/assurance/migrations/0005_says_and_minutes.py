import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('assurance', '0004_who_accepted'),
        ('files', '0001_initial'),
        ('partnership', '0003_deletions_asked'),
    ]

    operations = [
        migrations.AddField(
            model_name='actionmove',
            name='agreed_by',
            field=models.CharField(blank=True, max_length=100),
        ),
        migrations.AddField(
            model_name='actionmove',
            name='agreed_date',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='actionmove',
            name='agreed_where',
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name='actionmove',
            name='held',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.held'),
        ),
        migrations.AddField(
            model_name='recommendationmove',
            name='agreed_by',
            field=models.CharField(blank=True, max_length=100),
        ),
        migrations.AddField(
            model_name='recommendationmove',
            name='agreed_date',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='recommendationmove',
            name='agreed_where',
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name='recommendationmove',
            name='held',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.held'),
        ),
        migrations.AddField(
            model_name='update',
            name='says',
            field=models.CharField(blank=True, choices=[('agreed', 'agreed'), ('begun', 'begun'), ('done', 'done'), ('not done', 'not done')], max_length=20),
        ),
        migrations.AlterField(
            model_name='roundanswer',
            name='kind',
            field=models.CharField(choices=[('done', 'done'), ('begun', 'begun'), ('agreed', 'agreed'), ('not done', 'not done'), ('update', 'update'), ('unchanged', 'unchanged'), ('nothing to report', 'nothing to report')], max_length=20),
        ),
        migrations.AddConstraint(
            model_name='actionmove',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('agreed_by', ''), ('agreed_date__isnull', True), ('agreed_where', '')), models.Q(models.Q(('agreed_by', ''), _negated=True), models.Q(('agreed_where', ''), _negated=True), ('agreed_date__isnull', False)), _connector='OR'), name='assurance_action_move_minute'),
        ),
        migrations.AddConstraint(
            model_name='recommendationmove',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('agreed_by', ''), ('agreed_date__isnull', True), ('agreed_where', '')), models.Q(models.Q(('agreed_by', ''), _negated=True), models.Q(('agreed_where', ''), _negated=True), ('agreed_date__isnull', False)), _connector='OR'), name='assurance_recommendation_move_minute'),
        ),
    ]
