from __future__ import annotations

import json
from pathlib import Path
from typing import Any, cast

from django.db import transaction
from django.db.models import Field

from listings.models import PayLaw, RoleTemplate
from qualifications.models import RoleFamily

CATALOGUE = Path(__file__).resolve().parent.parent / "catalogue"


@transaction.atomic
def load_listing_catalogue() -> dict[str, dict[str, int]]:
    """Role templates and pay laws out of `listings/catalogue`, again and again with the same result.

    Returns {"role_templates" | "pay_laws": {"added", "changed", "unchanged"}}. A pay law an admin has
    changed stays as it is. Needs the vocabulary to be loaded.
    """
    return {
        "role_templates": _templates(_read("role_templates.json")),
        "pay_laws": _laws(_read("pay_laws.json")),
    }


def _read(name: str) -> Any:
    return json.loads((CATALOGUE / name).read_text(encoding="utf-8"))


def _templates(wanted: dict[str, dict[str, Any]]) -> dict[str, int]:
    families = RoleFamily.objects.in_bulk(list(wanted), field_name="slug")
    present = {
        template.role_family.slug: template
        for template in RoleTemplate.objects.select_related("role_family")
    }
    counts = {"added": 0, "changed": 0, "unchanged": 0}
    for slug, content in wanted.items():
        content = {"requirements": families[slug].typical_tree, **content}
        template = present.get(slug)
        if template is None:
            RoleTemplate.objects.create(role_family=families[slug], content=content)
            counts["added"] += 1
        elif template.content != content:
            template.content = content
            template.save(update_fields=["content"])
            counts["changed"] += 1
        else:
            counts["unchanged"] += 1
    return counts


def _laws(wanted: list[dict[str, Any]]) -> dict[str, int]:
    present = PayLaw.objects.in_bulk(field_name="slug")
    counts = {"added": 0, "changed": 0, "unchanged": 0}
    for row in wanted:
        law = present.get(row["slug"]) or PayLaw(slug=row["slug"])
        fields = {name: _column(name).to_python(value) for name, value in row.items()}
        different = [name for name, value in fields.items() if getattr(law, name) != value]
        if law.pk and (law.locally_edited or not different):
            counts["unchanged"] += 1
            continue
        counts["changed" if law.pk else "added"] += 1
        for name, value in fields.items():
            setattr(law, name, value)
        law.save()
    return counts


def _column(name: str) -> Field:
    return cast(Field, PayLaw._meta.get_field(name))
