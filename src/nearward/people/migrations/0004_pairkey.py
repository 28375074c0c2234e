from pathlib import Path
from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from nearward.kit.keyring import ring_at
from nearward.kit.seal import new_key


def give_keys(apps: Any, schema_editor: Any) -> None:
    """Give a key to every link that is there already."""
    PairKey = apps.get_model("people", "PairKey")
    for pair in apps.get_model("people", "Pair").objects.filter(ended_at__isnull=True):
        ring = ring_at(Path(settings.NEARWARD_RING))
        PairKey.objects.create(pair=pair, wrapped=ring.wrap(new_key(), f"people.pair-key:{pair.pk}"))


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0003_shared_day_later'),
    ]

    operations = [
        migrations.CreateModel(
            name='PairKey',
            fields=[
                ('wrapped', models.BinaryField()),
                ('pair', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='kept_key', serialize=False, to='people.pair')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.RunPython(give_keys, migrations.RunPython.noop),
    ]
