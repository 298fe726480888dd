"""Writes to the vocabulary: loading the catalogue, and what follows when an admin changes a row."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models, transaction
from django.db.models import Exists, OuterRef
from django.db.models.functions import Cast

from core import events
from qualifications import vocabulary
from qualifications.compiling import compiled
from qualifications.enums import EntailmentKind
from qualifications.formulas import parse
from qualifications.loading import entailments, tables
from qualifications.loading.terms import term_rows
from qualifications.models import (
    Compact,
    CompactMember,
    Duty,
    Entailment,
    Formula,
    FormulaPath,
    Jurisdiction,
    Ladder,
    LicenseTitle,
    Pathway,
    RoleFamily,
    SearchGroup,
    Setting,
    SoftSkill,
    Term,
    VocabularyVersion,
)
from qualifications.models.formula import store_paths

BATCH = 1000


@dataclass(frozen=True, slots=True)
class TableChange:
    name: str
    total: int
    added: int
    changed: int
    retired: int
    kept: int  # left as an admin made them

    @property
    def is_change(self) -> bool:
        return bool(self.added or self.changed or self.retired)


@transaction.atomic
def load_vocabulary() -> list[TableChange]:
    """Bring the tables to what the catalogue says. Loading the same catalogue again changes nothing."""
    rows = term_rows()
    changes = [
        _sync(Jurisdiction, tables.jurisdictions()),
        _sync(Term, rows),
        _sync(LicenseTitle, tables.license_titles()),
        _sync(Compact, tables.compacts()),
        _sync(CompactMember, entailments.compact_member_rows()),
        _sync(RoleFamily, tables.role_families()),
        _sync(Setting, tables.settings()),
        _sync(Duty, tables.described("duties.json")),
        _sync(SoftSkill, tables.described("soft_skills.json")),
        _sync(SearchGroup, tables.search_groups()),
        _sync(Ladder, tables.ladders()),
        _sync(Pathway, tables.pathways({row["slug"]: row["id"] for row in rows})),
        _sync_edges([*entailments.fixed_edges(rows), *entailments.compact_edges()]),
    ]
    if any(change.is_change for change in changes):
        figures = {c.name.replace(" ", "-"): [c.added, c.changed, c.retired] for c in changes}
        events.record(verb="vocabulary_loaded", subject=renew_version(), data=figures)
    compile_wishes()
    return changes


def compile_wishes() -> int:
    """Store the preferred lines of formulas that were compiled before those were kept as paths."""
    words = vocabulary.current()
    wished = FormulaPath.objects.filter(formula=OuterRef("pk"), wish__isnull=False)
    text = Cast("tree", models.TextField())
    old = Formula.objects.alias(text=text).filter(~Exists(wished), text__contains='"preferred"')
    done = 0
    for formula in old:
        form = compiled(parse(formula.tree, words=words, draft=True), words)
        if any(form.wishes):
            formula.paths.all().delete()
            store_paths(formula, form)
            done += 1
    return done


@transaction.atomic
def apply_admin_change(
    row: models.Model | None = None, *, by: Any = None, fields: Iterable[str] = ()
) -> None:
    """After an admin saved `row` (None: removed one): keep it from the next load, derive the compacts
    anew, and let every process read the tables again. Whoever may use the admin may do this."""
    if row is not None and hasattr(row, "locally_edited") and not row.locally_edited:
        row.locally_edited = True
        row.save(update_fields=["locally_edited"])
    compacts = Entailment.objects.filter(kind=EntailmentKind.COMPACT)
    _sync_edges(list(entailments.compact_edges()), within=compacts)
    version = renew_version()
    events.record(verb="vocabulary_edited", subject=row or version, by=by, fields=fields)


def renew_version() -> VocabularyVersion:
    version, _made = VocabularyVersion.objects.update_or_create(
        id=1, defaults={"token": uuid.uuid4()}
    )
    vocabulary.unpin()
    return version


def _sync(model: type[models.Model], rows: Iterable[dict[str, Any]]) -> TableChange:
    key = model._meta.pk.name
    old = {row.pk: row for row in model._default_manager.all()}
    added, changed, kept, seen = [], [], 0, set()
    names: list[str] = []
    for values in rows:
        names = names or [name for name in values if name != key]
        pk = values[key]
        seen.add(pk)
        if pk not in old:
            added.append(model(**values))
        elif any(getattr(old[pk], name) != values[name] for name in names):
            if getattr(old[pk], "locally_edited", False):
                kept += 1
                continue
            for name in names:
                setattr(old[pk], name, values[name])
            changed.append(old[pk])
    _move_aside(model, changed)
    model._default_manager.bulk_update(changed, [_field(n) for n in names], batch_size=BATCH)
    model._default_manager.bulk_create(added, batch_size=BATCH)
    retired = _retire(model, [row for pk, row in old.items() if pk not in seen])
    return TableChange(
        str(model._meta.verbose_name_plural), len(seen), len(added), len(changed), retired, kept
    )


def _field(name: str) -> str:
    return name.removesuffix("_id")


def _move_aside(model: type[models.Model], changed: list) -> None:
    """Two rows may swap a unique slug: free the old ones first."""
    if changed and any(field.name == "slug" for field in model._meta.fields):
        now = dict(model._default_manager.values_list("pk", "slug"))
        for row in changed:
            if row.slug != now[row.pk]:
                model._default_manager.filter(pk=row.pk).update(slug=f"moving-{row.pk}")


def _retire(model: type[models.Model], gone: list) -> int:
    """Rows the catalogue no longer has are retired, never deleted: old formulas and facts name them."""
    gone = [row for row in gone if not getattr(row, "locally_edited", False)]
    if not any(field.name == "retired" for field in model._meta.fields):
        return model._default_manager.filter(pk__in=[r.pk for r in gone]).delete()[0] if gone else 0
    gone = [row for row in gone if not row.retired]
    for row in gone:
        row.retired = True
    model._default_manager.bulk_update(gone, ["retired"], batch_size=BATCH)
    return len(gone)


def _sync_edges(
    edges: list[entailments.Edge], within: models.QuerySet[Entailment] | None = None
) -> TableChange:
    ids = dict(Term.objects.values_list("slug", "id"))
    wanted = {
        (ids[e.stronger], ids[e.weaker], str(e.kind), e.valid_from): (e.valid_to, e.source)
        for e in edges
    }
    scope = Entailment.objects.all() if within is None else within
    columns = ("stronger_id", "weaker_id", "kind", "valid_from", "valid_to", "source", "pk")
    old = {row[:4]: row[4:] for row in scope.values_list(*columns)}
    stale = [old[k][2] for k in old if k not in wanted or wanted[k] != old[k][:2]]
    fresh = [k for k in wanted if k not in old or wanted[k] != old[k][:2]]
    Entailment.objects.filter(pk__in=stale).delete()
    Entailment.objects.bulk_create(
        [
            Entailment(
                stronger_id=k[0],
                weaker_id=k[1],
                kind=k[2],
                valid_from=k[3],
                valid_to=wanted[k][0],
                source=wanted[k][1],
            )
            for k in fresh
        ],
        batch_size=BATCH,
    )
    both = len([k for k in fresh if k in old])
    return TableChange("entailments", len(wanted), len(fresh) - both, both, len(stale) - both, 0)
