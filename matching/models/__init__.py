from matching.models.alerts import AlertHit, AlertMail, JobNews, ToldOpening
from matching.models.changes import IndexChange, What
from matching.models.people import CountedPerson, PeopleCount
from matching.models.searches import SavedSearch, Subscriber

__all__ = [
    "AlertHit",
    "AlertMail",
    "CountedPerson",
    "IndexChange",
    "JobNews",
    "PeopleCount",
    "SavedSearch",
    "Subscriber",
    "ToldOpening",
    "What",
]
