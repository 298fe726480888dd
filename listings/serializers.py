"""Live jobs as the API gives them. Everything here is on the public page too."""

from __future__ import annotations

from typing import Any

from django.conf import settings as site
from django.urls import reverse
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from listings.models import JobPosting, PayComponent
from qualifications.formulas import parse
from qualifications.models import RoleFamily, Setting
from qualifications.sentences import sentence


class RoleFamilyOut(serializers.ModelSerializer):
    class Meta:
        model = RoleFamily
        fields = [
            "slug",
            "name",
            "kind",
            "description",
            "typical_education",
            "typical_credentials",
            "soc_codes",
        ]


class SettingOut(serializers.ModelSerializer):
    class Meta:
        model = Setting
        fields = ["slug", "name", "nucc_codes", "pos_codes"]


class PayComponentOut(serializers.ModelSerializer):
    class Meta:
        model = PayComponent
        fields = ["kind", "certainty", "amount_min", "amount_max", "unit", "text"]


class PayOut(serializers.Serializer):
    """Dollars per unit; `annual_*` whole dollars a year, null when it cannot be told. Base pay only."""

    min = serializers.DecimalField(source="pay_min", max_digits=10, decimal_places=2)
    max = serializers.DecimalField(source="pay_max", max_digits=10, decimal_places=2)
    unit = serializers.CharField(source="pay_unit")
    annual_min = serializers.IntegerField(source="pay_annual_min", allow_null=True)
    annual_max = serializers.IntegerField(source="pay_annual_max", allow_null=True)
    basis = serializers.CharField(source="pay_basis")
    components = PayComponentOut(source="pay_components", many=True)
    benefits = serializers.CharField(source="benefits_summary")
    other = serializers.CharField(source="other_pay_text")


class PlaceOut(serializers.Serializer):
    city = serializers.CharField()
    state = serializers.CharField(source="state_code")
    zip = serializers.CharField(source="place_id", allow_null=True)


class RequirementsOut(serializers.Serializer):
    """`tree` is the formula of groups and lines; `sentence` the same in English."""

    sentence = serializers.SerializerMethodField()
    required_count = serializers.IntegerField()
    tree = serializers.JSONField()

    def get_sentence(self, formula: Any) -> str:
        return sentence(parse(formula.tree, draft=True))


class SourceOut(serializers.Serializer):
    name = serializers.CharField(source="source_name")
    url = serializers.CharField(source="source_url")
    posted_on = serializers.DateField(source="source_posted_on", allow_null=True)


class PostingOut(serializers.ModelSerializer):
    id = serializers.CharField(source="public_id")
    url = serializers.SerializerMethodField()
    organization = serializers.CharField()
    claimed = serializers.SerializerMethodField(
        help_text="False for a job found elsewhere and not confirmed."
    )
    role_family = serializers.SlugRelatedField(slug_field="slug", read_only=True, allow_null=True)
    settings = serializers.SlugRelatedField(slug_field="slug", many=True, read_only=True)
    place = serializers.SerializerMethodField()
    pay = PayOut(source="*")
    requirements = RequirementsOut(source="formula", allow_null=True)
    source = serializers.SerializerMethodField()

    class Meta:
        model = JobPosting
        fields = [
            "id",
            "url",
            "title",
            "organization",
            "claimed",
            "role_family",
            "kind",
            "settings",
            "employment_type",
            "hours_per_week",
            "workplace",
            "place",
            "remote_states",
            "pay",
            "requirements",
            "reply_days",
            "apply_by",
            "vacancy",
            "openings_count",
            "published_at",
            "source",
        ]

    def get_url(self, posting: JobPosting) -> str:
        path = reverse("applications:posting_detail", args=[posting.public_id, posting.slug])
        return site.SITE_URL + path

    def get_claimed(self, posting: JobPosting) -> bool:
        return not posting.is_imported

    @extend_schema_field(PlaceOut(allow_null=True))
    def get_place(self, posting: JobPosting) -> dict[str, Any] | None:
        return PlaceOut(posting).data if posting.state_code else None

    @extend_schema_field(SourceOut(allow_null=True))
    def get_source(self, posting: JobPosting) -> dict[str, Any] | None:
        return SourceOut(posting).data if posting.is_imported else None


class PostingDetailOut(PostingOut):
    duties = serializers.SlugRelatedField(slug_field="slug", many=True, read_only=True)

    class Meta(PostingOut.Meta):
        fields = [
            *PostingOut.Meta.fields,
            "description",
            "description_html",
            "duties",
            "soft_skills",
            "shifts",
            "schedule_text",
            "placement_hours",
            "caseload",
            "share_phone",
            "share_desk",
            "share_field",
            "on_call",
            "home_visits_per_month",
            "ehr",
            "supervision_hours_per_month",
        ]
