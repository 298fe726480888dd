"""The vocabulary for admins: every row shows its source, and its history by trigger."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from qualifications import models
from qualifications.services import apply_admin_change


class VocabularyAdmin(admin.ModelAdmin):
    """Saving keeps the row from the next catalogue load and shows at the next request everywhere."""

    list_per_page = 50

    def save_model(self, request: HttpRequest, obj: Any, form: ModelForm, change: bool) -> None:
        super().save_model(request, obj, form, change)
        apply_admin_change(obj, by=request.user, fields=form.changed_data)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        super().delete_model(request, obj)
        apply_admin_change(by=request.user)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet) -> None:
        super().delete_queryset(request, queryset)
        apply_admin_change(by=request.user)


class TrackedAdmin(VocabularyAdmin):
    readonly_fields = ("history",)

    @admin.display(description=_("Earlier values"))
    def history(self, obj: Any) -> Any:
        if obj.pk is None:
            return ""
        rows = obj.events.order_by("-pgh_created_at").values()[:20]
        return "\n".join(_earlier(row, obj) for row in rows) or _("Unchanged so far.")


def _earlier(row: dict[str, Any], obj: Any) -> str:
    names = [f.attname for f in obj._meta.fields]
    differing = [f"{n}={row[n]!r}" for n in names if n in row and row[n] != getattr(obj, n)]
    when = row["pgh_created_at"].strftime("%Y-%m-%d %H:%M")
    return f"{when} {row['pgh_label']}: {', '.join(differing) or 'as now'}"


@admin.register(models.Term)
class TermAdmin(TrackedAdmin):
    list_display = ("slug", "name", "kind", "state", "source", "verified_on", "certainty")
    list_filter = ("kind", "retired", "locally_edited", "certainty")
    search_fields = ("slug", "name", "short_name")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        # Formulas and profiles name terms by slug: retire them instead.
        return False


@admin.register(models.Compact)
class CompactAdmin(TrackedAdmin):
    list_display = ("name", "model", "enabled", "verified_on")


@admin.register(models.CompactMember)
class CompactMemberAdmin(TrackedAdmin):
    list_display = ("compact", "state", "status", "valid_from", "valid_to", "verified_on")
    list_filter = ("compact", "status")
    list_select_related = ("compact", "state")

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """New rows count on from the highest id; those of the catalogue stay below 100,000."""
        last = models.CompactMember.objects.order_by("-id").values_list("id", flat=True).first()
        return {"id": max(100_000, (last or 0) + 1), **super().get_changeform_initial_data(request)}


@admin.register(models.LicenseTitle)
class LicenseTitleAdmin(TrackedAdmin):
    list_display = ("state", "title", "level", "position", "certainty")
    list_filter = ("level", "certainty")
    search_fields = ("title", "state__name")
    list_select_related = ("state",)


@admin.register(models.RoleFamily)
class RoleFamilyAdmin(TrackedAdmin):
    list_display = ("name", "kind", "is_excluded", "retired")
    list_filter = ("kind",)


@admin.register(models.Setting)
class SettingAdmin(TrackedAdmin):
    list_display = ("name", "slug", "retired")


@admin.register(models.SearchGroup)
class SearchGroupAdmin(TrackedAdmin):
    list_display = ("slug", "words", "ambiguous_words")


@admin.register(models.Ladder)
class LadderAdmin(TrackedAdmin):
    list_display = ("name", "steps", "retired")


@admin.register(models.Pathway)
class PathwayAdmin(TrackedAdmin):
    list_display = ("route", "to_term", "typical_time", "verified_on")
    list_select_related = ("to_term",)
    autocomplete_fields = ("from_term", "to_term")


admin.site.register(models.Duty, VocabularyAdmin)
admin.site.register(models.SoftSkill, VocabularyAdmin)
