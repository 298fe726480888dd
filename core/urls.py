from django.urls import path

from core.health import views
from core.pages import views as page_views
from core.styleguide import views as styleguide_views

app_name = "core"
urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("metrics", views.metrics, name="metrics"),
    path("csp-report", page_views.csp_report, name="csp_report"),
    path("styleguide/", styleguide_views.styleguide, name="styleguide"),
]
