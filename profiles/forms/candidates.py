from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from profiles.enums import Population, Shift, WorkType
from profiles.forms.fields import DayField, PlaceField, as_yes_no, yes_no
from profiles.models import CandidateProfile, Education, Experience, LanguageSkill
from profiles.selectors.experience import area_name
from qualifications import vocabulary
from qualifications.enums import TermKind
from qualifications.models import Term
from qualifications.selectors import (
    education_fields,
    education_ranks,
    experience_areas,
    role_families_offered,
    settings_offered,
    soft_skills_offered,
)

CHIPS = {"class": "chips"}
FIRST_YEAR = 1940
# These follow from every narrower area; ticking them would say nothing more.
UMBRELLAS = {"any-work", "any-healthcare", "care-or-case-management"}


class AboutForm(forms.Form):
    full_name = forms.CharField(label=_("Your name"), max_length=120)
    headline = forms.CharField(
        label=_("One line about you"),
        max_length=120,
        required=False,
        help_text=_("For example: bilingual care coordinator, five years in community health."),
    )
    about = forms.CharField(
        label=_("More about you"), max_length=2000, required=False, widget=forms.Textarea
    )
    phone = forms.CharField(
        label=_("Phone"),
        max_length=20,
        required=False,
        help_text=_("Goes to an employer only with an application you send."),
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )

    def clean_phone(self) -> str:
        phone = self.cleaned_data["phone"].strip()
        if phone and (
            not set(phone) <= set("+0123456789 ().-x") or sum(map(str.isdigit, phone)) < 7
        ):
            raise forms.ValidationError(gettext("Enter a phone number such as 513 555 0142."))
        return phone


class AvailabilityForm(forms.Form):
    place = PlaceField(
        label=_("Home ZIP code"),
        help_text=_("For distances. Employers see the city and state only."),
    )
    radius_miles = forms.IntegerField(
        label=_("How far you would travel (miles)"), min_value=1, max_value=200
    )
    open_to_remote = forms.BooleanField(label=_("Remote work is fine, too"), required=False)
    employment_types = forms.MultipleChoiceField(
        label=_("Kinds of work"),
        choices=WorkType.choices,
        widget=forms.CheckboxSelectMultiple(attrs=CHIPS),
        error_messages={"required": _("Choose at least one.")},
    )
    shifts = forms.MultipleChoiceField(
        label=_("When you can work"),
        choices=Shift.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs=CHIPS),
    )
    hours_min = forms.IntegerField(
        label=_("At least, hours a week"), min_value=1, max_value=80, required=False
    )
    hours_max = forms.IntegerField(
        label=_("At most, hours a week"), min_value=1, max_value=80, required=False
    )
    available_from = DayField(label=_("You could start on"), required=False)
    work_authorized = yes_no(_("Are you authorized to work in the United States?"))
    needs_sponsorship = yes_no(_("Would you need sponsorship, now or later?"))

    def __init__(self, *args: Any, profile: CandidateProfile, **kwargs: Any) -> None:
        initial = {name: getattr(profile, name) for name in self.base_fields}
        for name in ("work_authorized", "needs_sponsorship"):
            initial[name] = as_yes_no(initial[name])
        super().__init__(*args, initial=initial, **kwargs)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        low, high = data.get("hours_min"), data.get("hours_max")
        if low and high and low > high:
            self.add_error("hours_max", gettext("The most hours must not be below the fewest."))
        return data


class EducationForm(forms.ModelForm):
    degree = forms.ChoiceField(label=_("Degree"))
    field = forms.ChoiceField(
        label=_("Field"),
        required=False,
        help_text=_("The field your degree counts in. Leave it for a high school diploma."),
    )
    foreign_evaluated = yes_no(
        _("Earned outside the US: has it been evaluated?"),
        _("Leave it for a degree earned in the US."),
    )

    class Meta:
        model = Education
        fields = ["program", "school", "in_progress", "foreign_evaluated", "finished_year"]
        help_texts = {
            "finished_year": _("Only you see this. It is never shown to employers and never used."),
            "program": _("As it is called at your school."),
        }

    field_order = [
        "degree",
        "field",
        "program",
        "school",
        "in_progress",
        "foreign_evaluated",
        "finished_year",
    ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ranks = [(t.slug, t.name) for t in education_ranks() if t.rank]
        self.fields["degree"].choices = [("", _("Choose one")), *ranks]
        self.fields["field"].choices = [
            ("", _("Choose a field")),
            *(
                (slug, name[:1].upper() + name[1:])
                for slug, name in education_fields(for_holding=True)
            ),
        ]
        if self.instance.pk:
            degree, _colon, field = self.instance.term.slug.partition(":")
            self.initial.update(degree=degree, field=field)
            self.initial["foreign_evaluated"] = as_yes_no(self.instance.foreign_evaluated)

    def clean_finished_year(self) -> int | None:
        year = self.cleaned_data["finished_year"]
        if year is not None and not FIRST_YEAR <= year <= timezone.localdate().year + 10:
            raise forms.ValidationError(gettext("Please check the year."))
        return year

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        degree, field = data.get("degree"), data.get("field")
        if degree:
            slug = f"{degree}:{field}" if field and degree != "hs" else degree
            data["term"] = (
                Term.objects.offered().of_kind(TermKind.EDUCATION).filter(slug=slug).first()
            )
            if data["term"] is None:
                self.add_error(
                    "field", gettext("Choose another field: this degree is not offered in it.")
                )
        return data

    def changes(self) -> dict[str, Any]:
        names = ("term", *self.Meta.fields)
        return {name: self.cleaned_data[name] for name in names}


class ExperienceForm(forms.ModelForm):
    areas = forms.MultipleChoiceField(
        label=_("What the work was, as experience"),
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "box"}),
        help_text=_(
            "Tick all that fit. Months are counted for each; two jobs at once count once. The care "
            "setting above and the people below are counted by themselves."
        ),
    )
    populations = forms.MultipleChoiceField(
        label=_("People you worked with"),
        choices=Population.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs=CHIPS),
    )
    ehrs = forms.MultipleChoiceField(
        label=_("Records systems you used"),
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs=CHIPS),
    )
    started_on = DayField(label=_("From"))
    ended_on = DayField(
        label=_("To"), required=False, help_text=_("Leave it empty if you still work there.")
    )

    class Meta:
        model = Experience
        fields = [
            "job_title",
            "employer_name",
            "role_family",
            "setting",
            "started_on",
            "ended_on",
            "hours_per_week",
            "areas",
            "populations",
            "ehrs",
            "duties",
        ]
        labels = {"role_family": _("Kind of role"), "setting": _("Care setting")}
        help_texts = {
            "setting": _("Time in a setting is counted, too."),
            "duties": _("Shown to employers as you write it. Nothing is read out of it."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role_family"].queryset = role_families_offered()
        self.fields["setting"].queryset = settings_offered()
        for name in ("role_family", "setting"):
            self.fields[name].empty_label = _("Choose one")
        ehrs = (
            Term.objects.offered()
            .of_kind(TermKind.SKILL)
            .filter(family="ehr")
            .exclude(slug="any-ehr")
            .order_by("name")
        )
        self.fields["ehrs"].choices = [(term.slug, term.name) for term in ehrs]
        self.fields["areas"].choices = self._areas({term.slug for term in ehrs})

    def _areas(self, systems: set[str]) -> list[tuple[Any, Any]]:
        """What was done, then where. People have chips of their own; a tick of old stays to be seen."""
        words = vocabulary.current()
        told = {
            area
            for what, areas in words.counted_as.items()
            if what.startswith("people:")
            for area in areas
        }
        left_out = (systems | UMBRELLAS | told) - set(self.initial.get("areas") or [])
        named = sorted(
            ((area, area_name(area, words)) for area, _name in experience_areas()),
            key=lambda choice: choice[1],
        )
        places = words.around & words.main_areas
        shown = [choice for choice in named if choice[0] not in left_out]
        return [
            (gettext("The work"), [choice for choice in shown if choice[0] not in places]),
            (gettext("Where, or in which field"), [c for c in shown if c[0] in places]),
        ]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        start, end, today = data.get("started_on"), data.get("ended_on"), timezone.localdate()
        if start and (start > today or start.year < FIRST_YEAR):
            self.add_error("started_on", gettext("Please check this date: it must be in the past."))
        if end and end > today:
            self.add_error(
                "ended_on",
                gettext("This date is in the future. Leave it empty while you work there."),
            )
        if start and end and end < start:
            self.add_error("ended_on", gettext("The end date must not be before the start date."))
        hours = data.get("hours_per_week")
        if hours is not None and not 1 <= hours <= 100:
            self.add_error("hours_per_week", gettext("Enter hours a week between 1 and 100."))
        return data

    def changes(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class LanguageForm(forms.Form):
    language = forms.ChoiceField(label=_("Language"))
    level = forms.ChoiceField(
        label=_("How well"), widget=forms.RadioSelect, help_text=_("In your own judgment.")
    )
    certified_interpreter = forms.BooleanField(
        label=_("I am a certified interpreter in it"), required=False
    )

    def __init__(self, *args: Any, instance: LanguageSkill | None = None, **kwargs: Any) -> None:
        if instance is not None:
            language, _colon, level = instance.term.slug.partition(":")
            kwargs["initial"] = {
                "language": language,
                "level": level,
                "certified_interpreter": instance.certified_interpreter,
            }
        super().__init__(*args, **kwargs)
        terms = list(Term.objects.offered().of_kind(TermKind.LANGUAGE).order_by("family", "rank"))
        names = {t.family: t.attributes.get("language", t.family) for t in terms}
        levels = {t.slug.partition(":")[2]: t.attributes.get("level_name", "") for t in terms}
        by_name = sorted(names.items(), key=lambda pair: pair[1])
        self.fields["language"].choices = [("", _("Choose a language")), *by_name]
        self.fields["level"].choices = [(slug, name.capitalize()) for slug, name in levels.items()]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("language") and data.get("level"):
            slug = f"{data['language']}:{data['level']}"
            data["term"] = Term.objects.offered().filter(slug=slug).first()
            if data["term"] is None:
                self.add_error("level", gettext("Choose another level."))
        return data

    def changes(self) -> dict[str, Any]:
        return {
            "term": self.cleaned_data["term"],
            "certified_interpreter": self.cleaned_data["certified_interpreter"],
        }


SKILL_GROUPS = [
    ("care", _("Care")),
    ("coverage", _("Coverage and funding")),
    ("office", _("Office")),
    ("ehr", _("Records systems")),
]


class SkillsForm(forms.Form):
    """All skills at once: one field of chips per group, and the soft skills, which are never scored."""

    def __init__(self, *args: Any, profile: CandidateProfile, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = {skill.term.slug for skill in profile.skills.all()}
        terms = Term.objects.offered().of_kind(TermKind.SKILL).order_by("name")
        self.terms = {t.slug: t for t in terms if not t.attributes.get("ask_only")}
        for family, name in SKILL_GROUPS:
            choices = [(t.slug, t.name) for t in self.terms.values() if t.family == family]
            self.fields[family] = forms.MultipleChoiceField(
                label=name,
                choices=choices,
                required=False,
                initial=[slug for slug, _name in choices if slug in held],
                widget=forms.CheckboxSelectMultiple(attrs=CHIPS),
            )
        self.fields["soft_skills"] = forms.MultipleChoiceField(
            label=_("How you work"),
            choices=[(skill.slug, skill.name) for skill in soft_skills_offered()],
            required=False,
            initial=profile.soft_skills,
            widget=forms.CheckboxSelectMultiple(attrs=CHIPS),
            help_text=_("Shown to employers in these words. Never scored, never matched."),
        )

    def chosen(self) -> list[Term]:
        return [
            self.terms[slug] for family, _name in SKILL_GROUPS for slug in self.cleaned_data[family]
        ]
