from django.urls import path

from matching import views

app_name = "matching"
urlpatterns = [
    path("", views.home, name="home"),
    # jobs/
    path("jobs/", views.job_search, name="job_search"),
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
