from django.urls import include, path

from moderation import views

app_name = "moderation"
urlpatterns = [
    path("moderation/", views.case_queue, name="case_queue"),
    path("moderation/log/", views.log, name="log"),
    # one case
    path(
        "moderation/cases/<str:public_id>/",
        include(
            [
                path("", views.case_detail, name="case_detail"),
                path("approve/", views.case_approve, name="case_approve"),
                path("send-back/", views.case_send_back, name="case_send_back"),
                path("hold/", views.case_hold, name="case_hold"),
                path("reject/", views.case_reject, name="case_reject"),
            ]
        ),
    ),
]
