from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from profiles.domains import host_of, is_freemail
from profiles.enums import MemberRole
from profiles.forms.fields import CanonicalEmailField, PlaceField
from profiles.models import Employer, Facility, Membership
from qualifications.selectors import settings_offered


class EmployerForm(forms.ModelForm):
    """`short=True` asks only what a new organization must say."""

    website = forms.URLField(
        label=_("Website"),
        max_length=200,
        assume_scheme="https",
        help_text=_("For example talloaks.org. Its domain is the one you confirm next."),
    )

    class Meta:
        model = Employer
        fields = [
            "name",
            "kind",
            "website",
            "email_domain",
            "about",
            "npi",
            "eeo_statement",
            "accommodation_contact",
            "pslf_eligible",
        ]
        help_texts = {
            "name": _("As candidates know you."),
            "email_domain": _(
                "The part after @ in your staff's addresses, when it is not the website's."
            ),
            "about": _("Who you care for and how you work. A few sentences; Markdown works."),
            "npi": _("Ten digits. Lets us check the registry entry later."),
            "accommodation_contact": _(
                "Whom applicants ask for an accommodation: a name, a phone, an e-mail."
            ),
            "pslf_eligible": _(
                "Public Service Loan Forgiveness: nonprofits with 501(c)(3) status and public bodies."
            ),
        }

    def __init__(self, *args: Any, short: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if short:
            for name in (
                "email_domain",
                "npi",
                "eeo_statement",
                "accommodation_contact",
                "pslf_eligible",
            ):
                del self.fields[name]
        self.fields["about"].widget.attrs["rows"] = 4

    def clean_npi(self) -> str:
        npi = "".join(self.cleaned_data["npi"].split())
        if npi and (len(npi) != 10 or not npi.isdigit() or not _luhn(f"80840{npi}")):
            raise forms.ValidationError(
                gettext("This is not a valid NPI. It has ten digits; please compare them.")
            )
        return npi

    def clean_website(self) -> str:
        website = self.cleaned_data["website"]
        if website and not host_of(website):
            raise forms.ValidationError(gettext("Enter a web address such as talloaks.org."))
        return website

    def clean_email_domain(self) -> str:
        typed = self.cleaned_data["email_domain"]
        domain = host_of(typed)
        if typed and (not domain or is_freemail(domain)):
            raise forms.ValidationError(
                gettext("Enter a domain of your own, such as talloaks.org.")
            )
        return domain

    def changes(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.fields}


class FacilityForm(forms.ModelForm):
    place = PlaceField(label=_("ZIP code"))

    class Meta:
        model = Facility
        fields = ["name", "setting", "street", "place", "ehr"]
        help_texts = {
            "name": _("As staff call the site."),
            "ehr": _("The records system used there. Candidates look for it."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["setting"].queryset = settings_offered()
        self.fields["setting"].empty_label = _("Choose one")
        if self.instance.place_id:
            self.initial["place"] = self.instance.place

    def changes(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


ROLE_HELP = _(
    "Owners manage the organization and its team. Recruiters post jobs and answer. "
    "Reviewers read applications and write notes."
)


class InvitationForm(forms.Form):
    email = CanonicalEmailField(label=_("E-mail address"), max_length=254)
    role = forms.ChoiceField(
        label=_("Role"),
        choices=MemberRole.choices,
        initial=MemberRole.RECRUITER,
        widget=forms.RadioSelect(attrs={"class": "seg"}),
        help_text=ROLE_HELP,
    )


class MemberForm(forms.Form):
    role = forms.ChoiceField(
        label=_("Role"),
        choices=MemberRole.choices,
        widget=forms.RadioSelect(attrs={"class": "seg"}),
        help_text=ROLE_HELP,
    )
    facilities = forms.ModelMultipleChoiceField(
        label=_("Only these sites"),
        queryset=Facility.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None ticked means all sites."),
    )

    def __init__(self, *args: Any, membership: Membership, **kwargs: Any) -> None:
        kwargs["initial"] = {
            "role": membership.role,
            "facilities": [site.pk for site in membership.facilities.all()],
        }
        super().__init__(*args, **kwargs)
        sites = membership.employer.facilities.all()
        self.fields["facilities"].queryset = sites
        if not sites:
            del self.fields["facilities"]


class DomainEmailForm(forms.Form):
    email = CanonicalEmailField(
        label=_("Your e-mail address at work"),
        max_length=254,
        help_text=_(
            "It must be at your organization's own domain. We mail a six-digit code there."
        ),
    )


class DomainCodeForm(forms.Form):
    code = forms.CharField(
        label=_("The six-digit code"),
        max_length=12,
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "class": "code"}
        ),
    )


def _luhn(digits: str) -> bool:
    total = 0
    for place, char in enumerate(reversed(digits)):
        value = int(char) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0
