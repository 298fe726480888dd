"""Invented people and jobs for the styleguide: every component in every state, no database."""
# ruff: noqa: E501

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import Any

from django import forms
from django.core.paginator import Page, Paginator

WORDS = {"met": "Met", "unmet": "Not met", "unknown": "Not stated", "later": "Due later"}


def line(
    css: str, text: str, you: str, reason: str = "", note: str = "", required: bool = True
) -> Any:
    return SimpleNamespace(
        css=css,
        word=WORDS[css],
        text=text,
        path=text,
        you=you,
        reason_label=reason,
        note=note,
        required=required,
    )


RN = line(
    "met", "RN license that covers Ohio",
    "You: RN, multistate, home state Kentucky, active to Oct 31, 2027.",
    "Law", "Ohio requires a nurse for clinical assessment by phone.",
)  # fmt: skip
YEARS = line(
    "met", "2 years in ambulatory care", "You: 2 years 7 months, Licking Valley Primary Care.",
    "Safety", "The panel has no second nurse on site.",
)  # fmt: skip
LSW = line(
    "unmet", "LSW or higher in Ohio", "You said you hold no social-work license.",
    "Payer", "The Medicaid contract names RN or LSW.",
)  # fmt: skip
CARE = line("unmet", "2 years in care coordination", "You: 1 year 4 months.", "Safety")
DEGREE = line(
    "unmet", "Bachelor’s in a health or human-services field", "You: associate degree in nursing.",
    "Accreditation", "Asked for where there is no license.",
)  # fmt: skip
FOUR = line("unknown", "4 years in care coordination", "One of your jobs has no dates.", "Safety")
BLS = line("met", "BLS card on the first day", "You: valid to Jan 12, 2027.", "Safety")
CAR = line(
    "unknown", "Driver’s license and own car", "You have not told us.", "Duty", "6 visits a month."
)
CCM = line(
    "later", "CCM within 24 months of hire", "Hours in this job count toward the exam.",
    "Payer", "Quality contract from 2027.",
)  # fmt: skip
SPANISH = line("met", "Spanish, professional or better", "You: Spanish, fluent.", required=False)
EPIC = line("unmet", "Epic Ambulatory, 1 year", "They train for two weeks.", required=False)


def path(name: str, css: str, summary: str, *lines: Any) -> Any:
    return SimpleNamespace(name=name, css=css, summary=summary, is_met=css == "met", lines=lines)


def verdict(bucket: str, summary: str, strip: str, **extra: Any) -> Any:
    states = strip.split()
    label = ", ".join(
        f"{states.count(css)} {word.lower()}" for css, word in WORDS.items() if css in states
    )
    values = {
        "headline": summary + ".",
        "paths": (),
        "paths_needed": 1,
        "alls": (),
        "preferred": (),
    }
    return SimpleNamespace(
        bucket=bucket, summary=summary, strip=states, strip_label=label,
        is_met=bucket == "meets_all", **{**values, "lines": [], **extra},
    )  # fmt: skip


FULL = verdict(
    "meets_all", "You meet path A", "met met met unknown later",
    headline="You meet path A of 3. One thing is not stated and one is due after hire.",
    paths=(
        path("Path A · Nursing", "met", "You meet this path", RN, YEARS),
        path("Path B · Social work", "unmet", "2 not met", LSW, CARE),
        path("Path C · Experience", "unmet", "1 not met, 1 not stated", DEGREE, FOUR),
    ),
    alls=(BLS, CAR, CCM), preferred=(SPANISH, EPIC), lines=[RN, YEARS, BLS, CAR, CCM, SPANISH, EPIC],
)  # fmt: skip
ALL_FOUR = verdict("meets_all", "Meets all 4", "met met met met", alls=(RN, BLS), lines=[RN, BLS])
UNSTATED = verdict(
    "could_meet", "2 not stated: Spanish, Epic", "met met unknown unknown", lines=[RN, CAR]
)
GAP = verdict("one_gap", "1 gap: LSW or LPC license", "unmet met met met", lines=[LSW, RN])
STRETCH = verdict("stretch", "3 gaps", "unmet unmet unmet met", lines=[LSW, CARE, DEGREE, RN])
NOTHING = verdict("no_requirements", "No requirements", "")

CARDS = [
    {
        "url": "#", "title": "Clinical Care Coordinator, Chronic Care",
        "employer": "Queensgate Community Health", "pay": "$36.90–$46.10", "pay_per": "an hour",
        "pay_other": "$76,800–$95,900 a year", "verdict": FULL, "save_url": "#",
        "facts": [("map-pin", "Cincinnati, OH · 3 miles"), ("building-2", "FQHC"), ("clock", "Full time, days")],
        "reply": "Answers in 8 business days · 61 of 63 on time",
    },
    {
        "url": "#", "title": "RN Care Coordinator, Infusion", "employer": "Tall Oaks Oncology",
        "pay": "$41.25–$52.00", "pay_per": "an hour", "verdict": ALL_FOUR, "save_url": "#", "saved": True,
        "facts": [("map-pin", "Montgomery, OH · 14 miles"), ("clock", "Four 10s")],
        "closing": "Closes tomorrow, Nov 24",
    },
    {
        "url": "#", "title": "Behavioral Health Care Manager", "employer": "Mariner Street Clinic",
        "pay": "$31.50–$38.90", "pay_per": "an hour", "verdict": GAP,
        "facts": [("map-pin", "Cincinnati, OH · 5 miles"), ("laptop", "Hybrid, 2 days home")],
        "reply": "Answers in 7 business days",
    },
    {
        "url": "#", "title": "Referral Coordinator", "employer": "Sable Creek Imaging", "pay": "$22.60–$26.00",
        "pay_per": "an hour", "verdict": None, "fit_text": "4 requirements",
        "facts": [("map-pin", "Florence, KY")], "source": "Found elsewhere, posted 12 days ago; not yet claimed",
        "badge": "Unclaimed",
    },
]  # fmt: skip

PAY = {
    "floor": "$76,752", "floor_per": "a year", "floor_other": "$36.90 an hour",
    "ceiling": "$101,408", "ceiling_per": "a year", "ceiling_other": "plus $3,000 once, at sign-on",
    "you": "$40.20", "you_per": "an hour", "you_note": "Step 3: RN, 2 to 4 years",
    "parts": [
        {"name": "Base pay", "detail": "Guaranteed · by license and years, 6 steps", "amount": "$36.90–$46.10", "unit": "an hour"},
        {"name": "Bilingual differential", "detail": "Guaranteed · Spanish, tested in week one", "amount": "+ $1.50", "unit": "an hour"},
        {"name": "Quality bonus", "detail": "Discretionary · clinic targets, paid each March", "amount": "$0–$2,400", "unit": "a year"},
    ],
    "also": "Also: medical, dental, vision; 403(b) with 4% match; 20 days off and 9 holidays.",
}  # fmt: skip
FACTS = [
    {"term": "Apply by", "text": "Mon, Dec 14"},
    {"term": "Confirmed open", "text": "3 days ago", "small": "Nov 20"},
    {"term": "Team", "text": "2 RNs, 1 LSW, 3 CHWs", "href": "#"},
]
WEEK = [
    {"share": 55, "state": "a", "label": "Phone"},
    {"share": 30, "state": "b", "label": "Desk"},
    {"share": 15, "state": "c", "label": "Field"},
]
TIMELINE = [
    {"title": "Interview booked", "when": "Tue, Dec 1, 10:00 am", "done": True, "state": "met"},
    {"title": "First opened", "at": dt.datetime(2026, 11, 25, 14, 5, tzinfo=dt.UTC), "done": True, "state": "calm"},
    {"title": "Sent", "when": "Mon, Nov 23", "done": True, "state": "calm", "text": "Answer promised within 8 business days.", "href": "#", "action": "See exactly what they got"},
    {"title": "Answer due", "when": "Fri, Dec 4", "state": "clock"},
]  # fmt: skip
RECEIPT = {
    "number": "7K4-0193",
    "headline": "They chose not to go on, because the job requires a bachelor’s degree in nursing.",
    "lines": [line("unmet", "BSN or higher at the start", "Fact used: “Associate degree in nursing”.", "Accreditation", "Magnet unit."), RN],
    "facts": [{"term": "Decided by", "text": "A person: nurse manager", "small": "not software"}, {"term": "When", "text": "Thu, Nov 19, 3:42 pm"}],
    "note_from": "From the clinic", "note": "“Your discharge-call work stood out.”",
    "actions": [{"label": "Fix this fact and re-check", "href": "#", "icon": "pencil"}, {"label": "Ask a person to review", "href": "#"}],
    "small": "A review is one request, answered within 5 business days.",
}  # fmt: skip
BUCKETS = [
    {"label": "All jobs", "href": "#", "n": 222, "state": "calm", "current": True},
    {"label": "You meet everything", "href": "#", "n": 41, "state": "met"},
    {"label": "You could, if you say more", "href": "#", "n": 37, "state": "unknown"},
    {"label": "One gap", "href": "#", "n": 63, "state": "later"},
    {"label": "A stretch", "href": "#", "n": 81, "state": ""},
]
TABS = [
    {"label": "By date", "href": "#", "current": True, "n": None},
    {"label": "Grid", "href": "#", "n": None},
    {"label": "Answered", "href": "#", "n": 6},
]
STEPS = [
    {"label": "Role", "href": "#", "done": True},
    {"label": "Place and work", "href": "#", "done": True},
    {"label": "Requirements", "href": "#", "current": True},
    {"label": "Pay"},
    {"label": "Promise and preview"},
]
SETTINGS = [
    {"value": name.lower(), "label": name, "n": n, "checked": name == "FQHC"}
    for name, n in (
        ("Primary care", 64), ("FQHC", 41), ("Behavioral health", 37), ("Hospital outpatient", 33),
        ("Oncology", 18), ("Dental", 12), ("Dialysis", 9), ("Pediatrics", 8), ("Imaging", 4),
        ("Home health", 3), ("School health", 2), ("Telehealth", 0),
    )
]  # fmt: skip
FIRM = [
    {"value": "a", "label": "Must have", "checked": True},
    {"value": "b", "label": "Helpful"},
]
FACETS = [
    {"legend": "Setting", "name": "setting", "options": SETTINGS, "most": 8},
    {"legend": "Posted", "name": "posted", "type": "radio", "options": [
        {"value": "", "label": "Any time", "n": None, "checked": True},
        {"value": "7", "label": "Last 7 days", "n": 61}]},
]  # fmt: skip
ACTIVE = [
    {"label": "No on-call", "href": "#", "adds": "31 more jobs"},
    {"label": "Answer within 10 days", "href": "#", "adds": "12 more jobs"},
]
COLUMNS = [
    {"label": "RN or LSW", "small": "law"}, {"label": "2 years", "small": "safety"},
    {"label": "BLS", "small": "day one"}, {"label": "Drives", "small": "duty"},
    {"label": "CCM", "small": "24 months"}, {"label": "Spanish", "small": "helpful"},
]  # fmt: skip


def row(name: str, small: str, cells: str, due: str, **extra: Any) -> dict[str, Any]:
    parts = [cell.split(":") for cell in cells.split("|")]
    return {
        "name": name, "small": small, "href": "#", "due": due, **extra,
        "cells": [
            {"state": state, "text": text, "word": WORDS[state], "href": "#", "soft": i == 5}
            for i, (state, text) in enumerate(parts)
        ],
    }  # fmt: skip


LANES = [
    {"state": "meets_all", "label": "Meets a path", "text": "2 people", "rows": [
        row("Applicant 4F2", "Path A, nursing", "met:KY compact|met:2 y 7 m|met:to Jan 27|met:Yes|later:2028|met:Fluent", "Today", due_small="sent Nov 10", soon=True, selected=True),
        row("Applicant 9C1", "Path B, social work", "met:LSW Ohio|met:3 y 1 m|met:to Jun 27|met:Yes|met:Holds|unknown:Not said", "Fri, Nov 27", due_small="sent Nov 16"),
    ]},
    {"state": "one_gap", "label": "One gap", "text": "1 person", "rows": [
        row("Applicant 8B3", "Path A, nursing", "met:RN Ohio|unmet:1 y 4 m|met:to Feb 28|unknown:Not said|later:2028|unmet:No", "Tomorrow", due_small="sent Nov 12"),
    ]},
]  # fmt: skip
QUEUE = [
    {"href": "#", "title": "Care Coordinator, Remote", "sub": "Vital Bridge Staffing · 2 h 40 min", "risk": "High", "state": "unmet", "current": True},
    {"href": "#", "title": "Patient Navigator", "sub": "Sable Creek Imaging · 1 h 55 min", "risk": "Medium", "state": "unknown"},
    {"href": "#", "title": "Clinical Care Coordinator", "sub": "Queensgate · edit · 3 h 10 min", "risk": "Low", "state": "calm"},
]  # fmt: skip
RULES = [
    {"title": "Asks for bank details", "level": "Hard stop", "state": "unmet", "source": "Rule F-03. Description, paragraph 4.",
     "parts": [("“Send your ", False), ("bank routing number", True), (" with the form.”", False)]},
    {"title": "Range is too wide", "level": "Check", "state": "unknown", "source": "Rule P-02. Above 1.5 needs placement rules.",
     "parts": [("$46.00 is ", False), ("1.64 times", True), (" $28.00.", False)]},
]  # fmt: skip
CHANGES = [
    {"field": "Pay", "parts": [("del", "$25.00–$60.00"), ("same", " "), ("ins", "$28.00–$46.00"), ("same", " an hour")]},
    {"field": "Requirement", "parts": [("ins", "RN, OH and KY and IN, law")]},
]  # fmt: skip
DECISIONS = [
    {"label": "Reject", "url": "#", "kind": "go no", "key": "X"},
    {"label": "Send back", "url": "#", "key": "B"},
    {"label": "Approve", "url": "#", "key": "A", "disabled": True},
]
TABLE = {
    "head": [{"label": "If you held"}, {"label": "Usual time"}, {"label": "Jobs", "r": True}],
    "rows": [
        [{"text": "CCM"}, {"text": "12–24 months", "label": "Usual time"}, {"text": "+ 38", "r": True, "strong": True, "label": "Jobs"}],
        [{"text": "BSN", "small": "RN-to-BSN, online"}, {"text": "9–24 months", "label": "Usual time"}, {"text": "+ 27", "r": True, "strong": True, "label": "Jobs"}],
    ],
}  # fmt: skip
CRUMBS = [("Jobs", "#"), ("Cincinnati, OH", "#"), ("Clinical Care Coordinator", "")]


class SampleForm(forms.Form):
    where = forms.CharField(
        label="ZIP or city", help_text="Used for distance only.", initial="41011"
    )
    number = forms.CharField(label="License number", required=False)
    state = forms.ChoiceField(label="State", choices=[("KY", "Kentucky"), ("OH", "Ohio")])
    note = forms.CharField(
        label="A note to the clinic", widget=forms.Textarea(attrs={"rows": 3}), required=False
    )
    employer = forms.CharField(label="Employer", initial="Set by your owner account", disabled=True)
    proof = forms.FileField(label="Document", required=False)
    hold = forms.MultipleChoiceField(
        label="I hold", choices=[("rn", "RN"), ("lpn", "LPN / LVN"), ("ba", "Bachelor’s")],
        widget=forms.CheckboxSelectMultiple(attrs={"class": "chips"}), initial=["rn"], required=False,
    )  # fmt: skip
    firm = forms.ChoiceField(
        label="How firm", choices=[("required", "Must have"), ("preferred", "Helpful")],
        widget=forms.RadioSelect(attrs={"class": "seg"}), initial="required",
    )  # fmt: skip
    duties = forms.MultipleChoiceField(
        label="Duties", choices=[("a", "Patient screening"), ("b", "Referrals"), ("c", "Goal setting")],
        widget=forms.CheckboxSelectMultiple(attrs={"class": "two-up"}), initial=["b"],
    )  # fmt: skip
    agree = forms.BooleanField(label="Tell me when this job closes", required=False)


class LeafForm(forms.Form):
    requirement = forms.CharField(initial="Master’s in social work")
    needed_by = forms.ChoiceField(
        choices=[("", "When applying"), ("start", "First day")], required=False
    )


class DecisionForm(forms.Form):
    reason = forms.ChoiceField(
        label="Reason sent to the employer", choices=[("F-03", "Asks for bank details before hire")]
    )


def leaf(text: str, detail: str, **extra: Any) -> dict[str, Any]:
    return {"text": text, "detail": detail, "edit_url": "#", "remove_url": "#", **extra}


def tree() -> dict[str, Any]:
    return {
        "add_path_url": "#", "add_all_url": "#", "add_helpful_url": "#",
        "paths": [
            {"title": "Path A · Nursing", "people": "142 people", "add_url": "#", "leaves": [
                leaf("RN license that covers Ohio", "Must have · at application · Law", down_url="#"),
                leaf("2 years in ambulatory care", "Must have · at application · Safety", up_url="#")]},
            {"title": "Path B · Social work", "people": "58 people", "add_url": "#", "remove_url": "#", "leaves": [
                leaf("LSW or higher in Ohio", "Must have · at application · Payer", suggested=True),
                {"form": LeafForm(prefix="leaf"), "save_url": "#", "cancel_url": "#", "remove_url": "#"}]},
        ],
        "alls": [leaf("BLS card", "Must have · first day · Safety")],
        "helpful": [],
    }  # fmt: skip


def refused_form() -> forms.Form:
    """A form somebody filled in wrongly."""
    form = SampleForm(
        {"bad-where": "", "bad-number": "KY-11", "bad-state": "KY", "bad-firm": "required"},
        prefix="bad",
    )
    form.add_error("number", "Kentucky RN numbers have 7 digits. You typed 2.")
    return form


def sample_page() -> Page:
    return Paginator(range(240), 20).page(3)
