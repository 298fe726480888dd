from listings.models.laws import PayLaw
from listings.models.postings import JobPosting, Opening, PayComponent
from listings.models.revisions import PostingRevision
from listings.models.saved import SavedJob
from listings.models.search import SearchRow
from listings.models.templates import RoleTemplate

__all__ = [
    "JobPosting",
    "Opening",
    "PayComponent",
    "PayLaw",
    "PostingRevision",
    "RoleTemplate",
    "SavedJob",
    "SearchRow",
]
