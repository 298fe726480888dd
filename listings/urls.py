from django.urls import include, path

from listings import views

app_name = "listings"

# /hire/jobs/<public_id>/
posting = [
    path("edit/requirements/line/", views.requirement_add, name="requirement_add"),
    path("edit/requirements/choice/", views.requirement_choice, name="requirement_choice"),
    path(
        "edit/requirements/experience/",
        views.requirement_experience,
        name="requirement_experience",
    ),
    path("edit/requirements/open/", views.requirement_open, name="requirement_open"),
    path("edit/requirements/remove/", views.requirement_remove, name="requirement_remove"),
    path("edit/requirements/up/", views.requirement_up, name="requirement_up"),
    path("edit/requirements/down/", views.requirement_down, name="requirement_down"),
    path("edit/pay/part/", views.component_add, name="component_add"),
    path("edit/pay/part/remove/", views.component_remove, name="component_remove"),
    path("edit/role/template/", views.posting_template, name="posting_template"),
    path("edit/<slug:step>/", views.posting_edit, name="posting_edit"),
    path("edit/<slug:step>/save/", views.posting_save, name="posting_save"),
    path("preview/", views.posting_preview, name="posting_preview"),
    path("submit/", views.posting_submit, name="posting_submit"),
    path("withdraw/", views.posting_withdraw, name="posting_withdraw"),
    path("discard/", views.posting_discard, name="posting_discard"),
    path("pause/", views.posting_pause, name="posting_pause"),
    path("resume/", views.posting_resume, name="posting_resume"),
    path("close/", views.posting_close, name="posting_close"),
    path("copy/", views.posting_copy, name="posting_copy"),
    path("relist/", views.posting_relist, name="posting_relist"),
    path("extend/", views.posting_extend, name="posting_extend"),
    path("confirm/", views.posting_confirm, name="posting_confirm"),
]

urlpatterns = [
    path("hire/jobs/", views.posting_list, name="posting_list"),
    path("hire/jobs/new/", views.posting_create, name="posting_create"),
    path("hire/jobs/<str:public_id>/", include(posting)),
    path("jobs/<str:public_id>/save/", views.job_save, name="job_save"),
    path("jobs/<str:public_id>/unsave/", views.job_unsave, name="job_unsave"),
]
