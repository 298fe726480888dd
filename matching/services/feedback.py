"""A job was not wanted: the search is changed in the same click, and back in one more."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from core import events
from core.errors import Refused
from listings.models import JobPosting
from matching.alerts.refining import proposals
from matching.alerts.wanting import filter_of
from matching.alerts.wording import search_name
from matching.models import SavedSearch
from matching.services.searches import change_search
from profiles.models import CandidateProfile, User


@transaction.atomic
def refine_search(
    *, search: SavedSearch, posting: JobPosting, why: str, by: User | None
) -> SavedSearch:
    """Apply what is proposed for this reason; "something else" is only written down."""
    profile = profile_of(search)
    proposal = next((p for p in proposals(search.query, profile, posting) if p.why == why), None)
    if proposal is None:
        raise Refused(_("Choose one of the reasons."))
    before = search.query
    if proposal.changes:
        query = proposal.applied(before, profile)
        name = search_name(filter_of(query, profile), profile)
        search = change_search(search=search, by=by, changes={"query": query, "name": name})
        SavedSearch.objects.filter(pk=search.pk).update(query_before=before)
        search.query_before = before
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
    profile = profile_of(search)
    query = search.query_before
    name = search_name(filter_of(query, profile), profile)
    search = change_search(search=search, by=by, changes={"query": query, "name": name})
    SavedSearch.objects.filter(pk=search.pk).update(query_before=None)
    search.query_before = None
    return search


def profile_of(search: SavedSearch) -> CandidateProfile | None:
    """The owner as matching reads her; None for an address."""
    pk = search.subscriber.profile_id
    return CandidateProfile.objects.for_matching().get(pk=pk) if pk else None
