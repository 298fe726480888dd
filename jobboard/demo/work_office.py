"""Navigating, office and leading roles: hand-written sentences the descriptions are put together from.

slug: (dollars an hour in an average state, titles, openings, bullets, notes)
"""

from __future__ import annotations

Work = tuple[float, list[str], list[str], list[str], list[str]]

OFFICE: dict[str, Work] = {
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
