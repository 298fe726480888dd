from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from core.places import ALL_STATES
from matching.selectors.pay import PayQuestion, education_names, role_names


class PayQuestionForm(forms.Form):
    role = forms.ChoiceField(label=_("Role"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False)
    education = forms.ChoiceField(label=_("Education accepted"), required=False)

    def __init__(self, data=None, **kwargs):
        super().__init__(data or {}, **kwargs)
        self.fields["role"].choices = [("", _("All roles")), *role_names().items()]
        self.fields["state"].choices = [
            ("", _("All states")),
            *sorted(ALL_STATES.items(), key=lambda item: item[1]),
        ]
        self.fields["education"].choices = [("", _("Any")), *education_names().items()]
        for field in self.fields.values():
            field.error_messages["invalid_choice"] = _("Choose one from the list.")

    @property
    def question(self) -> PayQuestion:
        """What could be understood; a wrong field is left out and carries its message."""
        self.full_clean()
        return PayQuestion(**{k: v for k, v in self.cleaned_data.items() if v})

    def name_of(self, field: str, value: str) -> str:
        return str(dict(self.fields[field].choices).get(value, ""))
