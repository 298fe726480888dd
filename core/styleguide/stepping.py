"""Samples of what helps a candidate along: corrections on a line, sums of years, steps and their ways."""
# ruff: noqa: E501

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace as Sample
from typing import Any

from core.styleguide.samples import CARE, LSW, verdict

MISSED = verdict("stretch", "2 gaps", "unmet unmet", alls=(LSW, CARE), lines=[LSW, CARE])
MISSED.headline = "2 requirements are not met."
FIX = Sample(text="This is wrong? Fix it and check again", href="#")
SUM = Sample(
    name="Care coordination", words="1 year 4 months", at_once="2 months",
    stretches=[
        Sample(label="Licking Valley", words="1 year", started_on=dt.date(2025, 3, 1), ended_on=dt.date(2026, 2, 28)),
        Sample(label="Night Line", words="6 months", started_on=dt.date(2026, 1, 1), ended_on=None),
    ],
)  # fmt: skip
HELPS = {
    LSW.path: Sample(anchor="help-lsw", links=[FIX, Sample(text="Add what is missing", href="#")], counted=[], attach=[]),
    CARE.path: Sample(anchor="help-care", links=[FIX], counted=[SUM], attach=[Sample(text="Was care coordination part of your work at Tall Oaks? Count it", href="#")]),
}  # fmt: skip
NEWS = {"state": "met", "lead": "Now met. Well done.", "text": "LSW or higher in Ohio", "anchor": "help-lsw"}  # fmt: skip


def step(
    title: str, short: str, time: str, text: str, jobs: int, deny: str = "", **more: Any
) -> Any:
    words = Sample(title=title, short=short, time=time, text=text, legs=(), others=())
    vars(words).update(more)
    return Sample(step=words, jobs=jobs, jobs_href="#", act_href="#", deny=deny, asks=bool(deny))


CHECKED = {"source": "ccmcertification.org", "verified_on": dt.date(2026, 11, 23)}
LEGS = [
    Sample(goal="MSW", route="Advanced standing after a BSW", facts=("1 year", "Online is common", "900 field hours"), **CHECKED),
    Sample(goal="LISW", route="Supervised practice after the MSW", facts=("2 to 4 years", "ASWB Clinical"), **CHECKED),
]  # fmt: skip
WAYS = [
    step("Say whether you have: driver’s license", "Driver’s license", "One minute", "You have not told us. A “no” helps as well.", 14, "drivers-license"),
    step("Renew: BLS", "BLS", "", "You: BLS, expired Oct 1, 2026. It counts again once renewed.", 3),
    step("Get the LISW license in Ohio", "LISW license in Ohio", "3 to 5 years in all", "", 27, legs=LEGS, others=("MSW, then supervised practice: 4 to 6 years",)),
]  # fmt: skip
