from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('projects', '0002_names'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='participant',
            name='participant_names',
        ),
        migrations.AddIndex(
            model_name='participant',
            index=models.Index(condition=models.Q(('name', '(ลบตามคำขอ)')), fields=['event'], name='erased_people'),
        ),
    ]
