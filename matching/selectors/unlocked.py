"""Jobs one more fact would open within a candidate's reach: exact, counted by distinct formula."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count

from listings.models import SearchRow
from matching.selectors.fit import Standing, within_reach
from profiles.models import CandidateProfile
from qualifications.closers import Gap, fact_for
from qualifications.compiling import Path
from qualifications.enums import Bucket
from qualifications.gaps import open_groups, single_gaps, with_gaps
from qualifications.holding import Fact, closure
from qualifications.matching_sql import formulas_met_by
from qualifications.models import FormulaAnyOf, FormulaPath
from qualifications.vocabulary import TermRow

# Steps are looked for in the formulas with the most jobs, and the likeliest are then counted exactly.
MOST_FORMULAS = 4_000
MOST_COUNTED = 24
MET = Bucket.MEETS_ALL.value


@dataclass(frozen=True)
class Reach:
    """Live jobs within reach by formula, and what is still open in the formulas that are not met."""

    standing: Standing
    live: Mapping[int, int]
    open_paths: Mapping[int, list[Path]]

    def formulas_opened_by(self, gaps: Iterable[Gap]) -> set[int]:
        """Formulas within reach that these facts would move to *meets all*."""
        new = _ids_with(self.standing, gaps) - self.standing.held.ids
        return {pk for pk, paths in self.open_paths.items() if _any_met(paths, new)}

    def jobs_opened_by(self, gaps: Iterable[Gap]) -> int:
        return sum(self.live[pk] for pk in self.formulas_opened_by(gaps))

    def distances(self) -> dict[int, tuple[int, int]]:
        """(requirements ruled out, not stated) on the nearest path, by formula; (0, 0) where it is met."""
        known_not = self.standing.held.known_not(self.standing.denied)
        found = {pk: (0, 0) for pk in self.live if self.standing.buckets.get(pk) == MET}
        for pk, paths in self.open_paths.items():
            outs = [(sum(group <= known_not for group in path), len(path)) for path in paths]
            found[pk] = min((out, size - out) for out, size in outs)
        return found

    def best_steps(self, most: int = 5) -> list[tuple[Gap, int]]:
        """(fact, jobs it opens), most jobs first; then what is least work. Not more of the same fact
        that opens no more jobs: five years where two will do."""
        likely = sorted(self._tally().items(), key=lambda pair: (-pair[1], pair[0].order))
        counted = [(gap, self.jobs_opened_by([gap])) for gap, _n in likely[:MOST_COUNTED]]
        kept: list[tuple[Gap, int]] = []
        for gap, jobs in sorted(counted, key=lambda pair: (-pair[1], pair[0].order)):
            if not any(n == jobs and less.gives <= gap.gives for less, n in kept):
                kept.append((gap, jobs))
        return kept[:most]

    def _tally(self) -> Counter[Gap]:
        held, known_not = self.standing.held, self.standing.held.known_not(self.standing.denied)
        alone: dict[Path, list[Gap]] = {}
        tally: Counter[Gap] = Counter()
        most_jobs = sorted(self.open_paths, key=lambda pk: (-self.live[pk], pk))
        for pk in most_jobs[:MOST_FORMULAS]:
            found: set[Gap] = set()
            for path in self.open_paths[pk]:
                if path not in alone:
                    alone[path] = single_gaps(path, held, known_not)
                found.update(alone[path])
            for gap in found:
                tally[gap] += self.live[pk]
        return tally


def reach_of(profile: CandidateProfile, standing: Standing) -> Reach:
    """Three queries, whatever the number of jobs and steps."""
    live = _live_by_formula(profile)
    met = {MET, Bucket.NO_REQUIREMENTS.value}
    unmet = [pk for pk in live if standing.buckets.get(pk, Bucket.NO_REQUIREMENTS) not in met]
    held = standing.held.ids
    open_paths = {
        pk: [tuple(sorted(open_groups(path, held), key=sorted)) for path in paths]
        for pk, paths in _paths(unmet).items()
    }
    return Reach(standing, live, open_paths)


def _live_by_formula(profile: CandidateProfile) -> dict[int, int]:
    rows = SearchRow.objects.filter(within_reach(profile), formula__isnull=False)
    grouped = rows.order_by().values("formula_id").annotate(n=Count("*"))
    return {row["formula_id"]: row["n"] for row in grouped}


def _paths(formula_ids: list[int]) -> dict[int, list[Path]]:
    any_ofs: dict[int, list[frozenset[int]]] = defaultdict(list)
    groups = FormulaAnyOf.objects.filter(path__formula__in=formula_ids).order_by("pk")
    for path_id, ids in groups.values_list("path_id", "term_ids"):
        any_ofs[path_id].append(frozenset(ids))
    found: dict[int, list[Path]] = defaultdict(list)
    paths = FormulaPath.objects.required().filter(formula__in=formula_ids)
    rows = paths.order_by("formula", "number").values_list("pk", "formula_id", "needs")
    for path_id, formula_id, needs in rows:
        path = (*(frozenset([i]) for i in needs), *any_ofs[path_id])
        found[formula_id].append(path)
    return found


def _any_met(open_paths: list[Path], new: frozenset[int]) -> bool:
    return any(all(not group.isdisjoint(new) for group in path) for path in open_paths)


def _ids_with(standing: Standing, gaps: Iterable[Gap]) -> frozenset[int]:
    held = standing.held
    return closure(with_gaps(held.facts, gaps), held.on, words=held.words).ids


def formulas_opened_by(standing: Standing, term: TermRow) -> set[int]:
    """Formulas anywhere that this one fact would move to *meets all*: the list behind the figure."""
    held = standing.held
    facts: list[Fact] = [*held.facts, fact_for(term)]
    ids = closure(facts, held.on, words=held.words).ids
    met = set(formulas_met_by(ids).values_list("pk", flat=True))
    already = {MET, Bucket.NO_REQUIREMENTS.value}
    return {pk for pk in met if standing.buckets.get(pk) not in already}
