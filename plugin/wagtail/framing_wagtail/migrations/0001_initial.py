"""Waivers, and the workflow step."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

PAGE = getattr(settings, "WAGTAIL_PAGE_MODEL", "wagtailcore.Page")
SEVERITIES = [
    ("error", "things to fix: contradictions that can be proved"),
    ("warning", "things to fix and places to look at"),
    ("info", "every finding"),
]


class Migration(migrations.Migration):
    """Needs of Wagtail only what its version 7.0 has."""

    initial = True

    dependencies = [
        ("wagtailcore", "0094_alter_page_locale"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        migrations.swappable_dependency(PAGE),
    ]

    operations = [
        migrations.CreateModel(
            name="FramingTask",
            fields=[
                (
                    "task_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="wagtailcore.task",
                    ),
                ),
                (
                    "severity",
                    models.CharField(choices=SEVERITIES, default="error", max_length=10, verbose_name="send back for"),
                ),
            ],
            options={"verbose_name": "Framing check", "verbose_name_plural": "Framing checks"},
            bases=("wagtailcore.task",),
        ),
        migrations.CreateModel(
            name="Waiver",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("fingerprint", models.CharField(max_length=64, verbose_name="fingerprint")),
                ("rule", models.CharField(max_length=100, verbose_name="rule")),
                ("quote", models.TextField(blank=True, verbose_name="words")),
                ("reason", models.CharField(max_length=200, verbose_name="reason")),
                ("note", models.TextField(blank=True, verbose_name="note")),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("publisher", models.BooleanField(verbose_name="could publish")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="when")),
                ("restored_at", models.DateTimeField(blank=True, null=True, verbose_name="taken back")),
                (
                    "page",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=PAGE, verbose_name="page"
                    ),
                ),
                (
                    "restored_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="taken back by",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
            ],
            options={
                "verbose_name": "waiver",
                "verbose_name_plural": "waivers",
                "indexes": [models.Index(fields=["page", "fingerprint"], name="framing_waiver_lookup")],
            },
        ),
    ]
