"""Counts of what is open now, for the front page, the guide and the sitemap."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db.models import CharField, Count, F, Func, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from listings.enums import Origin
from listings.models import JobPosting, SearchRow
from listings.requirements import NO_DEGREE
from matching.selectors.statistics import Spread, spreads_by
from qualifications.enums import RoleKind
from qualifications.models import RoleFamily, Setting

KIND_NAMES = {
    RoleKind.CLINICAL.value: _("Nursing and clinical"),
    RoleKind.PSYCHOSOCIAL.value: _("Social work and community"),
    RoleKind.ADMINISTRATIVE.value: _("Office and access"),
    RoleKind.HYBRID.value: _("Several ways in"),
}


class Unnest(Func):
    function = "unnest"
    set_returning = True
    output_field = CharField()


@dataclass(frozen=True, slots=True)
class OpenRole:
    family: RoleFamily
    spread: Spread


@dataclass(slots=True)
class OpenRoles:
    """The role families of one kind that have live jobs, most jobs first."""

    kind: str
    label: str
    roles: list[OpenRole] = field(default_factory=list)

    @property
    def count(self) -> int:
        return sum(role.spread.count for role in self.roles)


@dataclass(frozen=True, slots=True)
class OpenSetting:
    setting: Setting
    count: int


def open_roles() -> list[OpenRoles]:
    spreads = {spread.key: spread for spread in spreads_by(SearchRow.objects.all(), "role_family")}
    groups = {kind: OpenRoles(kind, str(name)) for kind, name in KIND_NAMES.items()}
    for family in RoleFamily.objects.filter(slug__in=spreads):
        if family.kind in groups:
            groups[family.kind].roles.append(OpenRole(family, spreads[family.slug]))
    for group in groups.values():
        group.roles.sort(key=lambda role: (-role.spread.count, role.family.name))
    return [group for group in groups.values() if group.roles]


def open_settings() -> list[OpenSetting]:
    counts = array_counts("settings")
    settings = Setting.objects.filter(slug__in=counts)
    found = [OpenSetting(setting, counts[setting.slug]) for setting in settings]
    return sorted(found, key=lambda row: (-row.count, row.setting.name))


def array_counts(column: str) -> dict[str, int]:
    """How many live jobs carry each value of an array column of the search rows."""
    rows = SearchRow.objects.order_by().values(value=Unnest(F(column))).annotate(n=Count("*"))
    return {row["value"]: row["n"] for row in rows}


def open_totals() -> dict[str, int]:
    """`jobs`, of them `answering` (the employer promised an answer), `found` (not yet claimed) and
    `no_degree` (accept a high-school diploma or ask for no schooling)."""
    return SearchRow.objects.aggregate(
        jobs=Count("*"),
        answering=Count("pk", filter=Q(origin=Origin.EMPLOYER)),
        found=Count("pk", filter=Q(origin=Origin.IMPORTED)),
        no_degree=Count("pk", filter=Q(education__overlap=[NO_DEGREE, "hs", "certificate"])),
    )


def newest_postings(limit: int = 6) -> list[JobPosting]:
    """The jobs employers themselves posted last; found ones fill up what is left."""
    newest = SearchRow.objects.order_by("-published_at", "-posting_id")
    ids = list(newest.filter(origin=Origin.EMPLOYER).values_list("pk", flat=True)[:limit])
    if len(ids) < limit:
        rest = newest.filter(origin=Origin.IMPORTED).values_list("pk", flat=True)
        ids += list(rest[: limit - len(ids)])
    found = {posting.pk: posting for posting in JobPosting.objects.for_list().filter(pk__in=ids)}
    return [found[pk] for pk in ids if pk in found]


def sitemap_postings(most: int = 45_000) -> QuerySet[JobPosting]:
    """Live jobs an employer stands behind, newest first; found ones stay out of search engines."""
    live = JobPosting.objects.live().filter(origin=Origin.EMPLOYER)
    return live.only("public_id", "slug", "changed_at", "published_at").order_by(
        "-published_at", "-pk"
    )[:most]


__all__ = [
    "OpenRole",
    "OpenRoles",
    "OpenSetting",
    "array_counts",
    "newest_postings",
    "open_roles",
    "open_settings",
    "open_totals",
    "sitemap_postings",
]
