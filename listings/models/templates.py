from __future__ import annotations

from django.db import models

from qualifications.models import RoleFamily


class RoleTemplate(models.Model):
    """What the posting form starts from for a role family: duties, requirements, workload, wording."""

    role_family = models.OneToOneField(
        RoleFamily, on_delete=models.CASCADE, related_name="template"
    )
    content = models.JSONField(default=dict)

    def __str__(self) -> str:
        return str(self.role_family)
