"""Fields several forms share."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.places import Place, find_place
from profiles.models.users import canonical_email


class PlaceField(forms.CharField):
    """Typed as a ZIP code or "Cincinnati, OH"; cleaned to a Place."""

    default_error_messages = {
        "unknown": _("We do not know this place. Enter a US ZIP code, or a city with its state."),
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 80)
        super().__init__(**kwargs)
        self.widget.attrs.setdefault("autocomplete", "postal-code")

    def prepare_value(self, value: Any) -> Any:
        return value.zip if isinstance(value, Place) else value

    def clean(self, value: Any) -> Place | None:
        text = super().clean(value)
        if not text:
            return None
        place = find_place(text)
        if place is None:
            raise ValidationError(self.error_messages["unknown"], code="unknown")
        return place

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)


class CanonicalEmailField(forms.EmailField):
    default_error_messages = {"invalid": _("Enter a valid e-mail address.")}

    def clean(self, value: Any) -> str:
        try:
            return super().clean(canonical_email(value) if value else value)
        except ValueError as error:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from error


class DayField(forms.DateField):
    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
        super().__init__(**kwargs)


def yes_no(label: Any, help_text: Any = "") -> forms.TypedChoiceField:
    """Yes, no, or nothing said (None)."""
    return forms.TypedChoiceField(
        label=label,
        help_text=help_text,
        required=False,
        choices=[("yes", _("Yes")), ("no", _("No")), ("", _("I have not said"))],
        coerce=lambda value: {"yes": True, "no": False}.get(value),
        empty_value=None,
        widget=forms.RadioSelect(attrs={"class": "seg"}),
    )


def as_yes_no(value: bool | None) -> str:
    return "" if value is None else "yes" if value else "no"
