"""Postings. `content()` is what the posting form would hold; `draft_posting`, `submitted_posting` and
`live_posting` go through the services, `PostingFactory` writes rows only."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import factory
from django.utils import timezone

from listings import services
from listings.drafting.applying import set_annual_pay, slug_of
from listings.enums import Origin, PostingState
from listings.models import JobPosting, Opening
from profiles.models import Facility, User
from qualifications.models import Formula, RoleFamily, Setting
from tests.factories.profiles import EmployerFactory, FacilityFactory, cincinnati

DESCRIPTION = (
    "You call patients after each infusion, keep their plan of care together and see that every referral "
    "is closed. A team of six nurses and two social workers, with a calm lead."
)
NO_REQUIREMENTS = {"op": "all", "children": []}
RN_AND_BLS = {
    "op": "all",
    "children": [
        {"term": "rn", "necessity": "required", "reason": "law"},
        {"term": "bls", "necessity": "required", "reason": "safety", "timing": "at_start"},
    ],
}


def content(site: Facility | None = None, **changes: Any) -> dict[str, Any]:
    """Complete content of a job at `site`; needs the `vocabulary` fixture when it is sent to review."""
    return {
        "title": "RN Care Coordinator",
        "role_family": "rn-care-coordinator",
        "workplace": "onsite",
        "facility": site.public_id if site else "",
        "settings": ["primary-care"],
        "employment_type": "full_time",
        "hours_per_week": "40",
        "shifts": ["days"],
        "is_outpatient": True,
        "duties": ["patient-education", "referrals"],
        "soft_skills": ["compassion"],
        "description": DESCRIPTION,
        "requirements": RN_AND_BLS,
        "pay_min": "36.50",
        "pay_max": "46.00",
        "pay_unit": "hour",
        "benefits_summary": "Health, dental and vision insurance; 4 weeks of leave; 401(k) with match.",
        "apply_by": (timezone.localdate() + dt.timedelta(days=30)).isoformat(),
        "reply_days": 8,
        "openings_count": 1,
        "vacancy": "open_now",
        "pay_components": [
            {"kind": "differential_bilingual", "amount_min": "1.50", "unit": "hour"}
        ],
        **changes,
    }


def draft_posting(site: Facility, by: User, **changes: Any) -> JobPosting:
    return services.create_posting(employer=site.employer, by=by, content=content(site, **changes))


def submitted_posting(site: Facility, by: User, **changes: Any) -> JobPosting:
    posting = draft_posting(site, by, **changes)
    services.submit_posting(posting=posting, by=by)
    posting.refresh_from_db()
    return posting


def live_posting(site: Facility, by: User, moderator: User, **changes: Any) -> JobPosting:
    posting = submitted_posting(site, by, **changes)
    services.approve_revision(revision=posting.revisions.get(), by=moderator)
    posting.refresh_from_db()
    return posting


def role_family(slug: str = "rn-care-coordinator") -> RoleFamily:
    found = RoleFamily.objects.filter(slug=slug).first()
    names = {"slug": slug, "name": slug.replace("-", " ").title(), "kind": "clinical"}
    return found or RoleFamily.objects.create(id=99_000 + RoleFamily.objects.count(), **names)


class PostingFactory(factory.django.DjangoModelFactory):
    """A live job in search, without requirements, at Cincinnati. `settings=[slug]` sets its settings;
    traits: draft, paused, closed, imported, remote."""

    class Meta:
        model = JobPosting
        skip_postgeneration_save = True

    class Params:
        draft = factory.Trait(state=PostingState.DRAFT, published_at=None)
        paused = factory.Trait(state=PostingState.PAUSED)
        closed = factory.Trait(
            state=PostingState.CLOSED,
            closed_at=factory.LazyFunction(timezone.now),
            closed_reason="filled",
        )
        remote = factory.Trait(
            workplace="remote",
            remote_states=["OH", "TX"],
            place=None,
            city="",
            state_code="",
            facility=None,
        )
        imported = factory.Trait(
            origin=Origin.IMPORTED,
            employer=None,
            facility=None,
            company_name="Harbor Light Pediatrics",
            opening=factory.LazyFunction(lambda: Opening.objects.create()),
            source_name="feed",
            source_id=factory.Sequence(lambda n: f"row-{n}"),
            listed_until=factory.LazyFunction(lambda: timezone.localdate() + dt.timedelta(days=30)),
            apply_by=None,
            reply_days=None,
            benefits_summary="",
            formula=None,
        )

    employer = factory.SubFactory(EmployerFactory)
    facility = factory.LazyAttribute(
        lambda o: FacilityFactory(employer=o.employer) if o.employer else None
    )
    opening = factory.LazyAttribute(lambda o: Opening.objects.create(employer=o.employer))
    title = factory.Sequence(lambda n: f"Care Coordinator {n}")
    slug = factory.LazyAttribute(lambda o: slug_of(o.title))
    role_family = factory.LazyFunction(role_family)
    kind = "clinical"
    description = DESCRIPTION
    description_html = f"<p>{DESCRIPTION}</p>"
    is_outpatient = True
    place = factory.LazyFunction(cincinnati)
    city = "Cincinnati"
    state_code = "OH"
    employment_type = "full_time"
    pay_min = Decimal("30.00")
    pay_max = Decimal("40.00")
    pay_unit = "hour"
    benefits_summary = "Health insurance and 4 weeks of leave."
    formula = factory.LazyFunction(lambda: Formula.objects.for_tree(NO_REQUIREMENTS))
    reply_days = 10
    apply_by = factory.LazyFunction(lambda: timezone.localdate() + dt.timedelta(days=30))
    state = PostingState.LIVE
    published_at = factory.LazyFunction(timezone.now)

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **kwargs: Any) -> JobPosting:
        settings = kwargs.pop("settings", [])
        posting = model_class(*args, **kwargs)
        set_annual_pay(posting)
        posting.save()
        posting.settings.set(Setting.objects.filter(slug__in=settings))
        services.refresh_search_row(posting)
        return posting


__all__ = [
    "PostingFactory",
    "content",
    "draft_posting",
    "live_posting",
    "role_family",
    "submitted_posting",
]
