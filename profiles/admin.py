"""Rescue only: look people and employers up, switch an account off. Everything else has its own pages."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from profiles.models import Employer, User


@admin.register(User)
class UserAdmin(admin.ModelAdmin):
    list_display = ["email", "full_name", "is_active", "is_moderator", "is_staff", "date_joined"]
    list_filter = ["is_active", "is_moderator", "is_staff"]
    search_fields = ["email", "full_name"]
    fields = ["email", "full_name", "is_active", "is_moderator", "is_staff", "suspended_at"]
    readonly_fields = ["email", "full_name", "suspended_at"]
    ordering = ["email"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False  # erasing goes through services.erase, everywhere at once


@admin.register(Employer)
class EmployerAdmin(admin.ModelAdmin):
    list_display = ["name", "kind", "level", "email_domain", "suspended_at"]
    list_filter = ["level", "kind"]
    search_fields = ["name", "email_domain"]
    fields = ["name", "kind", "website", "email_domain", "parent", "level", "suspended_at"]
    readonly_fields = ["name", "kind", "website", "email_domain", "level", "suspended_at"]
    autocomplete_fields = ["parent"]
    ordering = ["name"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
