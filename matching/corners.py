"""Corners of the board with a page of their own: a role, a state, a city in it, a setting; any of them, in this
order. Their addresses are read and written here."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.db.models import Q
from django.http import QueryDict
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _

from core.places import ALL_STATES
from listings.filters import PostingFilter
from listings.models import SearchRow
from qualifications.models import RoleFamily, Setting
from qualifications.selectors import role_families_offered, settings_offered

_SLUG = re.compile(r"[a-z0-9-]{1,80}")
# One more than any corner has, so that a longer address is seen to be one.
MOST_PARTS = 5
_STATES = {slugify(name): code for code, name in ALL_STATES.items()}


@dataclass(frozen=True, slots=True)
class Corner:
    """`state` is a code, `city` a name within it; `role` and `setting` are rows of the vocabulary."""

    role: RoleFamily | None = None
    state: str = ""
    city: str = ""
    setting: Setting | None = None

    @property
    def parts(self) -> list[str]:
        """The address, part by part."""
        found = [
            self.role.slug if self.role else "",
            slugify(ALL_STATES[self.state]) if self.state else "",
            slugify(self.city),
            self.setting.slug if self.setting else "",
        ]
        return [part for part in found if part]

    @property
    def address(self) -> str:
        """All jobs, for the corner that is none."""
        if not self.parts:
            return reverse("matching:job_search")
        return reverse("matching:job_corner", args=["/".join(self.parts)])

    @property
    def parents(self) -> list[Corner]:
        """Widest first; each leaves out the last part of the one after it."""
        steps = [
            Corner(role=self.role),
            Corner(role=self.role, state=self.state),
            replace(self, setting=None),
        ]
        return [c for n, c in enumerate(steps) if c.parts and c != self and c not in steps[:n]]

    @property
    def place(self) -> str:
        """ "Cincinnati, Ohio"; "" everywhere."""
        state = ALL_STATES.get(self.state, "")
        return f"{self.city}, {state}" if self.city else state

    @property
    def name(self) -> str:
        """ "RN Care Coordinator jobs in Cincinnati, Ohio: Primary care"."""
        role = self.role.name if self.role else ""
        if role and self.place:
            text = _("%(role)s jobs in %(place)s") % {"role": role, "place": self.place}
        elif role:
            text = _("%(role)s jobs") % {"role": role}
        elif self.place:
            text = _("Care coordinator jobs in %(place)s") % {"place": self.place}
        else:
            text = _("Care coordinator jobs")
        return f"{text}: {self.setting.name}" if self.setting else text

    @property
    def short_name(self) -> str:
        """The last part alone, for crumbs and lists."""
        if self.setting:
            return self.setting.name
        if self.city:
            return self.city
        return ALL_STATES[self.state] if self.state else self.role.name if self.role else ""

    @property
    def filter(self) -> PostingFilter:
        """A state takes in remote jobs that may be done there; a city only jobs in it."""
        data = QueryDict(mutable=True)
        chosen = {
            "role": self.role and self.role.slug,
            "state": self.state,
            "setting": self.setting and self.setting.slug,
        }
        data.update({name: value for name, value in chosen.items() if value})
        here = Q(state_code=self.state, posting__city__iexact=self.city) if self.city else None
        return PostingFilter(data, extra=here)


def read_corner(path: str) -> tuple[Corner, bool]:
    """(corner, whether every part was understood); what follows a part that means nothing is left out."""
    parts = [part for part in path.lower().split("/") if part][:MOST_PARTS]
    corner = Corner()
    for part in parts:
        wider = _with(corner, part) if _SLUG.fullmatch(part) else None
        if wider is None:
            return corner, False
        corner = wider
    return corner, True


def _with(corner: Corner, part: str) -> Corner | None:
    if corner.setting:
        return None
    if not corner.parts and (role := role_families_offered().filter(slug=part).first()):
        return Corner(role=role)
    if not corner.state and (code := _STATES.get(part)):
        return replace(corner, state=code)
    if corner.state and not corner.city and (city := _city(corner.state, part)):
        return replace(corner, city=city)
    setting = settings_offered().filter(slug=part).first()
    return replace(corner, setting=setting) if setting else None


def _city(state: str, slug: str) -> str:
    return next((city for city in cities_of(state) if slugify(city) == slug), "")


def cities_of(state: str) -> Iterable[str]:
    """Cities of a state with a live job on a site there."""
    rows = SearchRow.objects.filter(state_code=state).exclude(posting__city="").order_by()
    return rows.values_list("posting__city", flat=True).distinct()
