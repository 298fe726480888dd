from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.postgres.search import SearchVector
from django.db import models, transaction
from django.db.models import Value

from core.places import ALL_STATES, find_place
from listings.enums import PostingState
from listings.models import JobPosting, SearchRow
from listings.requirements import accepted_degrees

CONFIG = "english"
_ROW = [
    field.attname
    for field in SearchRow._meta.concrete_fields
    if field.name not in ("posting", "words", "title_words")
]


def refresh_search_row(posting: JobPosting) -> None:
    """Make the search row say what the posting says; a posting that is not live has none."""
    refresh_search_rows([posting])


@transaction.atomic
def refresh_search_rows(postings: Iterable[JobPosting]) -> None:
    """The same for many at once, in five statements per call: for imports and reindexing."""
    wanted = {posting.pk for posting in postings}
    live = list(
        JobPosting.objects.filter(pk__in=wanted, state=PostingState.LIVE)
        .select_related("employer", "place", "role_family", "formula")
        .prefetch_related("settings", "duties")
        .order_by("pk")
    )
    gone = wanted - {posting.pk for posting in live}
    if gone:
        SearchRow.objects.filter(posting__in=gone).delete()
    if not live:
        return
    rows = [_row(posting) for posting in live]
    SearchRow.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["posting"], update_fields=_ROW, batch_size=500
    )
    _write_words(live)


def _row(posting: JobPosting) -> SearchRow:
    # An imported job often gives its city only: the middle of it is near enough for a radius.
    where = posting.place or (
        find_place(f"{posting.city}, {posting.state_code}") if posting.city else None
    )
    return SearchRow(
        posting=posting,
        formula=posting.formula,
        role_family=posting.role_family.slug if posting.role_family else "",
        kind=posting.kind,
        settings=[setting.slug for setting in posting.settings.all()],
        employment_type=posting.employment_type,
        workplace=posting.workplace,
        state_code=posting.state_code,
        states=sorted(posting.patient_states),
        lat=where.lat if where else None,
        lng=where.lng if where else None,
        pay_annual_min=posting.pay_annual_min,
        pay_annual_max=posting.pay_annual_max,
        education=accepted_degrees(posting.formula.tree if posting.formula else None),
        origin=posting.origin,
        published_at=posting.published_at or posting.created_at,
    )


def _write_words(postings: list[JobPosting]) -> None:
    """Title first (A), then role and employer (B), place, settings and duties (C), the text (D)."""
    texts = {posting.pk: _texts(posting) for posting in postings}
    keys = list(texts)
    for start in range(0, len(keys), 200):
        chunk = keys[start : start + 200]
        parts = [_case({pk: texts[pk][n] for pk in chunk}) for n in range(4)]
        vector: Any = SearchVector(parts[0], weight="A", config=CONFIG)
        for part, weight in zip(parts[1:], "BCD", strict=True):
            vector = vector + SearchVector(part, weight=weight, config=CONFIG)
        SearchRow.objects.filter(pk__in=chunk).update(
            words=vector, title_words=SearchVector(parts[0], weight="A", config=CONFIG)
        )


def _case(values: dict[int, str]) -> Any:
    if len(values) == 1:
        return Value(next(iter(values.values())))
    whens = [models.When(pk=pk, then=Value(text)) for pk, text in values.items()]
    return models.Case(*whens, default=Value(""), output_field=models.TextField())


def _texts(posting: JobPosting) -> tuple[str, str, str, str]:
    family = posting.role_family
    about = [family.name, *family.synonyms] if family else []
    place = [posting.city, posting.state_code, ALL_STATES.get(posting.state_code, ""), posting.ehr]
    settings = [
        word for setting in posting.settings.all() for word in (setting.name, *setting.synonyms)
    ]
    duties = [duty.name for duty in posting.duties.all()]
    return (
        posting.title,
        " · ".join([posting.organization, *about]),
        " · ".join([*place, *settings, *duties]),
        posting.description,
    )
