"""What each role is called, earns and does: hand-written sentences the descriptions are put together from.

slug: (dollars an hour in an average state, titles, openings, bullets, notes)
"""

from __future__ import annotations

Work = tuple[float, list[str], list[str], list[str], list[str]]

WORK: dict[str, Work] = {
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
    "patient-navigator": (
        23,
        ["Patient Navigator", "Health Navigator", "Cancer Screening Navigator"],
        [
            "You take barriers out of the way, one at a time.",
            "A positive screen is the start; you see that the next step happens.",
        ],
        [
            "Calls to people overdue for screening",
            "Rides, time off and child care for the day itself",
            "Go along to a first visit when asked",
            "Explain bills and find help with them",
            "Count what worked",
        ],
        [
            "You get a paid week of training before your first call.",
            "Navigators meet across sites each month.",
        ],
    ),
    "nurse-navigator": (
        43,
        ["Oncology Nurse Navigator", "Breast Nurse Navigator", "Specialty Nurse Navigator"],
        [
            "From the biopsy on, you are the name on the card.",
            "You walk the path with people and know where it forks.",
        ],
        [
            "First call within a day of the result",
            "Prepare tumor board and tell people what was said",
            "Teach what to expect, in writing too",
            "Watch for distress and act on it",
            "Survivorship plans",
        ],
        ["Tumor board is protected time.", "We cover the OCN or ONN-CG exam."],
    ),
    "chw": (
        21,
        [
            "Community Health Worker",
            "Community Health Worker, Maternal Health",
            "Promotor or Promotora de Salud",
        ],
        [
            "You know the neighborhood, and it knows you.",
            "You meet people where they are: porch, market, clinic.",
        ],
        [
            "Home visits in pairs at first",
            "Screen for needs and stay until the link holds",
            "Teach in plain words",
            "Bring the community's view to the huddle",
            "Tables at the market on Saturdays, paid",
        ],
        ["We pay for the state certificate.", "A phone, a tablet and a good bag are yours."],
    ),
    "health-coach": (
        26,
        ["Health Coach", "Health Educator", "Wellness and Diabetes Coach"],
        ["You help people change one thing at a time.", "You teach, listen, and do not lecture."],
        [
            "One-to-one coaching by phone and in clinic",
            "Two group classes a week",
            "Motivational interviewing, with recorded practice",
            "Cooking on a budget",
            "Goals people set themselves",
        ],
        ["Class plans exist; improve them.", "You get a classroom with a kitchen."],
    ),
    "referral-coordinator": (
        20,
        ["Referral Coordinator", "Referrals Specialist", "Referral Coordinator, Specialty"],
        [
            "A referral is a promise; you keep it.",
            "You follow each referral until the letter is back.",
        ],
        [
            "Work the queue oldest first",
            "Book while the patient is on the line",
            "Chase reports and file them where the clinician looks",
            "Tell people what it will cost",
            "Keep the list of who sees whom how soon",
        ],
        [
            "The queue is shared, so holidays are holidays.",
            "Two screens and a headset from day one.",
        ],
    ),
    "prior-auth": (
        21,
        [
            "Prior Authorization Coordinator",
            "Prior Authorization Specialist",
            "Authorizations Coordinator",
        ],
        [
            "You turn a clinical reason into an approval.",
            "You read criteria so that clinicians can treat.",
        ],
        [
            "Submit the same day, with the right notes",
            "Appeals with a template and a backbone",
            "Peer-to-peer calls booked around clinic",
            "Tell the patient before the pharmacy does",
            "Track denials by plan",
        ],
        ["We celebrate overturned denials with pie.", "Hybrid after ninety days."],
    ),
    "utilization-review": (
        41,
        ["Utilization Review Nurse", "Utilization Management RN", "Outpatient UM Nurse"],
        [
            "You judge whether care is needed, by published criteria.",
            "You read charts closely and write clearly.",
        ],
        [
            "Outpatient and home health reviews",
            "Criteria first, then the person in the chart",
            "Call the clinic before a denial",
            "Refer to care management when you see a gap",
            "Turnaround in days, not points",
        ],
        ["Quality is read by peers; volume is not posted.", "No nights."],
    ),
    "patient-access": (
        19,
        [
            "Patient Access Coordinator",
            "Registration Coordinator",
            "Front Desk and Intake Coordinator",
        ],
        ["You are the first voice and the first face.", "A visit goes well or badly at your desk."],
        [
            "Registration that asks once",
            "Verify insurance two days ahead",
            "Good-faith estimates in plain figures",
            "Sliding-fee forms, kindly",
            "Know when to fetch the nurse",
        ],
        [
            "Desks rotate so that nobody faces the door all week.",
            "De-escalation training in week two.",
        ],
    ),
    "scheduling-coordinator": (
        19,
        ["Scheduling Coordinator", "Patient Scheduling Coordinator", "Contact Center Coordinator"],
        ["You fit people and time together.", "You find the visit somebody can really come to."],
        [
            "Forty to sixty calls a day, with breaks",
            "Templates kept honest with the clinicians",
            "Fill cancellations from a list people chose to be on",
            "Send chest pain to a nurse at once",
            "Recalls by text, then by phone",
        ],
        ["Call times are watched by nobody.", "Four ten-hour days are possible."],
    ),
    "office-coordinator": (
        21,
        ["Medical Office Coordinator", "Clinic Coordinator", "Practice Coordinator"],
        [
            "You see to it that the clinic opens, runs and closes.",
            "You are the one who knows where things are.",
        ],
        [
            "Staff schedules out a month ahead",
            "Supplies, repairs and the fire drill",
            "Billing questions before they become letters",
            "First week of every new colleague",
            "Monday numbers on one page",
        ],
        [
            "The manager is in the building.",
            "You can change a process the week you find it broken.",
        ],
    ),
    "surgery-coordinator": (
        22,
        ["Surgery Coordinator", "Surgical Scheduler", "Procedure Scheduling Coordinator"],
        [
            "You plan the day of surgery backward from the incision.",
            "You keep the block full and people prepared.",
        ],
        [
            "Book blocks, implants and interpreters",
            "Clearances and labs in on time",
            "Authorizations checked twice",
            "Explain fasting, rides and costs",
            "Move a case without losing the person",
        ],
        ["Surgeons here answer their messages.", "No weekend calls."],
    ),
    "dental-treatment-coordinator": (
        22,
        [
            "Dental Treatment Coordinator",
            "Dental Care Coordinator",
            "Dental Treatment and Finance Coordinator",
        ],
        [
            "You explain the plan and what it costs, in that order.",
            "You sit with people after the exam and before the decision.",
        ],
        [
            "Present plans with pictures and prices",
            "Pre-estimates from dental plans",
            "Payment plans people can keep",
            "Book the phases before they leave",
            "Call those who said maybe",
        ],
        [
            "The clinical team decides treatment; you never sell.",
            "Commission is on kept visits, not on quotes.",
        ],
    ),
    "ma-care-coordinator": (
        21,
        [
            "Medical Assistant Care Coordinator",
            "MA Panel Coordinator",
            "Certified MA, Care Coordination",
        ],
        [
            "Half rooming, half panel: you know people both ways.",
            "You prepare the visit so the clinician can look up.",
        ],
        [
            "Pre-visit planning on every chart",
            "Outreach for vaccines and labs",
            "Blood pressure checks and device teaching",
            "Forms, inbox and refills by protocol",
            "Catch the patient without a next visit",
        ],
        ["Two MAs per clinician.", "We pay renewal and CE of your certification."],
    ),
    "care-gap-quality": (
        25,
        ["Care Gap Coordinator", "Quality and HEDIS Coordinator", "Population Health Coordinator"],
        [
            "You turn a list of gaps into finished visits.",
            "You find who is missing from the numbers and call.",
        ],
        [
            "Outreach lists by clinic, weekly",
            "Record chase that stays polite",
            "Clean registries",
            "Show each team its own curve",
            "Test one change a month",
        ],
        ["The data team is two desks away.", "Measures are explained, not waved."],
    ),
    "care-coord-supervisor": (
        49,
        ["Care Coordination Supervisor", "Manager of Care Management", "Care Coordination Lead"],
        [
            "You lead the people who hold the threads.",
            "Eight coordinators, one standard, many ways.",
        ],
        [
            "Weekly one-to-ones",
            "Caseloads balanced in the open",
            "Hire, train, and sometimes part",
            "Own three measures and a budget",
            "Take a small panel yourself",
        ],
        ["You report to the medical director.", "Leadership training is paid and in work time."],
    ),
    "outpatient-facility-coordinator": (
        27,
        ["Outpatient Facility Coordinator", "Site Coordinator", "Outpatient Site Manager"],
        [
            "You run a site of eighteen people.",
            "You open the doors and answer for what happens inside.",
        ],
        [
            "Rosters, rooms and inspections",
            "Train staff and keep records of it",
            "Complaints heard the same day",
            "Supplies within budget",
            "Work with the regional office, not for it",
        ],
        ["A neighboring coordinator covers your leave.", "Sites share what works each quarter."],
    ),
    "peer-support": (
        19,
        ["Peer Recovery Specialist", "Peer Support Specialist", "Recovery Coach"],
        [
            "You have been there, and it counts as experience.",
            "You walk beside people who are where you were.",
        ],
        [
            "One-to-one support, by choice of both",
            "Two groups a week",
            "Rides to court, clinic and work",
            "Help after an overdose, within a day",
            "Say in team meetings what the chart does not",
        ],
        [
            "Your own recovery comes first; so do days off.",
            "Certification in your first year, on our time.",
        ],
    ),
}
BENEFITS = [
    "Medical, dental and vision from the first of the month, 18 days of paid leave, retirement match of 4 %.",
    "Medical and dental at a third of the premium, nine holidays, 15 days of paid leave rising to 20.",
    "Health plan paid in full for the employee, 403(b) with 3 % match, sick leave apart from vacation.",
    "Medical, dental, vision, life and disability insurance, 20 days of paid leave, tuition help.",
]
NO_BENEFITS = "No insurance with this contract; sick leave as the state asks, and parking is free."
CLOSINGS = [
    "You will visit the team for half a day before you decide.",
    "We answer everybody, whatever the answer is.",
    "Part of the first month is spent beside the person who does this work now.",
    "Ask us anything about the panel; the figures on this page are last quarter's.",
    "Accommodations are arranged before the first interview if you ask.",
    "The interview is two talks of half an hour, and you get the questions before.",
]
SCHEDULES = [
    "Monday to Friday, 8 to 4:30",
    "Four days of ten hours, Fridays off",
    "Monday to Friday, one evening to 7",
    "Weekdays, 7:30 to 4",
    "Flexible weekdays around core hours of 10 to 2",
]
