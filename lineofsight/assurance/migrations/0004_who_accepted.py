
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('assurance', '0003_also_named'),
    ]

    operations = [
        migrations.AddField(
            model_name='evidence',
            name='accepted_by_ref',
            field=models.CharField(blank=True, max_length=26),
        ),
    ]
