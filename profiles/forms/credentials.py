from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.places import ALL_STATES, STATES
from profiles.enums import CredentialStatus, LicenseScope
from profiles.forms.fields import DayField
from qualifications import vocabulary
from qualifications.enums import TermKind
from qualifications.models import Term
from qualifications.selectors import term_choices


class LicensePlaceForm(forms.Form):
    """First question of the license picker: titles mean different things from state to state."""

    state = forms.ChoiceField(
        label=_("Which state issued it?"),
        choices=[("", _("Choose a state")), *ALL_STATES.items()],
    )


class _CredentialForm(forms.Form):
    status = forms.ChoiceField(
        label=_("Where it stands"),
        choices=CredentialStatus.choices,
        help_text=_(
            "Only active ones count toward a requirement; pending ones count from the start date on, a "
            "limited permit where the job takes one."
        ),
    )
    number = forms.CharField(
        label=_("Number"),
        max_length=40,
        required=False,
        help_text=_(
            "Kept encrypted and never shown to anyone. It only helps when you ask us to check it."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    issued_on = DayField(label=_("Issued on"), required=False)
    expires_on = DayField(
        label=_("Valid until"),
        required=False,
        help_text=_("The last valid day. Your wallet says when it comes near."),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        issued, expires = data.get("issued_on"), data.get("expires_on")
        if issued and issued > timezone.localdate():
            self.add_error(
                "issued_on",
                gettext("This date is in the future. Choose “Pending” until it is issued."),
            )
        if issued and expires and expires <= issued:
            self.add_error("expires_on", gettext("The expiry date must be after the issue date."))
        if data.get("status") == CredentialStatus.LIMITED_PERMIT:
            for name in ("issued_on", "expires_on"):
                if not data.get(name) and name not in self.errors:
                    message = gettext("A limited permit counts by its length: give both dates.")
                    self.add_error(name, message)
        for name in ("issued_on", "expires_on"):
            if data.get(name) and data[name].year < 1940:
                self.add_error(name, gettext("Please check the year."))
        return data

    def changes(self) -> dict[str, Any]:
        return {
            name: self.cleaned_data[name]
            for name in ("status", "number", "issued_on", "expires_on")
        }


class LicenseForm(_CredentialForm):
    """Details of a license whose state and title are known: `term` is what they mean there."""

    def __init__(
        self, *args: Any, term: Term, title: str, on: date | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.term, self.title = term, title
        on = on or timezone.localdate()
        words = vocabulary.current()
        if term.pk not in words.permit_ids:
            self.fields["status"].choices = _without_permit()
        if words.in_multistate_compact(term.level, term.state, on):
            self.fields["scope"] = forms.ChoiceField(
                label=_("Where does it let you practice?"),
                choices=[
                    (LicenseScope.SINGLE, _("This state only")),
                    (LicenseScope.MULTISTATE, _("Multistate (compact)")),
                ],
                widget=forms.RadioSelect(attrs={"class": "seg"}),
                initial=LicenseScope.SINGLE,
                help_text=_(
                    "A multistate license is issued by the state you legally live in and says "
                    "“multistate” on the card and in Nursys. Holding a license in a compact state is "
                    "not enough: many there are single-state."
                ),
            )
        if words.issues_privileges(term.level, term.state, on):
            states = [
                (code, name)
                for code, name in STATES.items()
                if code != term.state and words.issues_privileges(term.level, code, on)
            ]
            self.fields["privilege_states"] = forms.MultipleChoiceField(
                label=_("Privileges you bought in other states"),
                choices=states,
                required=False,
                widget=forms.CheckboxSelectMultiple(attrs={"class": "two-up"}),
                help_text=_(
                    "The Counseling Compact gives no automatic right: each state's privilege is applied "
                    "for and paid on its own. Tick only those you hold."
                ),
            )
        self.order_fields(
            ["scope", "status", "expires_on", "issued_on", "number", "privilege_states"]
        )

    def changes(self) -> dict[str, Any]:
        return {
            **super().changes(),
            "scope": self.cleaned_data.get("scope", LicenseScope.SINGLE),
            "privilege_states": self.cleaned_data.get("privilege_states", []),
        }


class CertificateForm(_CredentialForm):
    """A certification or clearance; on edit the term stays what it is."""

    field_order = ["term", "status", "expires_on", "issued_on", "number"]

    def __init__(self, *args: Any, kind: str, fixed: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["status"].choices = _without_permit()
        if not fixed:
            self.fields["term"] = forms.ModelChoiceField(
                label=_("Which one?"),
                queryset=Term.objects.offered()
                .of_kind(kind)
                .filter(attributes__ask_only__isnull=True),
                to_field_name="slug",
                empty_label=_("Choose one"),
                error_messages={"required": gettext("Choose what you hold.")},
            )
            self.fields["term"].choices = [("", _("Choose one")), *_grouped(kind)]
        if kind == TermKind.CLEARANCE:
            del self.fields["number"], self.fields["issued_on"]
            self.fields["status"].choices = [
                (CredentialStatus.ACTIVE, _("I have this")),
                (CredentialStatus.PENDING, _("In progress")),
            ]
            self.fields["status"].help_text = ""
        self.order_fields(self.field_order)

    def changes(self) -> dict[str, Any]:
        names = ("status", "number", "issued_on", "expires_on", "term")
        return {name: self.cleaned_data[name] for name in names if name in self.cleaned_data}


def _without_permit() -> list[tuple[str, str]]:
    return [c for c in CredentialStatus.choices if c[0] != CredentialStatus.LIMITED_PERMIT]


def _grouped(kind: str) -> list[Any]:
    """Nationwide ones first, then those a state issues."""
    national = [(t.slug, _label(t)) for t in term_choices(kind, for_holding=True).order_by("name")]
    by_state = Term.objects.offered().of_kind(kind).exclude(state="").order_by("state", "name")
    local = [(t.slug, t.name) for t in by_state.filter(attributes__ask_only__isnull=True)]
    return [*national, (_("Issued by a state"), local)] if local else national


def _label(term: Term) -> str:
    short = term.short_name
    return f"{short} · {term.name}" if short and short != term.name else term.name
