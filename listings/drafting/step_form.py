"""What every step of the posting page can do."""

from __future__ import annotations

from typing import Any

from django import forms

from profiles.models import Employer


class StepForm(forms.Form):
    """A step. Bind it with the content to check it; give the content as `initial` to draw it."""

    def __init__(self, *args: Any, employer: Employer | None = None, **kwargs: Any) -> None:
        self.employer = employer
        super().__init__(*args, **kwargs)
        self.label_suffix = ""

    def typed(self) -> dict[str, Any]:
        """The values as they came, wrong ones too: what a draft keeps."""
        return {
            name: field.widget.value_from_datadict(self.data, self.files, self.add_prefix(name))
            for name, field in self.fields.items()
        }
