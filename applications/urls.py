from django.urls import include, path

from applications import views

app_name = "applications"

jobs = [
    path("<str:public_id>/", views.posting_short, name="posting_short"),
    path("<str:public_id>/apply/", views.application_create, name="application_create"),
    path("<str:public_id>/<slug:slug>/", views.posting_detail, name="posting_detail"),
]

my_applications = [
    path("", views.application_list, name="application_list"),
    path("<str:public_id>/", views.application_detail, name="application_detail"),
    path("<str:public_id>/withdraw/", views.application_withdraw, name="application_withdraw"),
    path("<str:public_id>/message/", views.application_message, name="application_message"),
    path("<str:public_id>/resume/", views.application_resume, name="application_resume"),
    path("<str:public_id>/slots/<int:slot>/", views.interview_choose, name="interview_choose"),
    path("<str:public_id>/interview.ics", views.interview_calendar, name="interview_calendar"),
]

hire_jobs = [
    path("applicants/", views.applicant_list, name="applicant_list"),
    path("applicants/grid/", views.applicant_grid, name="applicant_grid"),
    path("applicants/fit/", views.applicant_fit, name="applicant_fit"),
    path("applicants/fit/on/", views.applicant_fit_on, name="applicant_fit_on"),
    path("applicants/fit/off/", views.applicant_fit_off, name="applicant_fit_off"),
    path("applicants/next/", views.applicant_next, name="applicant_next"),
]

applicants = [
    path("", views.applicant_detail, name="applicant_detail"),
    path("review/", views.applicant_review, name="applicant_review"),
    path("note/", views.applicant_note, name="applicant_note"),
    path("message/", views.applicant_message, name="applicant_message"),
    path("invite/", views.applicant_invite, name="applicant_invite"),
    path("offer/", views.applicant_offer, name="applicant_offer"),
    path("decline/", views.applicant_decline, name="applicant_decline"),
    path("decline/preview/", views.applicant_decline_preview, name="applicant_decline_preview"),
    path("undo/", views.applicant_undo, name="applicant_undo"),
    path("hire/", views.applicant_hire, name="applicant_hire"),
    path("resume/", views.applicant_resume, name="applicant_resume"),
]

people = [
    path("", views.people_search, name="people_search"),
    path("fit/<str:public_id>/", views.people_fit, name="people_fit"),
    path("fit/<str:public_id>/on/", views.people_fit_on, name="people_fit_on"),
    path("fit/<str:public_id>/off/", views.people_fit_off, name="people_fit_off"),
    path("<str:public_id>/", views.person_detail, name="person_detail"),
]

urlpatterns = [
    path("jobs/", include(jobs)),
    path("employers/<slug:slug>/", views.employer_detail, name="employer_detail"),
    path("me/", views.me_home, name="me_home"),
    path("me/applications/", include(my_applications)),
    path("me/saved/", views.saved_list, name="saved_list"),
    path("hire/", views.hire_home, name="hire_home"),
    path("hire/jobs/<str:public_id>/", include(hire_jobs)),
    path("hire/people/", include(people)),
    path("hire/applicants/<str:public_id>/", include(applicants)),
]
