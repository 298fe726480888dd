"""The sentences of all roles, and what every job has beside them."""

from __future__ import annotations

from jobboard.demo.work_care import CARE, Work
from jobboard.demo.work_office import OFFICE

WORK: dict[str, Work] = {**CARE, **OFFICE}
BENEFITS = [
    "Medical, dental and vision from the first of the month, 18 days of paid leave, retirement match of 4%.",
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
