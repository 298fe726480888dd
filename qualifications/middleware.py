from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from qualifications import vocabulary


class VocabularyMiddleware:
    """One version check per request, and only in requests that use the vocabulary."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with vocabulary.pinned():
            return self.get_response(request)
