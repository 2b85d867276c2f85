import django.db.models.deletion
import workflow.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('reports', '0008_board_days'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Making',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('asked_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('is_held', models.BooleanField(default=False)),
                ('beat_at', models.DateTimeField(null=True)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('done', models.PositiveBigIntegerField(default=0)),
                ('total', models.PositiveBigIntegerField(default=0)),
                ('reference', models.CharField(default=workflow.models.new_reference, editable=False, max_length=20)),
                ('kind', models.CharField(choices=[('file', 'File'), ('draft', 'Draft')], max_length=10)),
                ('status', models.CharField(choices=[('waits', 'Waits'), ('ready', 'Ready'), ('failed', 'Failed')], default='waits', max_length=10)),
                ('report', models.CharField(blank=True, max_length=40)),
                ('file_format', models.CharField(blank=True, max_length=10)),
                ('municipality', models.CharField(blank=True, max_length=10)),
                ('period_from', models.DateField()),
                ('period_to', models.DateField()),
                ('language', models.CharField(max_length=12)),
                ('scope', models.CharField(max_length=64)),
                ('file', models.CharField(blank=True, max_length=120)),
                ('size', models.PositiveBigIntegerField(default=0)),
                ('problem', models.CharField(blank=True, max_length=300)),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-pk'],
                'constraints': [models.UniqueConstraint(fields=('reference',), name='making_reference_once'), models.UniqueConstraint(condition=models.Q(('is_held', True)), fields=('is_held',), name='one_making_at_work'), models.CheckConstraint(condition=models.Q(('kind__in', ['file', 'draft']), ('status__in', ['waits', 'ready', 'failed'])), name='making_kind_and_status_known')],
            },
        ),
    ]
