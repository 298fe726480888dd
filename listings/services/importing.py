"""Bringing postings from elsewhere onto the board: idempotent by (source, id), one transaction a batch.

Imported jobs are unclaimed: they are listed for a while with their source and age, nobody can apply on
the site, and what the reader suggests about requirements decides nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import islice
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from core import events
from core.places import PlaceIndex
from core.text import render_markdown
from listings.enums import Origin, PostingState
from listings.models import JobPosting, Opening
from listings.pay import annual_pay
from listings.reader import Reading, read_advert
from listings.reading.dates import read_date
from listings.reading.places import PlaceReading, read_place
from listings.reading.rows import advert_of, digest_of, parse_row, text_of, url_of
from listings.services.search_rows import refresh_search_rows
from qualifications import vocabulary
from qualifications.models import Duty, RoleFamily, Setting

BATCH = 500
LISTED_DAYS = 30
OLDEST_DAYS = 365
LONGEST_TITLE = 120
_OPEN = {PostingState.LIVE, PostingState.DRAFT}


@dataclass
class ImportReport:
    """Every row of the file is counted once; `reasons` may name several things about one row."""

    read: int = 0
    live: int = 0
    draft: int = 0
    updated: int = 0
    unchanged: int = 0
    out_of_scope: int = 0
    refused: int = 0
    reasons: Counter[str] = field(default_factory=Counter)

    def count(self, outcome: str, *reasons: str) -> None:
        self.read += 1
        setattr(self, outcome, getattr(self, outcome) + 1)
        self.reasons.update(f"{outcome}.{reason}" for reason in reasons if reason)

    def as_dict(self) -> dict[str, Any]:
        totals = ("read", "live", "draft", "updated", "unchanged", "out_of_scope", "refused")
        numbers = {name: getattr(self, name) for name in totals}
        return {**numbers, "reasons": dict(sorted(self.reasons.items()))}


@dataclass
class _Row:
    """One row read and judged: what the posting's columns become, and why it is live or a draft."""

    source_id: str
    digest: str
    columns: dict[str, Any]
    state: str
    reasons: list[str]
    setting_slugs: list[str]
    duty_slugs: list[str]


@dataclass
class Importer:
    """`source` names the feed; `today` is the day the file is taken to be read on."""

    source: str
    today: date
    report: ImportReport = field(default_factory=ImportReport)

    def __post_init__(self) -> None:
        self.places = PlaceIndex()
        self.families = {row.slug: row for row in RoleFamily.objects.all()}
        self.settings = {row.slug: row.pk for row in Setting.objects.all()}
        self.duties = {row.slug: row.pk for row in Duty.objects.all()}
        self.now = (
            timezone.now()
            if self.today == timezone.localdate()
            else timezone.make_aware(datetime.combine(self.today, time(12)))
        )

    def run(self, lines: Iterable[str]) -> Iterator[int]:
        """Imports JSON lines; yields the number of lines done after each batch."""
        lines = iter(lines)
        done = 0
        with vocabulary.pinned():
            while batch := list(islice(lines, BATCH)):
                self.import_batch(batch)
                done += len(batch)
                yield done

    @transaction.atomic
    def import_batch(self, lines: list[str]) -> None:
        rows: dict[str, _Row] = {}
        unread: list[tuple[str, dict[str, Any], str]] = []
        known = self._known(lines, unread)
        for source_id, raw, digest in unread:
            posting = known.get(source_id)
            if source_id in rows:
                self.report.count("unchanged", "twice_in_the_file")
            elif posting and (
                posting.source_digest == digest or posting.state not in _OPEN or posting.employer_id
            ):
                kept = "" if posting.source_digest == digest else "kept_as_it_is"
                self.report.count("unchanged", kept)
            elif row := self._read(source_id, raw, digest):
                rows[source_id] = row
        self._write(rows, known)

    def _known(
        self, lines: list[str], unread: list[tuple[str, dict, str]]
    ) -> dict[str, JobPosting]:
        for line in lines:
            raw, reason = parse_row(line)
            if raw is None:
                if reason:
                    self.report.count("refused", reason)
                continue
            unread.append((str(raw["id"]), raw, digest_of(raw)))
        ids = [source_id for source_id, _raw, _digest in unread]
        found = JobPosting.objects.select_for_update(of=("self",)).filter(
            origin=Origin.IMPORTED, source_name=self.source, source_id__in=ids
        )
        return {posting.source_id: posting for posting in found}

    def _read(self, source_id: str, raw: dict[str, Any], digest: str) -> _Row | None:
        place = read_place(
            str(raw.get("location") or ""), raw.get("state"), text_of(raw.get("zip")), self.places
        )
        reading = read_advert(advert_of(raw, place.state))
        if reading.out_of_scope:
            self.report.count("out_of_scope", reading.out_of_scope)
            return None
        posted, date_reason = read_date(text_of(raw.get("posted_at")), self.today)
        state, reasons = self._judge(reading, place, posted)
        notes = [
            date_reason,
            place.reason,
            *reading.notes,
            "" if raw.get("company") else "employer_not_named",
        ]
        return _Row(
            source_id=source_id,
            digest=digest,
            columns=self._columns(raw, reading, place, posted),
            state=state,
            reasons=[*reasons, *(f"note_{note}" for note in notes if note and note not in reasons)],
            setting_slugs=[found.value for found in reading.settings],
            duty_slugs=[found.value for found in reading.duties],
        )

    def _judge(
        self, reading: Reading, place: PlaceReading, posted: date | None
    ) -> tuple[str, list[str]]:
        reasons = []
        if reading.pay is None:
            reasons.append(reading.pay_reason)
        if not place.state:
            reasons.append(place.reason)
        if posted and posted < self.today - timedelta(days=OLDEST_DAYS):
            reasons.append("posted_over_a_year_ago")
        if len(reading.title) > LONGEST_TITLE:
            reasons.append("title_shortened")
        blocking = [reason for reason in reasons if reason != "title_shortened"]
        return (PostingState.DRAFT if blocking else PostingState.LIVE), reasons

    def _columns(
        self, raw: dict[str, Any], reading: Reading, place: PlaceReading, posted: date | None
    ) -> dict[str, Any]:
        family = self.families[str(reading.role_family.value)] if reading.role_family else None
        title = reading.title[:LONGEST_TITLE]
        text = reading.text.replace("\n• ", "\n- ")
        pay = reading.pay.value if reading.pay else {}
        hours = reading.hours.value if reading.hours else None
        week = Decimal(hours) if hours else None
        least, most = (Decimal(pay[end]) if pay else None for end in ("min", "max"))
        unit = pay.get("unit", "")
        return {
            "title": title,
            "slug": slugify(title)[:100] or "job",
            "company_name": (text_of(raw.get("company")) or "")[:200],
            "role_family": family,
            "kind": family.kind if family else "",
            "description": text,
            "description_html": render_markdown(text),
            "workplace": reading.workplace.value if reading.workplace else "onsite",
            "place_id": place.zip_code or None,
            "city": place.city[:80],
            "state_code": place.state,
            "employment_type": reading.employment_type.value if reading.employment_type else "",
            "hours_per_week": week,
            "shifts": [found.value for found in reading.shifts],
            "pay_min": least,
            "pay_max": most,
            "pay_unit": unit,
            "pay_annual_min": annual_pay(least, unit, week),
            "pay_annual_max": annual_pay(most, unit, week),
            "suggested_tree": reading.requirements.tree,
            "suggestions": reading.suggestions(),
            "source_posted_on": posted,
            "source_url": url_of(raw),
        }

    def _write(self, rows: dict[str, _Row], known: dict[str, JobPosting]) -> None:
        made = self._create([row for row in rows.values() if row.source_id not in known])
        for row in rows.values():
            if posting := known.get(row.source_id):
                self._update(posting, row)
                self.report.count("updated", *row.reasons)
                made.append((posting, row))
        self._topics(made)
        refresh_search_rows([posting for posting, _row in made])

    def _create(self, rows: list[_Row]) -> list[tuple[JobPosting, _Row]]:
        openings = Opening.objects.bulk_create([Opening() for _row in rows])
        postings = [
            JobPosting(
                opening=opening,
                origin=Origin.IMPORTED,
                source_name=self.source,
                source_id=row.source_id,
                source_digest=row.digest,
                **row.columns,
                **self._listing(row.state),
            )
            for opening, row in zip(openings, rows, strict=True)
        ]
        JobPosting.objects.bulk_create(postings)
        for posting, row in zip(postings, rows, strict=True):
            self.report.count("live" if row.state == PostingState.LIVE else "draft", *row.reasons)
            events.record(verb="posting.imported", subject=posting, after=row.state)
        return list(zip(postings, rows, strict=True))

    def _listing(self, state: str) -> dict[str, Any]:
        live = state == PostingState.LIVE
        return {
            "state": state,
            "published_at": self.now if live else None,
            "listed_until": self.today + timedelta(days=LISTED_DAYS) if live else None,
        }

    def _update(self, posting: JobPosting, row: _Row) -> None:
        before = posting.state
        for name, value in row.columns.items():
            setattr(posting, name, value)
        posting.source_digest = row.digest
        if before != row.state:
            for name, value in self._listing(row.state).items():
                setattr(posting, name, value)
        posting.changed_at = self.now
        posting.version += 1
        posting.save()
        events.record(
            verb="posting.reimported",
            subject=posting,
            fields=sorted(row.columns),
            before=before,
            after=posting.state,
        )

    def _topics(self, made: list[tuple[JobPosting, _Row]]) -> None:
        has_setting, has_duty = JobPosting.settings.through, JobPosting.duties.through
        ids = [posting.pk for posting, _row in made]
        has_setting.objects.filter(jobposting_id__in=ids).delete()
        has_duty.objects.filter(jobposting_id__in=ids).delete()
        has_setting.objects.bulk_create(
            has_setting(jobposting_id=posting.pk, setting_id=self.settings[slug])
            for posting, row in made
            for slug in row.setting_slugs
        )
        has_duty.objects.bulk_create(
            has_duty(jobposting_id=posting.pk, duty_id=self.duties[slug])
            for posting, row in made
            for slug in row.duty_slugs
        )
