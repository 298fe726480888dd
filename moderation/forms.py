from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from moderation.enums import CaseReason


class DecisionForm(forms.Form):
    """Reason and note of a decision; a note per field comes beside it as `note_<field>`."""

    reason = forms.ChoiceField(
        label=_("Reason sent to the employer"),
        choices=[("", _("Choose a reason")), *CaseReason.choices],
        required=False,
    )
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("For the employer when you send back; for your colleagues when you hold."),
    )
    harmless = forms.BooleanField(
        label=_("I looked at every hard stop: the words are harmless here"), required=False
    )

    def __init__(self, *args: Any, hard_stops: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        if not hard_stops:
            del self.fields["harmless"]

    def field_notes(self) -> dict[str, str]:
        """Notes by content field, as typed."""
        return {
            key.removeprefix("note_"): str(value)[:1000]
            for key, value in self.data.items()
            if key.startswith("note_") and str(value).strip()
        }
