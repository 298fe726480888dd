from django.urls import include, path

from matching import views

app_name = "matching"

# me/alerts/, and the same for an address without an account under a link of its own
alerts = [
    path("", views.alert_list, name="alert_list"),
    path("times/", views.alert_times, name="alert_times"),
    path("start/", views.alert_start, name="alert_start"),
    path("<str:public_id>/edit/", views.alert_edit, name="alert_edit"),
    path("<str:public_id>/pause/", views.alert_pause, name="alert_pause"),
    path("<str:public_id>/resume/", views.alert_resume, name="alert_resume"),
    path("<str:public_id>/delete/", views.alert_delete, name="alert_delete"),
    path("<str:public_id>/undo/", views.alert_undo, name="alert_undo"),
    path("<str:public_id>/not-for-me/<str:job>/", views.alert_feedback, name="alert_feedback"),
]
urlpatterns = [
    path("", views.home, name="home"),
    # jobs/
    path("jobs/", views.job_search, name="job_search"),
    path("jobs/in/<path:where>/", views.job_corner, name="job_corner"),
    # saved searches
    path("alerts/new/", views.alert_create, name="alert_create"),
    path("alerts/confirm/<str:key>/", views.alert_confirm, name="alert_confirm"),
    path("alerts/stop/<str:key>/", views.alert_stop, name="alert_stop"),
    # the last one that fits is the one that links are made from
    path("alerts/list/<str:key>/", include(alerts)),
    path("me/alerts/", include(alerts), {"key": "me"}),
    # careers/
    path("careers/", views.career_guide, name="career_guide"),
    path("careers/how-matching-works/", views.how_matching_works, name="how_matching_works"),
    path("careers/qualifications/", views.qualification_list, name="qualification_list"),
    path(
        "careers/qualifications/<slug:slug>/",
        views.qualification_detail,
        name="qualification_detail",
    ),
    path("pay/", views.pay_insight, name="pay_insight"),
    # hire/jobs/<public_id>/
    path("hire/jobs/<str:public_id>/people/count/", views.people_count, name="people_count"),
    path(
        "hire/jobs/<str:public_id>/people/count/make/",
        views.people_count_make,
        name="people_count_make",
    ),
    # plain words about the site
    path("about/", views.about, name="about"),
    path("privacy/", views.privacy, name="privacy"),
    path("terms/", views.terms, name="terms"),
    path("accessibility/", views.accessibility, name="accessibility"),
    # for machines
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", views.sitemap, name="sitemap"),
]
