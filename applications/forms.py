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
from profiles.models import CandidateProfile, Resume
from qualifications.verdicts import FormulaVerdict

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
