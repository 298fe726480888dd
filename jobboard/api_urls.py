"""The API: one version, read only, open to everyone."""

from django.contrib.auth.decorators import login_not_required
from django.urls import include, path, re_path
from drf_spectacular.views import SpectacularAPIView
from rest_framework.routers import SimpleRouter

from jobboard.api_problems import no_such_address
from listings.api_views import PostingApi, RoleFamilyApi, SettingApi
from listings.views.api_docs import api_docs

router = SimpleRouter()
router.register("postings", PostingApi, basename="posting")
router.register("role-families", RoleFamilyApi, basename="role-family")
router.register("settings", SettingApi, basename="setting")

app_name = "api"
urlpatterns = [
    path("v1/", include(router.urls)),
    path(
        "schema/",
        SpectacularAPIView.as_view(authentication_classes=[], permission_classes=[]),
        name="schema",
    ),
    path("docs/", api_docs, name="docs"),
    re_path(r"^(?P<rest>.*)$", login_not_required(no_such_address), name="nowhere"),
]
