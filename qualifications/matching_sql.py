"""The same question as `evaluation`, asked of the database for all formulas, or all people, at once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import Exists, F, Func, IntegerField, OuterRef, Q, QuerySet

from qualifications.compiling import compiled
from qualifications.enums import Bucket
from qualifications.formulas import Node, parse
from qualifications.models import Formula, FormulaAnyOf, FormulaPath
from qualifications.vocabulary import Vocabulary, current


def formulas_met_by(held_ids: Iterable[int]) -> QuerySet[Formula]:
    """Formulas whose required part these terms (`Held.ids`) satisfy, by `needs <@ held` and `any && held`."""
    held = sorted(held_ids)
    missed = FormulaAnyOf.objects.filter(path=OuterRef("pk")).exclude(term_ids__overlap=held)
    paths = FormulaPath.objects.required().filter(formula=OuterRef("pk"), needs__contained_by=held)
    return Formula.objects.filter(Exists(paths.filter(~Exists(missed))))


def could_meet_by(held_ids: Iterable[int], known_not: Iterable[int]) -> QuerySet[Formula]:
    """Formulas not ruled out: some path stays open. Includes those already met.

    `known_not`: `Held.known_not(denied)`. Only terms that some formula asks for are sent on.
    """
    out = sorted((set(known_not) - set(held_ids)) & _asked_somewhere())
    shut = FormulaAnyOf.objects.filter(path=OuterRef("pk"), term_ids__contained_by=out)
    paths = FormulaPath.objects.required().filter(formula=OuterRef("pk"))
    paths = paths.exclude(needs__overlap=out)
    return Formula.objects.filter(Exists(paths.filter(~Exists(shut))))


def _asked_somewhere() -> set[int]:
    each = Func(F("term_ids"), function="unnest", output_field=IntegerField())
    return set(Formula.objects.annotate(asked=each).values_list("asked", flat=True).distinct())


class Gap(NamedTuple):
    """How one person stands to one formula: groups ruled out and not stated on her nearest path, and how
    many preferred lines she meets."""

    bucket: str
    ruled_out: int
    not_stated: int
    wishes: int


def formula_gaps(held_ids: frozenset[int], known_not: frozenset[int]) -> dict[int, Gap]:
    """The gap of every distinct formula, by id."""
    any_ofs: dict[int, list[frozenset[int]]] = {}
    for path_id, ids in FormulaAnyOf.objects.values_list("path_id", "term_ids"):
        any_ofs.setdefault(path_id, []).append(frozenset(ids))
    best: dict[int, tuple[int, int]] = {}
    wished: dict[int, set[int]] = {}
    paths = FormulaPath.objects.values_list("pk", "formula_id", "wish", "needs")
    for path_id, formula_id, wish, needs in paths:
        missing = [i for i in needs if i not in held_ids]
        open_groups = [g for g in any_ofs.get(path_id, ()) if g.isdisjoint(held_ids)]
        if wish is not None:
            if not missing and not open_groups:
                wished.setdefault(formula_id, set()).add(wish)
            continue
        out = sum(i in known_not for i in missing) + sum(g <= known_not for g in open_groups)
        gap = (out, len(missing) + len(open_groups) - out)
        best[formula_id] = min(best.get(formula_id, gap), gap)
    asked = dict(Formula.objects.values_list("pk", "required_count"))
    return {
        pk: Gap(
            bucket_of(*gap) if asked[pk] else Bucket.NO_REQUIREMENTS.value,
            *gap,
            len(wished.get(pk, ())),
        )
        for pk, gap in best.items()
    }


def formula_buckets(held_ids: frozenset[int], known_not: frozenset[int]) -> dict[int, str]:
    """Bucket of every distinct formula, by id: the fit facet and its counts join on it."""
    return {pk: gap.bucket for pk, gap in formula_gaps(held_ids, known_not).items()}


def bucket_of(ruled_out: int, not_stated: int) -> str:
    if ruled_out == 0:
        return (Bucket.COULD_MEET if not_stated else Bucket.MEETS_ALL).value
    return (Bucket.ONE_GAP if ruled_out == 1 else Bucket.STRETCH).value


def people_meeting(
    tree: Node | dict, *, column: str = "held_terms", words: Vocabulary | None = None
) -> Q:
    """Condition on an `int[]` column of held term ids; a GIN index on it serves `@>` and `&&`."""
    words = words or current()
    node = parse(tree, words=words, draft=True) if isinstance(tree, dict) else tree
    condition = Q()
    for path in compiled(node, words).paths:
        needs = sorted(next(iter(group)) for group in path if len(group) == 1)
        part = Q(**{f"{column}__contains": needs}) if needs else Q()
        for group in path:
            if len(group) > 1:
                part &= Q(**{f"{column}__overlap": sorted(group)})
        if not part:
            return Q()
        condition |= part
    return condition
