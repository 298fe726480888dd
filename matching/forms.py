from __future__ import annotations

import datetime as dt
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from core.places import ALL_STATES
from matching.enums import Pace, Weekday
from matching.models import Subscriber
from matching.selectors.catalogue import KIND_NAMES
from matching.selectors.pay import PayQuestion, education_names, role_names
from profiles.enums import TIME_ZONES
from profiles.models.users import canonical_email
from qualifications import vocabulary
from qualifications.entries import Entry


class PayQuestionForm(forms.Form):
    role = forms.ChoiceField(label=_("Role"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False)
    education = forms.ChoiceField(label=_("Education accepted"), required=False)

    def __init__(self, data: QueryDict | None = None, **kwargs: Any) -> None:
        super().__init__(data or {}, **kwargs)
        states = sorted(ALL_STATES.items(), key=lambda item: item[1])
        self._offer("role", [("", _("All roles")), *role_names().items()])
        self._offer("state", [("", _("All states")), *states])
        self._offer("education", [("", _("Any")), *education_names().items()])

    def _offer(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field = cast(forms.ChoiceField, self.fields[name])
        field.choices = choices
        field.error_messages["invalid_choice"] = _("Choose one from the list.")

    @property
    def question(self) -> PayQuestion:
        """What could be understood; a wrong field is left out and carries its message."""
        self.full_clean()
        return PayQuestion(**{k: v for k, v in self.cleaned_data.items() if v})

    def name_of(self, field: str, value: str) -> str:
        choices: Any = cast(forms.ChoiceField, self.fields[field]).choices
        return next((str(label) for key, label in choices if key == value), "")


class CatalogueForm(forms.Form):
    q = forms.CharField(label=_("Name or letters"), required=False, max_length=80)
    kind = forms.ChoiceField(label=_("Kind"), required=False)

    def __init__(self, data: QueryDict | None = None, **kwargs: Any) -> None:
        super().__init__(data or {}, **kwargs)
        field = cast(forms.ChoiceField, self.fields["kind"])
        field.choices = [("", _("All kinds")), *KIND_NAMES.items()]
        field.error_messages["invalid_choice"] = _("Choose one from the list.")

    @property
    def kinds(self) -> list[tuple[str, Any]]:
        return list(KIND_NAMES.items())

    @property
    def asked(self) -> tuple[str, str]:
        """Words and kind; what could not be understood is left out and carries its message."""
        self.full_clean()
        return self.cleaned_data.get("q", ""), self.cleaned_data.get("kind", "")


class EntryStateForm(forms.Form):
    """The state in which a license or a state certification is looked at."""

    state = forms.ChoiceField(label=_("State"), required=False)

    def __init__(self, data: QueryDict | None = None, *, entry: Entry) -> None:
        super().__init__(data or {})
        field = cast(forms.ChoiceField, self.fields["state"])
        names = vocabulary.current().states
        states = sorted(((code, names[code]) for code in entry.by_state), key=lambda s: s[1])
        field.choices = [("", _("All states")), *states]
        field.error_messages["invalid_choice"] = _(
            "“%(value)s” is no state in which this is issued. Choose one from the list."
        )

    @property
    def chosen(self) -> str:
        """A state that issues it, or "" for all."""
        self.full_clean()
        return self.cleaned_data.get("state", "")


def _half_hours() -> list[tuple[str, str]]:
    moments = [dt.time(hour, minute) for hour in range(24) for minute in (0, 30)]
    return [
        (f"{at:%H:%M}", f"{at.hour % 12 or 12}:{at:%M} {'a.m.' if at.hour < 12 else 'p.m.'}")
        for at in moments
    ]


class TimesForm(forms.Form):
    """At which hour, by whose clock."""

    send_at = forms.ChoiceField(label=_("Hour of the mail"), choices=_half_hours, initial="07:00")
    timezone = forms.ChoiceField(label=_("Time zone"), choices=TIME_ZONES)

    def __init__(self, *args: Any, subscriber: Subscriber | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        zone = subscriber.timezone if subscriber else str(self.initial.get("timezone", ""))
        if zone and zone not in dict(TIME_ZONES):
            named = (zone, zone.rpartition("/")[2].replace("_", " "))
            cast(forms.ChoiceField, self.fields["timezone"]).choices = [named, *TIME_ZONES]
        if subscriber is not None:
            self.initial.setdefault("send_at", f"{subscriber.send_at:%H:%M}")
            self.initial.setdefault("timezone", subscriber.timezone)

    def clean_send_at(self) -> dt.time:
        return dt.time.fromisoformat(self.cleaned_data["send_at"])


class NewlyQualifyForm(TimesForm):
    newly_qualify = forms.BooleanField(
        label=_("Tell me when I newly qualify"),
        help_text=_(
            "When you add to your profile: the live jobs within your reach that you meet since then."
        ),
        required=False,
    )


class PaceForm(forms.Form):
    pace = forms.ChoiceField(
        label=_("How often"),
        choices=Pace.choices,
        initial=Pace.DAILY,
        widget=forms.RadioSelect,
    )
    weekday = forms.TypedChoiceField(
        label=_("Day of a weekly mail"),
        choices=Weekday.choices,
        coerce=int,
        initial=0,
        empty_value="0",
        required=False,
    )


class SearchEditForm(PaceForm):
    name = forms.CharField(label=_("Name"), max_length=200)
    field_order = ("name", "pace", "weekday")


class AddressForm(PaceForm, TimesForm):
    """An alert without an account."""

    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("We send one link to it. Nothing else comes until you open it and say yes."),
    )
    field_order = ("email", "pace", "weekday", "send_at", "timezone")

    def clean_email(self) -> str:
        try:
            return canonical_email(self.cleaned_data["email"])
        except ValueError as error:
            raise forms.ValidationError(_("Enter a valid e-mail address.")) from error
