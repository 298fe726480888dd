"""What a new posting of a role starts with."""

from __future__ import annotations

from typing import Any

from listings.models import RoleTemplate
from qualifications.models import RoleFamily


def template_content(role_family: str) -> dict[str, Any]:
    """The role's template; without one, the role's typical requirements only."""
    template = RoleTemplate.objects.filter(role_family__slug=role_family).first()
    if template:
        return dict(template.content)
    family = RoleFamily.objects.filter(slug=role_family).first()
    return {"requirements": family.typical_tree} if family and family.typical_tree else {}
