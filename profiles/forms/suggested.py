from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from qualifications import vocabulary
from qualifications.holding import Fact
from qualifications.short_facts import ShortFacts, needs_dates, short_words


class SuggestedFactsForm(forms.Form):
    """Each fact a box, ticked: she decides which become lines of her profile."""

    facts = forms.MultipleChoiceField(
        label=_("These are true of me"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, data: Any = None, *, stated: ShortFacts) -> None:
        words = vocabulary.current()
        pairs = list(zip(stated.slugs, stated.facts, strict=True))
        self.by_slug = {slug: f for slug, f in pairs if not needs_dates(f, words)}
        self.dated = [short_words(f, words) for slug, f in pairs if slug not in self.by_slug]
        super().__init__(data, initial={"facts": list(self.by_slug)})
        self.fields["facts"].choices = [  # type: ignore[attr-defined]
            (slug, short_words(fact, words)) for slug, fact in self.by_slug.items()
        ]

    def chosen(self) -> list[Fact]:
        return [self.by_slug[slug] for slug in self.cleaned_data["facts"]]
