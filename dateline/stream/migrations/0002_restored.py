from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("stream", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="log",
            name="restored",
            field=models.PositiveBigIntegerField(default=0),
        ),
    ]
