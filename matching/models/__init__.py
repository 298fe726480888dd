from matching.models.changes import IndexChange, What
from matching.models.people import CountedPerson, PeopleCount

__all__ = ["CountedPerson", "IndexChange", "PeopleCount", "What"]
