from __future__ import annotations

from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from core.places import ALL_STATES
from matching.selectors.pay import PayQuestion, education_names, role_names


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
