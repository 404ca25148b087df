import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('projects', '0001_initial'),
    ]

    operations = [
        migrations.AlterField(
            model_name='participant',
            name='event',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='people', to='projects.event'),
        ),
        migrations.AddIndex(
            model_name='participant',
            index=models.Index(fields=['event', 'name'], name='participant_names'),
        ),
    ]
