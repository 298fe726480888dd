from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from profiles.enums import TIME_ZONES, Visibility
from profiles.models import Employer, User


class AccountForm(forms.Form):
    full_name = forms.CharField(
        label=_("Your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    language = forms.ChoiceField(label=_("Language of pages and mails"), choices=settings.LANGUAGES)
    timezone = forms.ChoiceField(label=_("Time zone"), choices=TIME_ZONES)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {name: getattr(user, name) for name in self.base_fields})
        super().__init__(*args, **kwargs)
        if len(settings.LANGUAGES) == 1:  # nothing to choose
            del self.fields["language"]
        if user.timezone not in dict(TIME_ZONES):
            name = str(ZoneInfo(user.timezone))
            self.fields["timezone"].choices = [(name, name), *TIME_ZONES]


class VisibilityForm(forms.Form):
    visibility = forms.ChoiceField(
        label=_("Who may find you"), choices=Visibility.choices, widget=forms.RadioSelect
    )


class ExclusionForm(forms.Form):
    employer = forms.CharField(
        label=_("Employer to hide from"),
        max_length=120,
        help_text=_(
            "Its name as on this site. Its parent and sister organizations are hidden from, too."
        ),
    )

    def clean_employer(self) -> Employer:
        name = self.cleaned_data["employer"].strip()
        found = Employer.objects.filter(name__iexact=name).order_by("pk").first()
        if found is None:
            raise forms.ValidationError(
                gettext("No employer here bears this name. Compare the spelling with its page.")
            )
        return found


class MailedCodeForm(forms.Form):
    code = forms.CharField(
        label=_("The six-digit code"),
        max_length=12,
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "class": "code"}
        ),
    )


class DeletionForm(forms.Form):
    understood = forms.BooleanField(
        label=_("I understand that this cannot be undone."),
        error_messages={"required": _("Tick the box if you really want to delete your account.")},
    )
