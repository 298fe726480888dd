from applications.views.applicants import (
    applicant_detail,
    applicant_message,
    applicant_note,
    applicant_resume,
    applicant_review,
)
from applications.views.applying import application_create
from applications.views.deciding import (
    applicant_decline,
    applicant_decline_preview,
    applicant_hire,
    applicant_invite,
    applicant_offer,
    applicant_undo,
)
from applications.views.fit_switch import applicant_fit, applicant_fit_off, applicant_fit_on
from applications.views.following import (
    application_detail,
    application_list,
    application_message,
    application_resume,
    application_withdraw,
    interview_calendar,
    interview_choose,
    me_home,
)
from applications.views.hiring import applicant_grid, applicant_list, applicant_next, hire_home
from applications.views.people import (
    people_fit,
    people_fit_off,
    people_fit_on,
    people_search,
    person_detail,
)
from applications.views.postings import employer_detail, posting_detail, posting_short
from applications.views.saved import saved_list

__all__ = [
    "applicant_decline",
    "applicant_decline_preview",
    "applicant_detail",
    "applicant_fit",
    "applicant_fit_off",
    "applicant_fit_on",
    "applicant_grid",
    "applicant_hire",
    "applicant_invite",
    "applicant_list",
    "applicant_message",
    "applicant_next",
    "applicant_note",
    "applicant_offer",
    "applicant_resume",
    "applicant_review",
    "applicant_undo",
    "application_create",
    "application_detail",
    "application_list",
    "application_message",
    "application_resume",
    "application_withdraw",
    "employer_detail",
    "hire_home",
    "interview_calendar",
    "interview_choose",
    "me_home",
    "people_fit",
    "people_fit_off",
    "people_fit_on",
    "people_search",
    "person_detail",
    "posting_detail",
    "posting_short",
    "saved_list",
]
