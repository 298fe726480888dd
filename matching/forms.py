from __future__ import annotations

from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from core.places import ALL_STATES
from matching.selectors.catalogue import KIND_NAMES
from matching.selectors.pay import PayQuestion, education_names, role_names
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
