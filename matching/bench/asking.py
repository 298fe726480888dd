"""Put the same questions to the service, the relational query and the scan, in turn, and compare every answer."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from listings.models import SearchRow
from matching import index
from matching.bench import relational
from matching.bench.crowd import Crowd, Person
from matching.bench.floor import Floor
from matching.bench.timing import Times
from matching.index import BUCKETS, Reach, plain_people
from profiles.models import CandidateProfile
from qualifications.evaluation import evaluate
from qualifications.formulas import EMPTY, parse
from qualifications.holding import closure

JOBS, PEOPLE, PAIRS = 20, 50, 20


@dataclass
class Asking:
    floor: Floor
    crowd: Crowd
    people: dict[int, Person]
    relational_most: int
    times: Times = field(default_factory=Times)
    differing: Counter[str] = field(default_factory=Counter)

    def compare(self, what: str, *answers: object) -> None:
        self.differing[what] += sum(answer != answers[0] for answer in answers[1:])

    # --- a candidate's jobs -----------------------------------------------------------------

    def candidates(self, ids: Sequence[int]) -> None:
        for number, pk in enumerate(ids):
            fresh = CandidateProfile.objects.get(pk=pk)
            held, known_not = frozenset(fresh.held_terms), frozenset(fresh.denied_terms)
            self._check_closure(pk, held, known_not)
            found = self._forward(pk, held, known_not, joined=number < self.relational_most)
            self._buckets(pk, held, known_not, joined=number < self.relational_most // 4)
            self._explain(pk, found)

    def _check_closure(self, pk: int, held: frozenset[int], known_not: frozenset[int]) -> None:
        """The generator's sets are what the real closure of the person's facts gives."""
        person = self.people[pk]
        real = closure(person.facts, self.crowd.on, words=self.crowd.words)
        said = [self.crowd.ids[self.crowd.said(slug)] for slug in person.denied]
        self.compare(
            "closure",
            (real.ids, real.known_not(frozenset(int(i) for s in said for i in s))),
            (held, known_not),
        )

    def _forward(
        self, pk: int, held: frozenset[int], known_not: frozenset[int], *, joined: bool
    ) -> list[tuple[int, int]]:
        profile = CandidateProfile.objects.select_related("place").get(pk=pk)
        place, jobs = profile.place, self.floor.jobs
        assert place is not None

        def ours() -> list[tuple[int, int]]:
            asked = CandidateProfile.objects.select_related("place").get(pk=pk)
            found = index.best_jobs(index.seeker_of(asked), JOBS)
            return [(job.posting_id, job.key) for job in found]

        def floor() -> list[tuple[int, int]]:
            within = jobs.reach(place, profile.radius_miles, profile.open_to_remote)
            return jobs.best(jobs.keys(held, known_not), within, JOBS)

        answers = [
            self.times.call("best 20 jobs", "ours", ours),
            self.times.call("best 20 jobs", "floor", floor),
        ]
        if joined:
            reach = index.reach_around(profile)
            answers.append(
                self.times.call(
                    "best 20 jobs", "relational", lambda: relational.best_jobs(pk, reach, JOBS)
                )
            )
        self.compare("best jobs", *answers)
        return answers[0]

    def _buckets(
        self, pk: int, held: frozenset[int], known_not: frozenset[int], *, joined: bool
    ) -> None:
        jobs = self.floor.jobs

        def ours() -> list[int]:
            asked = CandidateProfile.objects.select_related("place").get(pk=pk)
            seeker = index.seeker_of(asked)
            everywhere = index.Seeker(seeker.held, seeker.known_not, Reach())
            counts = index.job_counts(everywhere)
            return [counts[bucket] for bucket in BUCKETS]

        answers = [
            self.times.call("bucket counts", "ours", ours),
            self.times.call(
                "bucket counts", "floor", lambda: jobs.counts(jobs.keys(held, known_not))
            ),
        ]
        if joined:
            counted = self.times.call(
                "bucket counts", "relational", lambda: relational.bucket_counts(pk)
            )
            answers.append(counted)
        self.compare("bucket counts", *answers)

    def _explain(self, pk: int, found: list[tuple[int, int]]) -> None:
        """Verdicts, sentence by sentence, of the twenty pairs, from the person's facts on."""
        person = self.people[pk]
        said = [self.crowd.ids[self.crowd.said(slug)] for slug in person.denied]
        denied = frozenset(int(i) for some in said for i in some)

        def ours() -> list[tuple[str, int, int]]:
            held = closure(person.facts, self.crowd.on, words=self.crowd.words)
            ids = [posting_id for posting_id, _key in found]
            rows = (
                SearchRow.objects.select_related("formula")
                .defer("words", "title_words")
                .in_bulk(ids)
            )
            formulas = [rows[i].formula for i in ids]
            trees = [formula.tree if formula else EMPTY for formula in formulas]
            verdicts = [evaluate(tree, held, denied - held.ids, held.on) for tree in trees]
            return [(v.bucket, v.gaps, v.unstated) for v in verdicts]

        told = self.times.call("explain 20 pairs", "ours", ours)
        keys = [(BUCKETS[k >> 24], k >> 16 & 255, k >> 8 & 255) for _id, k in found]
        self.compare(
            "explanation", [t if t[0] != "no_requirements" else (t[0], 0, 0) for t in told], keys
        )

    # --- a job's people ---------------------------------------------------------------------

    def postings(self, ids: Sequence[int]) -> None:
        people = self.floor.people
        for number, pk in enumerate(ids):
            row = (
                SearchRow.objects.select_related("formula").defer("words", "title_words").get(pk=pk)
            )
            ask = _ask_of_row(row)

            def ours(pk: int = pk) -> list[tuple[int, int]]:
                asked = (
                    SearchRow.objects.select_related("formula")
                    .defer("words", "title_words")
                    .get(pk=pk)
                )
                return [
                    (p.profile_id, p.key) for p in index.best_people(_ask_of_row(asked), PEOPLE)
                ]

            def floor(ask: index.Ask = ask) -> list[tuple[int, int]]:
                rows = people.within(ask.spot.lat, ask.spot.lng, ask.spot.states)
                keys = people.keys(ask.form.paths, ask.form.wishes, ask.asks, rows)
                return people.best(keys, rows, PEOPLE)

            answers = [
                self.times.call("best 50 people", "ours", ours),
                self.times.call("best 50 people", "floor", floor),
            ]
            if number < self.relational_most // 4:
                found = self.times.call(
                    "best 50 people",
                    "tables",
                    lambda ask=ask: plain_people.best_people(ask, PEOPLE),  # type: ignore[misc]
                )
                answers.append([(person.profile_id, person.key) for person in found])
            self.compare("best people", *answers)


def _ask_of_row(row: SearchRow) -> index.Ask:
    node = parse(row.formula.tree, draft=True) if row.formula else EMPTY
    if row.workplace == "remote":
        return index.ask_for(node, index.Spot(remote=True, states=frozenset(row.states)))
    return index.ask_for(node, index.Spot(round(row.lat or 0, 1), round(row.lng or 0, 1)))


def sample(dice: random.Random, most: int, count: int) -> list[int]:
    return dice.sample(range(1, most + 1), min(most, count))
