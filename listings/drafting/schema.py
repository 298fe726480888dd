"""What a posting's content may say: one form per step of the posting page.

Content is JSON whose keys are these form fields, as typed. The same forms draw the page, check what was
sent to review and turn it into values, so a rule stands in one place. Beside them the content has
`requirements` (a formula tree, `drafting.tree`) and `pay_components` (a list, `ComponentForm`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.places import STATES
from listings.drafting.step_form import StepForm
from listings.enums import (
    Certainty,
    EmploymentType,
    JobKind,
    PayComponentKind,
    PayUnit,
    Shift,
    VacancyStatus,
    Workplace,
)
from listings.pay import FEDERAL_MINIMUM, MOST_AN_HOUR, hourly_pay
from qualifications.selectors import (
    duties_offered,
    role_families_offered,
    settings_offered,
    soft_skills_offered,
)

LONGEST_LISTING = dt.timedelta(days=60)
DEFAULT_REPLY_DAYS = 10
TRAINING = {EmploymentType.INTERNSHIP, EmploymentType.FIELD_PLACEMENT}
TWO_UP = {"class": "two-up"}
BOX = {"class": "box"}  # a long list that scrolls in its own frame
_lazy = gettext_lazy


def _blank(choices: Any, label: Any = "") -> list[tuple[str, Any]]:
    return [("", label), *choices]


def _role_families() -> list[tuple[str, str]]:
    return _blank(role_families_offered().values_list("slug", "name"), _("Choose a role"))


def _named(offered: Callable[[], QuerySet]) -> Callable[[], list[tuple[str, str]]]:
    return lambda: list(offered().values_list("slug", "name"))


class RoleForm(StepForm):
    title = forms.CharField(
        label=_lazy("Job title"),
        max_length=120,
        help_text=_lazy("The title only: no pay, place, code or company."),
    )
    role_family = forms.ChoiceField(label=_lazy("Role"), choices=_role_families)
    kind = forms.ChoiceField(
        label=_lazy("Kind of work"),
        choices=_blank(JobKind.choices, _lazy("As usual for this role")),
        required=False,
    )
    workplace = forms.ChoiceField(
        label=_lazy("Where the work is done"),
        choices=Workplace,
        initial=Workplace.ONSITE,
        widget=forms.RadioSelect,
    )
    facility = forms.ChoiceField(label=_lazy("Site"), required=False)
    remote_anywhere = forms.BooleanField(
        label=_lazy("Anyone in the US can do it from home"), required=False
    )
    remote_states = forms.MultipleChoiceField(
        label=_lazy("States a remote person may live in"),
        choices=list(STATES.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs=BOX),
    )
    settings = forms.MultipleChoiceField(
        label=_lazy("Care settings"),
        choices=_named(settings_offered),
        widget=forms.CheckboxSelectMultiple(attrs=BOX),
        help_text=_lazy("The main ones, at most six. What you chose stands first."),
        error_messages={"required": _lazy("Choose at least one care setting.")},
    )
    employment_type = forms.ChoiceField(
        label=_lazy("Employment type"),
        choices=_blank(
            [c for c in EmploymentType.choices if c[0] != EmploymentType.VOLUNTEER],
            _lazy("Choose a type"),
        ),
    )
    hours_per_week = forms.DecimalField(
        label=_lazy("Hours a week"),
        required=False,
        min_value=1,
        max_value=60,
        max_digits=4,
        decimal_places=1,
    )
    placement_hours = forms.IntegerField(
        label=_lazy("Supervised hours in all"),
        required=False,
        min_value=1,
        max_value=4000,
        help_text=_lazy("For an internship or field placement: the hours the program counts."),
    )
    shifts = forms.MultipleChoiceField(
        label=_lazy("Shifts"),
        choices=Shift,
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs=TWO_UP),
    )
    schedule_text = forms.CharField(
        label=_lazy("Schedule in words"),
        max_length=200,
        required=False,
        help_text=_lazy("For example: four days of ten hours, every other Friday off."),
    )
    is_outpatient = forms.BooleanField(
        label=_lazy("This is outpatient work"),
        error_messages={"required": _lazy("Only outpatient jobs are listed here. Please confirm.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sites = self.employer.facilities.select_related("place") if self.employer else []
        self.fields["facility"].choices = _blank(
            [(s.public_id, f"{s.name}, {s.place.city}, {s.place.state}") for s in sites],
            _("Choose a site"),
        )
        self._put_chosen_first()

    def _put_chosen_first(self) -> None:
        """In a list that scrolls, what is chosen must not hide below."""
        for name in ("settings", "remote_states"):
            chosen = self[name].value() or []
            field = self.fields[name]
            field.choices = sorted(field.choices, key=lambda choice: choice[0] not in chosen)

    def clean_title(self) -> str:
        title = " ".join(self.cleaned_data["title"].split())
        if len(title) < 4:
            raise forms.ValidationError(_("Write the job title in full."))
        return title

    def clean_settings(self) -> list[str]:
        chosen = self.cleaned_data["settings"]
        if len(chosen) > 6:
            raise forms.ValidationError(_("Choose at most six care settings, the main ones."))
        return chosen

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        remote = data.get("workplace") == Workplace.REMOTE
        if not remote and "facility" in data and not data["facility"]:
            self.add_error("facility", _("Choose the site where the person will work."))
        if remote and data.get("remote_anywhere"):
            data["remote_states"] = list(STATES)
        if remote and "remote_states" in data and not data["remote_states"]:
            self.add_error("remote_states", _("Choose the states a remote person may live in."))
        if not remote:
            data["remote_states"] = []
        training = data.get("employment_type") in TRAINING
        if (
            training
            and data.get("placement_hours") is None
            and "placement_hours" not in self.errors
        ):
            self.add_error("placement_hours", _("Say how many supervised hours it gives."))
        return data


class WorkForm(StepForm):
    duties = forms.MultipleChoiceField(
        label=_lazy("What the person will do"),
        choices=_named(duties_offered),
        widget=forms.CheckboxSelectMultiple(attrs=TWO_UP),
        error_messages={"required": _lazy("Choose at least one duty.")},
    )
    soft_skills = forms.MultipleChoiceField(
        label=_lazy("What helps in this work"),
        choices=_named(soft_skills_offered),
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs=TWO_UP),
        help_text=_lazy("Shown to candidates, never scored."),
    )
    description = forms.CharField(
        label=_lazy("The job in your words"),
        max_length=20000,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_lazy("A day at work, the team, the patients. Lists with - and **bold** work."),
    )
    caseload = forms.IntegerField(
        label=_lazy("Patients on the panel"), required=False, min_value=1, max_value=5000
    )
    share_phone = forms.IntegerField(
        label=_lazy("Phone, %"), required=False, min_value=0, max_value=100
    )
    share_desk = forms.IntegerField(
        label=_lazy("Desk, %"), required=False, min_value=0, max_value=100
    )
    share_field = forms.IntegerField(
        label=_lazy("With patients or in the field, %"), required=False, min_value=0, max_value=100
    )
    on_call = forms.NullBooleanField(
        label=_lazy("On call"),
        widget=forms.Select(
            choices=[("", _lazy("Not stated")), ("True", _lazy("Yes")), ("False", _lazy("No"))]
        ),
    )
    home_visits_per_month = forms.IntegerField(
        label=_lazy("Home visits a month"), required=False, min_value=0, max_value=300
    )
    ehr = forms.CharField(
        label=_lazy("Health record system"),
        max_length=60,
        required=False,
        help_text=_lazy("Left empty, the site's own is shown."),
    )
    supervision_hours_per_month = forms.DecimalField(
        label=_lazy("Supervision, hours a month"),
        required=False,
        min_value=0,
        max_value=100,
        max_digits=4,
        decimal_places=1,
    )
    productivity_text = forms.CharField(
        label=_lazy("Productivity target, if there is one"), max_length=200, required=False
    )

    def clean_description(self) -> str:
        text = self.cleaned_data["description"].strip()
        if len(text) < 80:
            raise forms.ValidationError(
                _("Describe the job in at least a few sentences (80 characters or more).")
            )
        return text

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        names = ["share_phone", "share_desk", "share_field"]
        shares = [data.get(name) for name in names]
        if any(name in self.errors for name in names) or shares == [None, None, None]:
            return data
        if sum(share or 0 for share in shares) != 100:
            self.add_error("share_phone", _("Phone, desk and field together make 100 %."))
        return data


class PayForm(StepForm):
    pay_min = forms.DecimalField(
        label=_lazy("From"), min_value=Decimal("0.01"), max_digits=10, decimal_places=2
    )
    pay_max = forms.DecimalField(
        label=_lazy("To"), min_value=Decimal("0.01"), max_digits=10, decimal_places=2
    )
    pay_unit = forms.ChoiceField(
        label=_lazy("Dollars"), choices=_blank(PayUnit.choices, _lazy("Choose"))
    )
    pay_basis = forms.CharField(
        label=_lazy("How a person's place in the range is set"),
        max_length=300,
        required=False,
        help_text=_lazy("For example: one step for each two years of experience."),
    )
    benefits_summary = forms.CharField(
        label=_lazy("Benefits"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_lazy("Health insurance, leave, retirement. If there are none, say so."),
    )
    other_pay_text = forms.CharField(
        label=_lazy("Other pay, in words"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    apply_by = forms.DateField(
        label=_lazy("Apply by"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_lazy("At most 60 days from today."),
    )
    reply_days = forms.IntegerField(
        label=_lazy("Everyone gets an answer within, business days"),
        min_value=1,
        max_value=30,
        initial=DEFAULT_REPLY_DAYS,
    )
    openings_count = forms.IntegerField(
        label=_lazy("Openings"), min_value=1, max_value=200, initial=1
    )
    vacancy = forms.ChoiceField(
        label=_lazy("The vacancy"),
        choices=VacancyStatus,
        initial=VacancyStatus.OPEN_NOW,
        widget=forms.RadioSelect,
    )
    opens_on = forms.DateField(
        label=_lazy("Opens on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def clean_apply_by(self) -> dt.date:
        date, today = self.cleaned_data["apply_by"], timezone.localdate()
        if date <= today:
            raise forms.ValidationError(_("Choose a day after today."))
        if date > today + LONGEST_LISTING:
            raise forms.ValidationError(_("At most 60 days from today. You can extend it later."))
        return date

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        later = data.get("vacancy") == VacancyStatus.FUTURE
        if later and not data.get("opens_on") and "opens_on" not in self.errors:
            self.add_error("opens_on", _("Say when the vacancy opens."))
        low, high, unit = data.get("pay_min"), data.get("pay_max"), data.get("pay_unit")
        if low is None or high is None:
            return data
        if low > high:
            self.add_error("pay_max", _("The highest pay must not be below the lowest."))
        self._check_unit(low, unit)
        return data

    def _check_unit(self, low: Decimal, unit: str | None) -> None:
        hourly = hourly_pay(low, unit, None) if unit else None
        if unit == PayUnit.HOUR and low > MOST_AN_HOUR:
            self.add_error(
                "pay_unit",
                _("$%(amount)s an hour? That looks like a yearly figure.") % {"amount": low},
            )
        elif (
            hourly is not None and hourly < FEDERAL_MINIMUM and unit in (PayUnit.HOUR, PayUnit.YEAR)
        ):
            message = _("This is below $7.25 an hour, the federal minimum. Is the unit right?")
            self.add_error("pay_min", message)


class ComponentForm(StepForm):
    """One part of the pay beside the base."""

    kind = forms.ChoiceField(
        label=_lazy("Part"), choices=_blank(PayComponentKind.choices, _lazy("Choose a part"))
    )
    certainty = forms.ChoiceField(
        label=_lazy("How certain"), choices=Certainty, initial=Certainty.GUARANTEED
    )
    amount_min = forms.DecimalField(
        label=_lazy("From, $"), required=False, min_value=0, max_digits=10, decimal_places=2
    )
    amount_max = forms.DecimalField(
        label=_lazy("To, $"), required=False, min_value=0, max_digits=10, decimal_places=2
    )
    unit = forms.ChoiceField(
        label=_lazy("Each"), choices=_blank(PayUnit.choices, _lazy("once")), required=False
    )
    text = forms.CharField(label=_lazy("Condition"), max_length=200, required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        low, high = data.get("amount_min"), data.get("amount_max")
        if low is not None and high is not None and low > high:
            self.add_error("amount_max", _("The higher amount must not be below the lower."))
        return data


STEP_FORMS: dict[str, type[StepForm]] = {"role": RoleForm, "work": WorkForm, "pay": PayForm}
STEPS = ["role", "work", "requirements", "pay", "preview"]
STEP_NAMES = {
    "role": _lazy("Role and place"),
    "work": _lazy("Duties"),
    "requirements": _lazy("Requirements"),
    "pay": _lazy("Pay and promise"),
    "preview": _lazy("Preview"),
}
# field -> step, so that a complaint can link to where it is mended
STEP_OF: dict[str, str] = {
    **{name: step for step, form in STEP_FORMS.items() for name in form.base_fields},
    "requirements": "requirements",
    "pay_components": "pay",
}
MOST_COMPONENTS = 20


def step_of(field: str) -> str:
    return STEP_OF.get(field.partition(".")[0], "role")
