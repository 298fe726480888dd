from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

WORK, HIRING = "work", "hiring"


class SignupForm(forms.Form):
    """What we ask beside the address; allauth adds e-mail and password below."""

    purpose = forms.ChoiceField(
        label=_("What brings you here?"),
        choices=[(WORK, _("I am looking for work")), (HIRING, _("I am hiring"))],
        initial=WORK,
        widget=forms.RadioSelect(attrs={"class": "seg"}),
        help_text=_("One account does both; this only chooses your first step."),
    )
    full_name = forms.CharField(
        label=_("Your name"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )

    def signup(self, request, user) -> None:
        """Asked for by allauth; the adapter has stored everything."""
