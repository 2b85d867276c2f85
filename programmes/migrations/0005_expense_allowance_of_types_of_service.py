"""A type of service tells whether an expense allowance comes on top of the benefit, and the sum is a parameter."""

from datetime import date

from django.db import migrations, models

GIVEN = (
    "rehabilitative_work", "workshop", "work_trial", "language_and_work", "recognised_learning",
    "digital_skills", "green_jobs", "start_coaching",
)  # fmt: skip


def give(apps, schema_editor):
    rules = apps.get_model("programmes", "ProgrammeTypeRule").objects
    given = rules.filter(programme_type__code__in=GIVEN, paid=False)
    if given.update(expense_allowance=True):
        apps.get_model("programmes", "Parameter").objects.get_or_create(
            code="expense-allowance-day",
            valid_from=date(2020, 1, 1),
            defaults={
                "value": 9,
                "unit": "euros_a_day",
                "source": "Kulukorvaus osallistumispäivältä (tarkistettava)",
            },
        )


class Migration(migrations.Migration):
    dependencies = [("programmes", "0004_text_as_the_language_compares_it")]

    operations = [
        migrations.AddField(
            model_name="programmetyperule",
            name="expense_allowance",
            field=models.BooleanField(
                default=False, verbose_name="an expense allowance for each day beside the benefit"
            ),
        ),
        migrations.RunPython(give, migrations.RunPython.noop),
    ]
