"""Small forms around a posting. The steps of the posting itself are in `drafting.schema`."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from listings.enums import ClosedReason
from profiles.models import Employer
from qualifications.selectors import role_families_offered


class PostingCreateForm(forms.Form):
    """What a new job starts from."""

    employer = forms.ModelChoiceField(
        queryset=Employer.objects.none(),
        to_field_name="public_id",
        label=gettext_lazy("Employer"),
        empty_label=None,
    )
    role_family = forms.ChoiceField(
        label=gettext_lazy("Role"),
        choices=lambda: [
            ("", _("Choose a role")),
            *role_families_offered().values_list("slug", "name"),
        ],
        help_text=gettext_lazy(
            "The form is filled in with what is usual for this role. You change what differs."
        ),
    )
    title = forms.CharField(
        label=gettext_lazy("Job title"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Left empty, the name of the role."),
    )
    facility = forms.ChoiceField(label=gettext_lazy("Site"), required=False)

    def __init__(self, *args: Any, employers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["employer"].queryset = employers
        sites = [site for employer in employers for site in employer.facilities.all()]
        self.fields["facility"].choices = [
            ("", _("Choose a site, or none for remote work")),
            *(
                (site.public_id, f"{site.name}, {site.place.city}, {site.place.state}")
                for site in sites
            ),
        ]
        if len(employers) == 1:
            self.fields["employer"].widget = forms.HiddenInput()
            self.fields["employer"].initial = employers[0].public_id
        if len(sites) == 1:
            self.fields["facility"].initial = sites[0].public_id


class PostingCloseForm(forms.Form):
    reason = forms.ChoiceField(
        label=gettext_lazy("Why does it close?"),
        choices=[
            (ClosedReason.FILLED, gettext_lazy("We filled it")),
            (ClosedReason.WITHDRAWN, gettext_lazy("We no longer look for anyone")),
        ],
        widget=forms.RadioSelect,
    )


class PostingExtendForm(forms.Form):
    apply_by = forms.DateField(
        label=gettext_lazy("New closing date"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("At most 60 days from today."),
    )
