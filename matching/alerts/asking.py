"""All saved searches asked about a batch of jobs, a portion of searches at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TypeVar

import numpy as np
import structlog
from django.db import OperationalError, connection, transaction
from django.db.models import BooleanField, ExpressionWrapper, Q
from django.http import QueryDict

from listings.models import SearchRow
from matching.alerts.columns import Layout, Owner, Row, laid_out
from matching.alerts.wanting import VERSION, compiled_wants, filter_of, owner_of
from matching.filters import JobSearchFilter
from matching.index import reach_around
from matching.index.owners import Owners
from matching.index.percolating import Percolator
from matching.models import SavedSearch
from profiles.models import CandidateProfile
from qualifications import vocabulary
from qualifications.compiling import Compiled, compiled
from qualifications.formulas import parse
from qualifications.models import Formula

log = structlog.get_logger("alerts")
QUERIES_AT_ONCE = 40
# How long one search, or one handful of queries, may take before it is left out of the batch.
PATIENCE_SECONDS = 10

T = TypeVar("T")
Pairs = set[tuple[int, int]]


class Asking:
    """One portion of saved searches, ready to be asked about any jobs."""

    def __init__(self, searches: Sequence[SavedSearch], rows: Sequence[Row]) -> None:
        self.searches = {search.pk: search for search in searches}
        wants = {search.pk: wants_of(search) for search in searches}
        self._owners = _owners_of(searches, wants)
        wanted = [(s.pk, wants[s.pk], self._owner_of(s)) for s in searches]
        self.layout: Layout = laid_out(wanted)
        ids = [row.posting_id for row in rows]
        self._said = said(self.layout.queries, ids)
        self._at = {pk: at for at, pk in enumerate(ids)}
        buckets = self._buckets(_forms({row.formula_id for row in rows if row.formula_id}))
        self.percolator = Percolator(self.layout.searches, buckets)

    def pairs(self, rows: Sequence[Row]) -> Pairs:
        """(search, posting) by what is compiled: for the searches `beside` more than they want."""
        some = [row for row in rows if row.posting_id in self._at]
        columns = [self._at[row.posting_id] for row in some]
        jobs = self.layout.jobs(some, self._said[:, columns])
        searches, postings = self.percolator.matches(jobs)
        return set(zip(searches.tolist(), postings.tolist(), strict=True))

    def verified(self, pairs: Pairs) -> Pairs:
        """Those of the searches `beside` asked of the filter itself, each for its own time at most."""
        asked: dict[int, list[int]] = defaultdict(list)
        for search, posting in pairs:
            if search in self.layout.beside:
                asked[search].append(posting)
        found = {pair for pair in pairs if pair[0] not in self.layout.beside}
        for pk, postings in asked.items():
            for posting in _within_patience(self._verify, self.searches[pk], postings) or ():
                found.add((pk, posting))
        return found

    def _verify(self, search: SavedSearch, postings: list[int]) -> list[int]:
        rows = filter_of(search.query, owner_of(search.subscriber)).rows().order_by()
        return list(rows.filter(pk__in=postings).values_list("pk", flat=True))

    def _owner_of(self, search: SavedSearch) -> Owner | None:
        found = self._owners.get(search.subscriber.profile_id or 0)
        return found[1] if found else None

    def _buckets(self, forms: dict[int, Compiled]) -> Callable[[int | None], np.ndarray]:
        people = [profile for profile, _owner in self._owners.values()]
        terms = sorted({t for f in forms.values() for path in f.paths for g in path for t in g})
        owners = Owners(
            terms,
            _has(terms, [profile.held_terms for profile in people]),
            _has(terms, [profile.denied_terms for profile in people]),
        )
        return lambda pk: owners.buckets(forms.get(pk) if pk else None)


def wants_of(search: SavedSearch) -> dict:
    if search.wants.get("version") == VERSION:
        return search.wants
    return compiled_wants(search.query)


def _owners_of(
    searches: Sequence[SavedSearch], wants: Mapping[int, dict]
) -> dict[int, tuple[CandidateProfile, Owner]]:
    """By id, those whose searches ask something of the profile."""
    ids = {
        search.subscriber.profile_id
        for search in searches
        if wants[search.pk]["fit"] or wants[search.pk]["reach"]
    }
    profiles = CandidateProfile.objects.filter(pk__in=[pk for pk in ids if pk]).select_related(
        "place"
    )
    found = {}
    for number, profile in enumerate(profiles.order_by("pk")):
        has_facts = bool(profile.held_terms or profile.denied_terms)
        found[profile.pk] = profile, Owner(number, has_facts, reach_around(profile))
    return found


def _forms(ids: set[int]) -> dict[int, Compiled]:
    words = vocabulary.current()
    stored = Formula.objects.filter(pk__in=ids).values_list("pk", "tree")
    return {pk: compiled(parse(tree, words=words, draft=True), words) for pk, tree in stored}


def _has(terms: list[int], people: list[list[int]]) -> np.ndarray:
    """A row for each term, a column for each person."""
    found = np.zeros((len(terms), len(people)), bool)
    row_of = {term: row for row, term in enumerate(terms)}
    for column, held in enumerate(people):
        rows = [row_of[term] for term in held if term in row_of]
        found[rows, column] = True
    return found


def said(queries: Sequence[str], postings: Sequence[int]) -> np.ndarray:
    """[query, job]: whether the job says what is typed, by the filter's own condition."""
    found = np.zeros((len(queries), len(postings)), bool)
    at = {pk: column for column, pk in enumerate(postings)}
    for start in range(0, len(queries), QUERIES_AT_ONCE):
        some = list(queries[start : start + QUERIES_AT_ONCE])
        rows = _within_patience(_say, some, list(postings))
        if rows is None:  # one of them is to blame: each by itself
            rows = []
            for n, query in enumerate(some):
                own = _within_patience(_say, [query], list(postings)) or []
                rows += [(pk, [(n, yes)]) for pk, [(_n, yes)] in own]
        for pk, answers in rows:
            for n, yes in answers:
                found[start + n, at[pk]] = yes
    return found


def _say(queries: list[str], postings: list[int]) -> list[tuple[int, list[tuple[int, bool]]]]:
    asked = {f"said_{n}": _condition(query) for n, query in enumerate(queries)}
    rows = SearchRow.objects.filter(pk__in=postings).annotate(
        **{
            name: ExpressionWrapper(condition, output_field=BooleanField())
            for name, condition in asked.items()
        }
    )
    return [
        (pk, [(n, bool(yes)) for n, yes in enumerate(answers)])
        for pk, *answers in rows.values_list("pk", *asked)
    ]


def _condition(query: str) -> Q:
    data = QueryDict(mutable=True)
    data["q"] = query
    return JobSearchFilter(data).other_condition() or Q(pk__isnull=False)


def _within_patience(ask: Callable[..., T], *what: object) -> T | None:
    """None when it took too long; the batch goes on without it."""
    try:
        with transaction.atomic(), _patience():
            return ask(*what)
    except OperationalError:
        log.warning("alert_search_too_slow", asked=ask.__name__)
        return None


@contextmanager
def _patience() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('statement_timeout')")
        (usual,) = cursor.fetchone()
        cursor.execute("SELECT set_config('statement_timeout', %s, true)", [f"{PATIENCE_SECONDS}s"])
        yield
        cursor.execute("SELECT set_config('statement_timeout', %s, true)", [usual])
