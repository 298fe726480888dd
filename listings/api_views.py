from __future__ import annotations

import re
from typing import Any

from django.db.models import QuerySet
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import (
    OpenApiParameter,
    OpenApiResponse,
    extend_schema,
    extend_schema_field,
    extend_schema_view,
)
from rest_framework import mixins, viewsets
from rest_framework.exceptions import ValidationError
from rest_framework.pagination import Cursor, CursorPagination
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from listings.filters import PostingFilter
from listings.models import JobPosting
from listings.serializers import PostingDetailOut, PostingOut, RoleFamilyOut, SettingOut
from qualifications.models import RoleFamily, Setting
from qualifications.selectors import role_families_offered, settings_offered

_CURSOR = re.compile(r"[A-Za-z0-9+/=_-]{4,400}")  # base64 itself lets anything pass
PROBLEM = OpenApiResponse(OpenApiTypes.OBJECT, description="application/problem+json")
PROBLEMS = {400: PROBLEM, 404: PROBLEM, 429: PROBLEM}


class NewestFirst(CursorPagination):
    """Newest first, 20 a page unless `page_size` (1 to 100) says otherwise."""

    ordering = ("-published_at", "-pk")
    page_size = 20
    page_size_query_param = "page_size"
    max_page_size = 100

    def get_page_size(self, request: Request) -> int:
        text = request.query_params.get("page_size")
        if text is None:
            return self.page_size
        if not (
            text.isascii()
            and text.isdecimal()
            and len(text) <= 4
            and 1 <= int(text) <= self.max_page_size
        ):
            raise ValidationError({"page_size": ["A whole number from 1 to 100."]})
        return int(text)

    def decode_cursor(self, request: Request) -> Cursor | None:
        if "cursor" not in request.query_params:
            return None
        try:
            if not _CURSOR.fullmatch(request.query_params["cursor"]):
                raise ValueError
            return super().decode_cursor(request)
        except Exception as error:
            raise ValidationError({"cursor": ["This cursor is not one of ours."]}) from error

    def paginate_queryset(
        self, queryset: Any, request: Request, view: Any = None
    ) -> list[Any] | None:
        try:
            return super().paginate_queryset(queryset, request, view)
        except (ValueError, TypeError, OverflowError) as error:
            raise ValidationError({"cursor": ["This cursor is not one of ours."]}) from error


class ApiPostingFilter(PostingFilter):
    """The filter of the search page; the order is fixed, because pages are cut by it."""

    sort = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.narrowed = False  # the view's queryset is all live jobs


# their choices are rows of the vocabulary, which the schema cannot list
for _name in ("role", "setting", "education"):
    extend_schema_field({"type": "array", "items": {"type": "string"}})(
        ApiPostingFilter.base_filters[_name]
    )


class OpenApi(viewsets.GenericViewSet):
    """Read only, for everyone, from any origin. An unknown parameter is an error, not a wish."""

    authentication_classes: list[Any] = []
    permission_classes = [AllowAny]

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        unknown = set(request.query_params) - self.known_parameters()
        if unknown:
            raise ValidationError(
                {name[:80]: ["There is no such parameter."] for name in sorted(unknown)[:20]}
            )
        too_many = sum(len(values) for _name, values in request.query_params.lists()) > 300
        if too_many:
            raise ValidationError({"detail": "At most 300 values."})

    def known_parameters(self) -> set[str]:
        return set()

    def finalize_response(
        self, request: Request, response: Response, *args: Any, **kwargs: Any
    ) -> Response:
        response = super().finalize_response(request, response, *args, **kwargs)
        response.headers["Access-Control-Allow-Origin"] = "*"
        return response


@extend_schema_view(
    list=extend_schema(summary="Live jobs", responses={200: PostingOut(many=True), **PROBLEMS}),
    retrieve=extend_schema(
        summary="One live job",
        responses={200: PostingDetailOut, **PROBLEMS},
        parameters=[OpenApiParameter("public_id", str, OpenApiParameter.PATH)],
    ),
)
class PostingApi(mixins.ListModelMixin, mixins.RetrieveModelMixin, OpenApi):
    filterset_class = ApiPostingFilter
    pagination_class = NewestFirst
    lookup_field = "public_id"
    lookup_value_regex = "[a-z0-9]{1,20}"

    def get_queryset(self) -> QuerySet[JobPosting]:
        return JobPosting.objects.live().for_list().prefetch_related("duties")

    def get_serializer_class(self) -> Any:
        return PostingDetailOut if self.action == "retrieve" else PostingOut

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        return queryset if self.action == "retrieve" else super().filter_queryset(queryset)

    def known_parameters(self) -> set[str]:
        if self.action != "list":
            return set()
        return {*ApiPostingFilter.base_filters, "cursor", "page_size"}


@extend_schema(responses={200: RoleFamilyOut(many=True), 429: PROBLEM}, summary="Role families")
class RoleFamilyApi(mixins.ListModelMixin, OpenApi):
    serializer_class = RoleFamilyOut
    filter_backends: list[Any] = []
    pagination_class = None

    def get_queryset(self) -> QuerySet[RoleFamily]:
        return role_families_offered()


@extend_schema(responses={200: SettingOut(many=True), 429: PROBLEM}, summary="Care settings")
class SettingApi(mixins.ListModelMixin, OpenApi):
    serializer_class = SettingOut
    filter_backends: list[Any] = []
    pagination_class = None

    def get_queryset(self) -> QuerySet[Setting]:
        return settings_offered()
