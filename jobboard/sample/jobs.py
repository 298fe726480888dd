"""What the invented jobs are: per role family titles, settings, hourly pay and sentences about the work."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """Hourly dollars are for a place of middling cost; `extras` are (kind, low, high, unit, text)."""

    family: str
    titles: tuple[str, ...]
    settings: tuple[str, ...]
    hourly: tuple[float, float]
    lines: tuple[str, ...]
    extras: tuple[tuple[str, float | None, float | None, str, str], ...] = ()


KINDS = (
    Kind(
        "rn-care-coordinator",
        (
            "RN Care Coordinator",
            "RN Care Coordinator, Chronic Care",
            "Ambulatory RN Care Coordinator",
        ),
        ("primary-care", "fqhc", "medical-specialty", "geriatrics"),
        (36.0, 46.5),
        (
            "You keep the plan of care of about 110 people with diabetes, heart failure or COPD in one place.",
            "After every hospital stay you call within two days and go through the medicines line by line.",
            "You run a Tuesday huddle with the providers about everyone whose numbers moved the wrong way.",
        ),
        (("differential_bilingual", 1.25, 1.75, "hour", "Spanish, tested in week one"),),
    ),
    Kind(
        "rn-care-manager",
        ("RN Care Manager, Population Health", "Nurse Case Manager", "Complex Care RN Manager"),
        ("payer", "aco-cin", "primary-care", "multispecialty"),
        (39.0, 50.0),
        (
            "Your panel is small and heavy: 55 people with several conditions and too many emergency visits.",
            "You write one shared plan with each person and defend it in front of payers and specialists.",
            "You decide with the medical director who leaves the program and who needs more of it.",
        ),
        (
            ("license_fee", 400, 400, "", "CCM exam and renewal paid"),
            ("annual_bonus", 0, 3000, "year", "Quality contract, paid in March"),
        ),
    ),
    Kind(
        "lpn-care-coordinator",
        ("LPN Care Coordinator", "LVN Chronic Care Nurse", "LPN Transitions Caller"),
        ("primary-care", "rural-health", "community-health"),
        (24.0, 31.0),
        (
            "You make the monthly chronic-care calls under the direction of an RN who sits at the next desk.",
            "You refill, remind, and notice when a voice on the phone sounds worse than last month.",
            "You enter what you heard the same day, so that the provider can act on it.",
        ),
        (("tuition", 3000, 3000, "year", "LPN-to-RN bridge, after six months"),),
    ),
    Kind(
        "clinical-care-coordinator",
        (
            "Clinical Care Coordinator",
            "Care Coordinator, Specialty Clinic",
            "Patient Care Coordinator",
        ),
        ("medical-specialty", "multispecialty", "rehab-pt", "sleep", "genetics"),
        (29.0, 38.5),
        (
            "You are the one person patients can name: their visits, tests and referrals run through you.",
            "You see to it that no imaging is ordered twice and no result waits unread.",
            "You meet each new patient for half an hour before the specialist does.",
        ),
    ),
    Kind(
        "transitions-coordinator",
        ("Transitions-of-Care Nurse", "Care Transitions Coordinator"),
        ("hospital-outpatient", "primary-care", "aco-cin"),
        (37.0, 47.0),
        (
            "You pick people up where the hospital lets go: first call in two days, first visit in seven.",
            "You compare three medicine lists and end up with one.",
            "One weekend in six you are on call for the team.",
        ),
        (("on_call", 4, 4, "hour", "while on call"),),
    ),
    Kind(
        "sw-care-coordinator",
        (
            "Social Work Care Coordinator",
            "Medical Social Worker, Outpatient",
            "LMSW Care Coordinator",
        ),
        ("fqhc", "dialysis", "oncology", "womens-health", "home-community"),
        (30.0, 40.0),
        (
            "You find out what stands between a person and her care: a bus, a bill, a brother who needs her at home.",
            "You know the county's funds by heart, and which door opens on which day.",
            "You sit with people on the day they hear bad news, and again the week after.",
        ),
        (("ce_allowance", 1200, 1200, "year", "and supervision toward the clinical license"),),
    ),
    Kind(
        "bh-care-manager",
        ("Behavioral Health Care Manager", "Collaborative Care Manager"),
        ("primary-care", "behavioral-health", "pediatrics", "fqhc"),
        (33.0, 43.0),
        (
            "You carry the registry of a collaborative care team: 70 people, a psychiatrist one hour a week, and you.",
            "You repeat the PHQ-9 and GAD-7 on time and change course when they do not move.",
            "You teach small skills in short visits and never promise therapy you cannot give.",
        ),
        (
            (
                "loan_repayment",
                10000,
                25000,
                "year",
                "federal program for approved sites; the employer states it is one",
            ),
        ),
    ),
    Kind(
        "bh-care-coordinator",
        (
            "Behavioral Health Care Coordinator",
            "Substance Use Care Coordinator",
            "Mental Health Case Manager",
        ),
        ("behavioral-health", "sud", "correctional", "mobile-street"),
        (22.0, 29.0),
        (
            "You meet people at the worst week of the year and walk with them to the first appointment.",
            "You keep a crisis plan with everyone on your list, in their own words.",
            "You know who takes walk-ins today, and you call ahead.",
        ),
        (("mileage", 0.7, 0.7, "", "a mile, at the federal rate"),),
    ),
    Kind(
        "case-manager",
        ("Case Manager", "Service Coordinator, Waiver Program", "Community Case Manager"),
        ("case-mgmt-agency", "tribal", "public-health", "student-health"),
        (23.5, 31.0),
        (
            "You write service plans people recognize as their own life, and visit to see whether they hold.",
            "You settle eligibility questions before they become gaps in care.",
            "Your week is half paper and half porch.",
        ),
        (("mileage", 0.7, 0.7, "", "a mile, at the federal rate"),),
    ),
    Kind(
        "patient-navigator",
        ("Patient Navigator", "Cancer Screening Navigator", "Resource Navigator"),
        ("oncology", "imaging", "womens-health", "community-health"),
        (21.5, 28.5),
        (
            "You call everyone whose screening came back abnormal and stay on the line until a date stands.",
            "You solve the small things that stop big ones: a ride, a form, a babysitter.",
            "You speak plainly and you write down what you promised.",
        ),
    ),
    Kind(
        "nurse-navigator",
        ("Oncology Nurse Navigator", "Breast Nurse Navigator", "Heart Failure Nurse Navigator"),
        ("oncology", "hospital-outpatient", "medical-specialty"),
        (40.0, 52.0),
        (
            "You are there from the biopsy to the last infusion, and people have your direct number.",
            "You prepare the tumor board and carry its answer back in words a family understands.",
            "You notice when treatment and life collide, and you bring in whoever can help.",
        ),
        (
            (
                "sign_on_bonus",
                3000,
                5000,
                "",
                "at 90 days; repaid pro rata if you leave in year one",
            ),
        ),
    ),
    Kind(
        "chw",
        (
            "Community Health Worker",
            "Promotora de Salud",
            "Community Health Worker, Maternal Health",
        ),
        ("community-health", "fqhc", "public-health", "tribal"),
        (19.5, 25.5),
        (
            "You live where you work, and people open the door because they know your face.",
            "You screen for food, housing and safety, and you do not ask a question you cannot act on.",
            "You bring back to the clinic what it did not know about its own patients.",
        ),
        (
            ("differential_bilingual", 1.0, 1.0, "hour", "any language of the neighborhood"),
            ("mileage", 0.7, 0.7, "", "a mile"),
        ),
    ),
    Kind(
        "health-coach",
        ("Health Coach", "Diabetes Health Educator", "Wellness Coach"),
        ("occupational-health", "primary-care", "payer", "student-health"),
        (24.0, 32.0),
        (
            "You help people choose one change they can keep, and you call to ask how it went.",
            "You teach a Thursday class that starts with cooking and ends with numbers.",
            "You measure in months, not in motivational posters.",
        ),
    ),
    Kind(
        "referral-coordinator",
        ("Referral Coordinator", "Referrals Specialist", "Referral Coordinator, Specialty Access"),
        ("primary-care", "multispecialty", "pediatrics", "fqhc"),
        (19.0, 24.5),
        (
            "You own every referral from the order to the note that comes back: about 45 a day.",
            "You know which office answers the phone and which wants a fax.",
            "You tell the patient in one call what happens next and what it costs.",
        ),
    ),
    Kind(
        "prior-auth",
        ("Prior Authorization Coordinator", "Authorization Specialist, Infusion"),
        ("oncology", "imaging", "pain", "medical-specialty"),
        (20.5, 27.0),
        (
            "You read the payer's criteria before you send, so that the first answer is the last.",
            "You write appeals that quote the chart and win most of them.",
            "You keep a list of what each plan really wants, and share it.",
        ),
        (("quality_bonus", 0, 1800, "year", "share of authorizations granted the first time"),),
    ),
    Kind(
        "utilization-review",
        ("Utilization Review Nurse", "RN Utilization Management"),
        ("payer", "behavioral-health", "hospital-outpatient"),
        (38.0, 48.0),
        (
            "You review requests against published criteria and say in two sentences why.",
            "You pick up the phone before you deny.",
            "You work from home with a team that meets every morning at nine.",
        ),
        (("remote_stipend", 75, 75, "month", "for your desk and line"),),
    ),
    Kind(
        "patient-access",
        (
            "Patient Access Representative",
            "Intake Coordinator",
            "Front Desk and Registration Coordinator",
        ),
        ("urgent-care", "emergency", "hospital-outpatient", "dental", "eye"),
        (17.5, 22.5),
        (
            "You are the first face on a hard day, and the name on the form is spelled right because of you.",
            "You check coverage before the visit, so that the bill holds no surprise.",
            "You know when to stop typing and look up.",
        ),
        (
            ("differential_evening", 1.5, 1.5, "hour", "after six"),
            ("differential_weekend", 2.0, 2.0, "hour", ""),
        ),
    ),
    Kind(
        "scheduling-coordinator",
        ("Patient Scheduling Coordinator", "Contact Center Scheduler"),
        ("telehealth", "multispecialty", "imaging", "hearing", "podiatry"),
        (17.0, 21.5),
        (
            "You fill tomorrow's gaps from a waiting list that thanks you for calling.",
            "You hear when a call is not about a date, and you hand it to a nurse.",
            "You keep templates honest: no double booking, no phantom holds.",
        ),
    ),
    Kind(
        "office-coordinator",
        ("Medical Office Coordinator", "Clinic Coordinator", "Practice Coordinator"),
        ("primary-care", "pediatrics", "podiatry", "genetics", "eye"),
        (20.0, 27.0),
        (
            "You keep a clinic of nine people moving: rooms, supplies, shifts, and the one printer.",
            "You open the day with a five-minute huddle and close it with empty inboxes.",
            "You fix what comes up twice.",
        ),
        (("annual_bonus", 500, 1500, "year", ""),),
    ),
    Kind(
        "surgery-coordinator",
        ("Surgery Scheduler", "Procedure Coordinator, Endoscopy"),
        ("asc", "endoscopy", "oral-surgery", "eye"),
        (20.5, 27.5),
        (
            "You line up surgeon, room, clearance and ride, and you keep plan B in a drawer.",
            "You call every patient two days before and answer the question they were afraid to ask.",
            "You know block time better than the surgeons do.",
        ),
    ),
    Kind(
        "dental-treatment-coordinator",
        ("Dental Treatment Coordinator", "Orthodontic Treatment Coordinator"),
        ("dental", "oral-surgery"),
        (20.0, 27.0),
        (
            "You turn a treatment plan into plain steps, real prices and a first date.",
            "You offer financing the way you would want it offered to your mother.",
            "You follow up on every plan that was not started, once, kindly.",
        ),
        (
            ("commission", 300, 900, "month", "on started treatment, paid the month after"),
            (
                "profit_sharing",
                0,
                2500,
                "year",
                "five percent of the practice's profit, shared equally",
            ),
        ),
    ),
    Kind(
        "ma-care-coordinator",
        ("Medical Assistant Care Coordinator", "CMA Care Coordinator", "Panel Coordinator"),
        ("primary-care", "pediatrics", "va-military", "fqhc"),
        (19.5, 25.0),
        (
            "You plan tomorrow's visits today: labs in, gaps named, interpreter booked.",
            "You call the people who have not come for a year, and make it easy to come back.",
            "You room in the morning and coordinate in the afternoon.",
        ),
    ),
    Kind(
        "care-gap-quality",
        ("HEDIS Coordinator", "Care Gap Coordinator", "Quality Outreach Coordinator"),
        ("payer", "aco-cin", "multispecialty"),
        (22.5, 30.0),
        (
            "You chase records in winter and people all year.",
            "You turn a list of 900 open gaps into ten calls that matter today.",
            "You tell the clinics what their numbers mean before the plan does.",
        ),
    ),
    Kind(
        "care-coord-supervisor",
        ("Care Coordination Supervisor", "Manager of Care Management"),
        ("multispecialty", "payer", "fqhc", "case-mgmt-agency"),
        (43.0, 56.0),
        (
            "You lead eleven coordinators and still carry four patients, so that you remember.",
            "You own caseloads, budgets and the question of what we stop doing.",
            "You read calls with your team, not about them.",
        ),
        (
            ("annual_bonus", 2000, 7000, "year", "team and quality goals"),
            ("profit_sharing", 0, 4000, "year", ""),
        ),
    ),
    Kind(
        "outpatient-facility-coordinator",
        ("Outpatient Site Coordinator", "Ambulatory Facility Coordinator"),
        ("hospital-outpatient", "asc", "urgent-care", "rehab-pt"),
        (25.0, 34.0),
        (
            "You run a site of twenty: openings, licenses on the wall, and drills nobody fears.",
            "You train new people the first week, yourself.",
            "You see the place as a patient does and fix the third thing first.",
        ),
    ),
    Kind(
        "peer-support",
        ("Peer Support Specialist", "Recovery Coach", "Certified Peer Navigator"),
        ("sud", "behavioral-health", "mobile-street", "correctional"),
        (18.0, 23.5),
        (
            "You have been there, and you use it with care.",
            "You sit in emergency rooms at odd hours and at kitchen tables at good ones.",
            "You are part of the team's plan, not its decoration.",
        ),
        (("differential_night", 2.5, 2.5, "hour", ""),),
    ),
)

TEAMS = (
    "The team is six nurses, two social workers and a lead who answers the same day.",
    "You join four coordinators who have stayed for more than three years each.",
    "You share an office with a pharmacist, which saves everyone an hour a day.",
    "The clinic sees about ninety people a day and closes for lunch together.",
    "Two interpreters sit down the hall, and a third is on the tablet.",
    "The person who held this job was promoted in the fall and sits next door.",
    "A provider joins the huddle every morning; nobody works around a closed door.",
    "You will have eight weeks of orientation with one named colleague.",
    "We are a small practice: what you propose on Monday can happen on Thursday.",
    "New people shadow for ten days before they take a call of their own.",
)
CLOSINGS = (
    "We look for judgment and warmth; we teach our own systems.",
    "If you meet most of this and wonder about the rest, apply and tell us.",
    "Bring your questions; we answer in the order they came.",
    "We will tell you about the hard parts in the first interview.",
    "You will be asked what you would change here, and we mean it.",
    "We train, we pay for the exam, and we put the date in the calendar.",
    "Experience from outside health care counts when it was with people.",
    "You leave on time on most days, and we measure that too.",
)
BENEFITS = (
    "Medical, dental and vision from the first of the month; 20 days off and 9 holidays; 403(b) with 4% match.",
    "Health insurance with the employee's part paid in full; 3 weeks off rising to 5; 401(k) with 3% match; short-term disability.",
    "Medical, dental, vision and life; 18 days off plus your birthday; paid parental leave of 8 weeks; retirement plan with match.",
    "State employee benefits: health, pension, 13 holidays, sick leave that carries over.",
    "Medical and dental after 30 days; 15 days off; tuition help of $2,500 a year; free care for the family at our clinics.",
    "Health, dental, vision; 24 days of paid time off in one bank; 401(k) with 5% match; license and exam fees paid.",
)
EHRS = ("Epic", "athenahealth", "eClinicalWorks", "NextGen", "Oracle Health", "OCHIN Epic", "")
