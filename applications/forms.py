from __future__ import annotations

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from applications.enums import DeclineReason, HeldBack
from applications.models import Application
from applications.selectors.fitting import open_reasons
from core.places import STATES
from listings.enums import PostingState
from listings.models import JobPosting
from matching.selectors.people import Wanted, asked_by, spot_of_site
from profiles.enums import WorkType
from profiles.models import CandidateProfile, Employer, Facility, Resume
from qualifications.enums import Bucket, TermKind
from qualifications.formulas import EMPTY
from qualifications.selectors import term_choices
from qualifications.verdicts import FormulaVerdict
from qualifications.vocabulary import current

ZONES = [
    ("America/New_York", gettext_lazy("Eastern")),
    ("America/Chicago", gettext_lazy("Central")),
    ("America/Denver", gettext_lazy("Mountain")),
    ("America/Phoenix", gettext_lazy("Arizona")),
    ("America/Los_Angeles", gettext_lazy("Pacific")),
    ("America/Anchorage", gettext_lazy("Alaska")),
    ("Pacific/Honolulu", gettext_lazy("Hawaii")),
    ("America/Puerto_Rico", gettext_lazy("Atlantic (Puerto Rico)")),
]
SLOT_FIELDS = ["slot_1", "slot_2", "slot_3", "slot_4", "slot_5"]


class ResumeChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Resume) -> str:
        return obj.file.name


class ApplicationForm(forms.Form):
    message = forms.CharField(
        label=gettext_lazy("A few words to the employer"),
        required=False,
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("What your profile does not say. Many send none."),
    )
    resume = ResumeChoice(
        label=gettext_lazy("Résumé"),
        queryset=Resume.objects.none(),
        required=False,
        empty_label=gettext_lazy("No file, the profile is enough"),
    )
    hidden_fields = forms.MultipleChoiceField(
        label=gettext_lazy("Keep back until they invite you"),
        choices=HeldBack.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy(
            "They see your qualifications at once, and this only after they show interest."
        ),
    )

    def __init__(self, *args: Any, profile: CandidateProfile, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        resumes = Resume.objects.filter(profile=profile).select_related("file")
        self.fields["resume"].queryset = resumes  # type: ignore[attr-defined]
        if not resumes:
            del self.fields["resume"]


class MessageForm(forms.Form):
    body = forms.CharField(
        label=gettext_lazy("Message"),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class NoteForm(forms.Form):
    body = forms.CharField(
        label=gettext_lazy("Private note"),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy(
            "Only your team reads it. Write what you would read out to the person."
        ),
    )


class VersionForm(forms.Form):
    """`version` is what the person saw; a service refuses when the application changed since."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class InterviewForm(VersionForm):
    timezone = forms.ChoiceField(label=gettext_lazy("Time zone"), choices=ZONES)
    duration = forms.TypedChoiceField(
        label=gettext_lazy("Length"),
        choices=[(20, "20 min"), (30, "30 min"), (45, "45 min"), (60, "60 min"), (90, "90 min")],
        coerce=int,
        initial=30,
    )
    where = forms.CharField(
        label=gettext_lazy("Where"),
        max_length=300,
        help_text=gettext_lazy("An address, a phone number you will call from, or a video link."),
    )
    note = forms.CharField(
        label=gettext_lazy("What to expect"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Who will be there, what to bring, parking."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number, name in enumerate(SLOT_FIELDS, start=1):
            self.fields[name] = forms.DateTimeField(
                label=_("Time %(n)s") % {"n": number},
                required=number <= 3,
                input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
                widget=forms.DateTimeInput(
                    attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"
                ),
            )

    @property
    def slot_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in SLOT_FIELDS]

    def clean(self) -> dict[str, Any]:
        """The typed wall-clock times, read in the chosen zone; `starts` holds the moments."""
        data = super().clean() or {}
        zone = ZoneInfo(data.get("timezone") or "America/New_York")
        starts = []
        for name in SLOT_FIELDS:
            typed = data.get(name)
            if typed is None:
                continue
            moment = typed.replace(tzinfo=zone)
            if moment.astimezone(dt.UTC).astimezone(zone).replace(tzinfo=None) != typed.replace(
                tzinfo=None
            ):
                self.add_error(name, _("The clocks change that night: this time does not exist."))
                continue
            starts.append(moment)
        data["starts"] = starts
        if len(set(starts)) < len(starts):
            self.add_error(None, _("Two of the times are the same."))
        return data


class OfferForm(VersionForm):
    text = forms.CharField(
        label=gettext_lazy("Your words"),
        required=False,
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("Pay, start date, and by when you would like to hear back."),
    )


class HireForm(VersionForm):
    text = forms.CharField(
        label=gettext_lazy("Your words"),
        required=False,
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    decline_others = forms.BooleanField(
        label=gettext_lazy("Tell the other applicants that the opening is filled"), required=False
    )


class DeclineForm(VersionForm):
    reason = forms.ChoiceField(
        label=gettext_lazy("Reason"), choices=DeclineReason.choices, widget=forms.RadioSelect
    )
    requirement = forms.ChoiceField(
        label=gettext_lazy("Which requirement"),
        required=False,
        help_text=gettext_lazy("Only lines that are not met or not stated can be the reason."),
    )
    text = forms.CharField(
        label=gettext_lazy("Your words to the candidate"),
        required=False,
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy(
            "One kind and useful sentence is enough. They read it as you write it."
        ),
    )

    def __init__(self, *args: Any, application: Application, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        verdict = FormulaVerdict.from_dict(application.verdict)
        open_lines = [
            (line.path, f"{line.text} ({line.word.lower()})") for line in open_reasons(verdict)
        ]
        self.texts = {line.path: line.text for line in verdict.lines}
        if open_lines:
            self.fields["requirement"].choices = [("", _("Choose one")), *open_lines]  # type: ignore[attr-defined]
        else:
            del self.fields["requirement"]
            self.fields["reason"].choices = [  # type: ignore[attr-defined]
                choice for choice in DeclineReason.choices if choice[0] != DeclineReason.REQUIREMENT
            ]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("reason") != DeclineReason.REQUIREMENT:
            data["requirement"] = ""
        elif not data.get("requirement"):
            self.add_error("requirement", _("Say which requirement is not met."))
        return data

    def requirement_text(self) -> str:
        return self.texts.get(self.cleaned_data.get("requirement", ""), "")


class PeopleForm(forms.Form):
    """What an employer looks for among people who can be found; lives in the address."""

    job = forms.ChoiceField(label=gettext_lazy("For which job"), required=False)
    fit = forms.ChoiceField(
        label=gettext_lazy("Must-haves"),
        required=False,
        choices=[
            ("", gettext_lazy("Everyone within reach")),
            (Bucket.MEETS_ALL, gettext_lazy("Meets all")),
            (Bucket.COULD_MEET, gettext_lazy("Could meet: something is not stated")),
            (Bucket.ONE_GAP, gettext_lazy("One gap")),
            (Bucket.STRETCH, gettext_lazy("Two gaps or more")),
        ],
    )
    license = forms.ChoiceField(label=gettext_lazy("License"), required=False)
    state = forms.ChoiceField(label=gettext_lazy("that covers"), required=False)
    language = forms.ChoiceField(label=gettext_lazy("Language"), required=False)
    employment_type = forms.ChoiceField(
        label=gettext_lazy("Kind of work"),
        required=False,
        choices=[("", gettext_lazy("Any")), *WorkType.choices],
    )
    remote_only = forms.BooleanField(label=gettext_lazy("Open to remote work"), required=False)

    def __init__(self, *args: Any, jobs: list[JobPosting], sites: list[Facility], **kwargs: Any):
        super().__init__(*args, label_suffix="", **kwargs)
        self.jobs = {job.public_id: job for job in jobs}
        self.sites = {f"site-{site.public_id}": site for site in sites}
        self.fields["job"].choices = [
            ("", _("Choose a job or a place")),
            (_("Your jobs"), [(key, _named(job)) for key, job in self.jobs.items()]),
            (
                _("Any job near"),
                [(key, f"{site.name}, {site.place.city}") for key, site in self.sites.items()],
            ),
        ]
        self.fields["license"].choices = [("", _("Any")), *_terms(TermKind.LICENSE)]
        self.fields["language"].choices = [("", _("Any")), *_terms(TermKind.LANGUAGE)]
        self.fields["state"].choices = [("", _("Any state")), *sorted(STATES.items())]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        self.posting = self.jobs.get(data.get("job", ""))
        self.site = self.sites.get(data.get("job", ""))
        slugs = [slug for slug in (self._license_slug(data), data.get("language")) if slug]
        known = current().by_slug
        self.terms = tuple(known[slug].id for slug in slugs if slug in known)
        if len(self.terms) < len(slugs):
            self.add_error("state", _("That license does not exist in this state."))
        if data.get("fit") and not self.posting:
            self.add_error("fit", _("Choose a job first: its must-haves are meant."))
        return data

    @staticmethod
    def _license_slug(data: dict[str, Any]) -> str:
        level, state = data.get("license") or "", data.get("state") or ""
        return f"{level}:{state}" if level and state else level

    def wanted(self) -> Wanted:
        data = self.cleaned_data
        asked = asked_by(self.posting) if self.posting else None
        return Wanted(
            node=asked.node if asked else EMPTY,
            spot=asked.spot if asked else (spot_of_site(self.site) if self.site else None),
            bucket=data.get("fit") or "",
            terms=self.terms,
            employment_type=data.get("employment_type") or "",
            remote_only=bool(data.get("remote_only")),
        )

    @property
    def narrows(self) -> bool:
        """Whether anything beside the job is chosen."""
        return any(self.data.get(name) for name in self.fields if name != "job")

    @property
    def employer(self) -> Employer | None:
        chosen = self.posting or self.site
        return chosen.employer if chosen else None


def _named(job: JobPosting) -> str:
    title = job.title or _("Untitled")
    return (
        title if job.state == PostingState.LIVE else f"{title} ({job.get_state_display().lower()})"
    )


def _terms(kind: str) -> list[tuple[str, str]]:
    return [
        (term.slug, term.name)
        for term in term_choices(kind)
        if not term.slug.endswith((":basic", ":native"))
    ]
