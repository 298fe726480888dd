"""How many people a formula leaves: from a copy of last night, answered once a day and kept."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import Any

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import events
from core.errors import Refused
from listings.models import JobPosting
from listings.permissions import can_edit_posting
from matching.counting import asked_lines, counted, plain, rounded, without_line
from matching.models import CountedPerson, PeopleCount
from matching.selectors.people import Asked, Spot, asked_by, held_cells
from profiles.enums import Visibility
from profiles.models import Employer, User
from profiles.permissions import can_find_people
from profiles.selectors import family_head
from qualifications import vocabulary
from qualifications.compiling import compiled
from qualifications.formulas import EMPTY, FormulaError, Node, digest

# Different sets of requirements an organization may count in a day: ample for writing jobs, too few to search
# for one person by trying.
COUNTS_A_DAY = 60

_FREEZE = """
INSERT INTO matching_countedperson
    (profile_id, held_terms, area_state, area_lat, area_lng, radius_miles, open_to_remote, counted_on)
SELECT id, held_terms, area_state, area_lat, area_lng, radius_miles, open_to_remote, %(on)s
FROM profiles_candidateprofile WHERE visibility <> %(hidden)s
ON CONFLICT (profile_id) DO UPDATE SET held_terms = EXCLUDED.held_terms, area_state = EXCLUDED.area_state,
    area_lat = EXCLUDED.area_lat, area_lng = EXCLUDED.area_lng, radius_miles = EXCLUDED.radius_miles,
    open_to_remote = EXCLUDED.open_to_remote, counted_on = EXCLUDED.counted_on
"""


@transaction.atomic
def freeze_counted_people(*, on: dt.date | None = None) -> int:
    """Copy who may be counted today; a second call on the same day changes nothing."""
    on = on or timezone.localdate()
    if CountedPerson.objects.filter(counted_on=on).exists():
        return 0
    with connection.cursor() as cursor:
        cursor.execute(_FREEZE, {"on": on, "hidden": Visibility.HIDDEN})
        copied: int = cursor.rowcount
    CountedPerson.objects.exclude(counted_on=on).delete()
    return copied


@transaction.atomic
def forget_counts(*, on: dt.date | None = None) -> int:
    """Answers of earlier days serve nobody any more."""
    gone: int = PeopleCount.objects.filter(counted_on__lt=on or timezone.localdate()).delete()[0]
    return gone


@transaction.atomic
def count_people(*, posting: JobPosting, by: User) -> PeopleCount:
    """Count for what the draft asks now. Raises Refused without a place, or when the day's counts are used up."""
    can_edit_posting(by, posting).require()
    can_find_people(by, posting.employer).require()
    asked = asked_by(posting)
    if asked.spot is None or posting.employer is None:
        raise Refused(_("Choose the site first: people are counted around it."))
    today = timezone.localdate()
    head = family_head(posting.employer)
    # one at a time, so that the limit holds for two windows as well
    Employer.objects.select_for_update().get(pk=head.pk)
    key = count_key(asked)
    of_today = PeopleCount.objects.filter(employer=head, counted_on=today)
    known = of_today.filter(digest=key).first()
    if known:
        return known
    if of_today.count() >= COUNTS_A_DAY:
        raise Refused(
            _(
                "Your organization counted %(n)d different sets of requirements today, which is the most. "
                "Sets already counted still show their figures; tomorrow you can count new ones."
            )
            % {"n": COUNTS_A_DAY}
        )
    try:
        answer = _answer(question(asked), asked.spot, posting.employer)
    except FormulaError as error:
        raise Refused(error.message) from error
    row = PeopleCount.objects.create(employer=head, counted_on=today, digest=key, answer=answer)
    events.record(verb="people_counted", subject=posting, by=by, data={"count": row.pk})
    return row


def question(asked: Asked) -> Node:
    return plain(asked.node) or EMPTY


def count_key(asked: Asked) -> str:
    spot = asked.spot.key if asked.spot else ""
    return hashlib.sha256(f"{digest(question(asked))} {spot}".encode()).hexdigest()


def _answer(node: Node, spot: Spot, employer: Employer) -> dict[str, Any]:
    words = vocabulary.current()
    paths = compiled(node, words).paths
    terms = {term for path in paths for group in path for term in group}
    cells = held_cells(spot, terms, employer=employer)
    total = counted(paths, cells)
    without = {}
    for place, _leaf in asked_lines(node):
        looser = without_line(node, place)
        if looser is not None:
            without[place] = rounded(counted(compiled(looser, words).paths, cells) - total)
    return {"total": rounded(total), "without": without}
