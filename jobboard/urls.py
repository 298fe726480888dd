"""All addresses. Each room names its own prefixes; a room is one line here."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path

# Staff sign in where everybody does: same limits, second factor asked there.
admin.autodiscover()
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

handler400 = "core.pages.views.bad_request"
handler403 = "core.pages.views.permission_denied"
handler404 = "core.pages.views.page_not_found"
handler500 = "core.pages.views.server_error"

urlpatterns = [
    path("", include("core.urls")),
    path("", include("matching.urls")),
    path("", include("profiles.urls")),
    path("", include("listings.urls")),
    path("", include("applications.urls")),
    path("", include("moderation.urls")),
    path("api/", include("jobboard.api_urls")),
    path("admin/", admin.site.urls),
    path("accounts/", include("allauth.account.urls")),
    path("accounts/2fa/", include("allauth.mfa.urls")),
]
