
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('assurance', '0002_own_measures'),
    ]

    operations = [
        migrations.AddField(
            model_name='evidence',
            name='accepted_by_ref',
            field=models.CharField(blank=True, max_length=26),
        ),
    ]
