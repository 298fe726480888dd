"""A job was not wanted: the search is changed in the same click, and back in one more."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from core import events
from core.errors import Refused
from listings.models import JobPosting
from matching.alerts.refining import proposals
from matching.alerts.wanting import filter_of, owner_of
from matching.alerts.wording import search_name
from matching.models import SavedSearch
from matching.services.searches import change_search
from profiles.models import CandidateProfile, User


@transaction.atomic
def refine_search(
    *, search: SavedSearch, posting: JobPosting, why: str, by: User | None
) -> SavedSearch:
    """Apply what is proposed for this reason; "something else" is only written down."""
    profile = owner_of(search.subscriber)
    proposal = next((p for p in proposals(search.query, profile, posting) if p.why == why), None)
    if proposal is None:
        raise Refused(_("Choose one of the reasons."))
    if proposal.changes:
        before = search.query
        query = proposal.applied(before, profile)
        search = _turned(search, query, profile, before=before, by=by)
    events.record(
        verb="search.job_not_wanted",
        subject=search,
        by=by,
        reason=why,
        data={"posting": posting.pk, "changed": bool(proposal.changes)},
    )
    return search


@transaction.atomic
def undo_refinement(*, search: SavedSearch, by: User | None) -> SavedSearch:
    search = SavedSearch.objects.select_related("subscriber").get(pk=search.pk)
    if search.query_before is None:
        raise Refused(_("There is nothing to undo."))
    return _turned(search, search.query_before, owner_of(search.subscriber), before=None, by=by)


def _turned(
    search: SavedSearch,
    query: str,
    profile: CandidateProfile | None,
    *,
    before: str | None,
    by: User | None,
) -> SavedSearch:
    """Asks `query` from now on, under the name that goes with it; `before` is what an undo goes back to."""
    name = search_name(filter_of(query, profile), profile)
    search = change_search(search=search, by=by, changes={"query": query, "name": name})
    SavedSearch.objects.filter(pk=search.pk).update(query_before=before)
    search.query_before = before
    return search
