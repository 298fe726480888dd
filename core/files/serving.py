from __future__ import annotations

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from core.files.models import StoredFile
from core.files.storing import read_file

# An uploaded file is the only foreign content we serve: it may run, load and frame nothing.
FILE_CSP = "default-src 'none'; sandbox; frame-ancestors 'none'"


def file_response(stored: StoredFile) -> HttpResponse:
    """The file as a download. The caller has checked that this person may have it."""
    response = HttpResponse(read_file(stored), content_type=stored.content_type)
    disposition = content_disposition_header(True, stored.name)
    response.headers["Content-Disposition"] = disposition or "attachment"
    response.headers["Content-Security-Policy"] = FILE_CSP
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
