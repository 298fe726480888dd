"""Nursing, social work and behavioral roles: hand-written sentences the descriptions are put together from.

slug: (dollars an hour in an average state, titles, openings, bullets, notes)
"""

from __future__ import annotations

Work = tuple[float, list[str], list[str], list[str], list[str]]

CARE: dict[str, Work] = {
    "rn-care-coordinator": (
        38,
        [
            "RN Care Coordinator",
            "Ambulatory Nurse Care Coordinator",
            "RN Care Coordinator, Chronic Care",
        ],
        [
            "You keep one plan of care for people who see four clinicians.",
            "You are the nurse people call between visits.",
        ],
        [
            "Monthly chronic-care calls with a written plan",
            "Medicine reconciliation after every discharge",
            "Teach insulin, inhalers and blood pressure cuffs by phone",
            "Close referrals: the note is back before you stop looking",
            "A Tuesday huddle about who worries you",
        ],
        [
            "A standing order set covers most of what you will be asked.",
            "A senior nurse reads your first twenty plans with you.",
        ],
    ),
    "rn-care-manager": (
        43,
        ["RN Care Manager, Complex Care", "Nurse Case Manager", "RN Care Manager, High-Risk Panel"],
        [
            "Your panel is small because each person on it is complicated.",
            "You take the people whose charts are longest.",
        ],
        [
            "Whole-person assessments at home, clinic or phone",
            "Plans with goals in the person's own words",
            "Weekly rounds with pharmacy and social work",
            "Calls with the health plan, so the patient does not have to",
            "Step people down when they are ready, and say so",
        ],
        ["We pay for the CCM exam and give two study days.", "You decide the length of a visit."],
    ),
    "lpn-care-coordinator": (
        27,
        ["LPN Care Coordinator", "LPN Chronic Care Nurse", "LPN/LVN Outreach Coordinator"],
        [
            "You make the calls that keep small problems small.",
            "You work beside a nurse care manager and share one list.",
        ],
        [
            "Thirty planned calls a day at most, with time to write",
            "Transition calls within two business days",
            "Refills, logs and home readings to the right clinician",
            "Bring back people who missed two visits",
            "Set up remote monitoring devices",
        ],
        [
            "An RN is on the same floor at all hours.",
            "We help with the bridge to RN, in hours and in money.",
        ],
    ),
    "clinical-care-coordinator": (
        31,
        [
            "Clinical Care Coordinator",
            "Care Coordinator, Chronic Conditions",
            "Patient Care Coordinator",
        ],
        [
            "You hold the thread between visit, referral and home.",
            "Somebody has to know what comes next; that is you.",
        ],
        [
            "Prepare visits two days ahead",
            "Follow every urgent referral to its end",
            "Screen for food, rides and rent, then do something about it",
            "Write goals with people, not for them",
            "Keep three offices from ordering the same test",
        ],
        [
            "Several backgrounds work in this team; see the requirements for the ways in.",
            "There is a script for nothing and training for everything.",
        ],
    ),
    "transitions-coordinator": (
        40,
        [
            "Transitions of Care Coordinator",
            "Discharge Follow-up Nurse or Social Worker",
            "Transitional Care Coordinator",
        ],
        [
            "You call people in their first two days at home.",
            "The hospital's list arrives at seven; by noon each person has heard from you.",
        ],
        [
            "Two-day calls and seven-day visits booked before you hang up",
            "Compare the discharge list with the pill bottles",
            "Find out why somebody came back, and fix that",
            "Warm hand-offs with home health",
            "One page a month on readmissions, with names taken out",
        ],
        [
            "The hospital feed is live, so no faxes in the morning.",
            "Weekend lists are split and paid extra.",
        ],
    ),
    "sw-care-coordinator": (
        31,
        [
            "Social Work Care Coordinator",
            "Medical Social Worker, Clinic",
            "Social Worker, Care Team",
        ],
        [
            "You are the social worker of the care team.",
            "Rent, rides, safety and grief come to your door first.",
        ],
        [
            "Psychosocial assessments and short plans",
            "Benefits: forms, appeals, and the call afterwards",
            "Local funding for what insurance leaves out",
            "Crisis links with same-day follow-up",
            "A resource list that is true because you test it",
        ],
        [
            "Clinical supervision toward the next license is free.",
            "You share a quiet office with a door.",
        ],
    ),
    "bh-care-manager": (
        37,
        [
            "Behavioral Health Care Manager",
            "Collaborative Care Manager",
            "Integrated Behavioral Health Care Manager",
        ],
        [
            "You run the collaborative care registry for three clinicians.",
            "You bring mental health care into the exam room next door.",
        ],
        [
            "PHQ-9 and GAD-7 on a schedule, acted on",
            "Behavioral activation and problem solving, six to ten sessions",
            "Weekly review with the consulting psychiatrist",
            "Warm hand-offs in the visit",
            "Relapse plans before people leave the registry",
        ],
        ["The psychiatrist answers within the day.", "Caseload is capped and the cap is kept."],
    ),
    "bh-care-coordinator": (
        23,
        [
            "Behavioral Health Care Coordinator",
            "Recovery Care Coordinator",
            "Mental Health Care Coordinator",
        ],
        [
            "You get people from the first call to the first appointment.",
            "You keep the plan moving for people in treatment.",
        ],
        [
            "Intakes without a script",
            "Insurance, rides and child care before the first visit",
            "Crisis plans that fit on a card",
            "Calls after every missed group",
            "Links to housing and work programs",
        ],
        [
            "Supervision is weekly and unhurried.",
            "Staff meet every morning for ten minutes, standing.",
        ],
    ),
    "case-manager": (
        26,
        ["Case Manager", "Service Coordinator", "Waiver Case Manager"],
        [
            "You write service plans with people and see that they happen.",
            "You know the programs, so that families need not.",
        ],
        [
            "Person-centered plans twice a year",
            "Eligibility and renewals on time",
            "Monitor services at home, announced and welcome",
            "Speak up when a provider does not",
            "Notes the same day",
        ],
        ["Mileage is paid from your own door.", "We cap panels and publish the number."],
    ),
}
