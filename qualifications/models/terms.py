import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from qualifications.enums import CompactModel, EntailmentKind, MemberStatus, TermKind
from qualifications.models.sourced import Sourced, tracked


class Jurisdiction(models.Model):
    """A state, DC or a territory. `number` is its FIPS code and part of the ids of its licenses."""

    code = models.CharField(primary_key=True, max_length=2)
    number = models.PositiveSmallIntegerField(unique=True)
    name = models.CharField(max_length=40)
    is_territory = models.BooleanField(default=False)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class TermQuerySet(models.QuerySet):
    def of_kind(self, kind: str) -> "TermQuerySet":
        return self.filter(kind=kind)

    def current(self) -> "TermQuerySet":
        return self.filter(retired=False)

    def offered(self) -> "TermQuerySet":
        """Those a person may choose from a list; the rest only follow from them."""
        return self.current().filter(offered=True)


@tracked()
class Term(Sourced):
    """A fact someone can hold: the atom of every requirement. Its id never changes and is never reused."""

    id = models.IntegerField(primary_key=True)
    slug = models.CharField(max_length=80, unique=True)
    kind = models.CharField(max_length=16, choices=TermKind)
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=60, blank=True)
    synonyms = ArrayField(models.CharField(max_length=120), default=list, blank=True)
    state = models.CharField(max_length=2, blank=True)
    rank = models.PositiveSmallIntegerField(default=0, help_text="Degree rank or language level.")
    family = models.CharField(
        max_length=40, blank=True, help_text="Field, license ladder or skill group."
    )
    level = models.CharField(
        max_length=40, blank=True, help_text="License level, without the state."
    )
    area = models.CharField(max_length=40, blank=True, help_text="Experience area.")
    months = models.PositiveSmallIntegerField(null=True, blank=True)
    issuer = models.CharField(max_length=120, blank=True)
    renewal_months = models.PositiveSmallIntegerField(null=True, blank=True)
    attributes = models.JSONField(default=dict, blank=True)
    offered = models.BooleanField(default=True)
    retired = models.BooleanField(default=False)

    objects = TermQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "name", "id"]
        # Pickers: terms of a kind, in a state.
        indexes = [models.Index(fields=["kind", "state"], name="term_kind_state")]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_from=None) | Q(valid_to__gte=F("valid_from")),
                name="term_dates_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Entailment(models.Model):
    """Who holds `stronger` holds `weaker`, between two dates. Derived from the catalogue; never typed in."""

    stronger = models.ForeignKey(Term, on_delete=models.CASCADE, related_name="entails")
    weaker = models.ForeignKey(Term, on_delete=models.CASCADE, related_name="entailed_by")
    kind = models.CharField(max_length=10, choices=EntailmentKind)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["stronger", "weaker", "kind", "valid_from"],
                nulls_distinct=False,
                name="entailment_once",
            ),
            models.CheckConstraint(
                condition=~Q(stronger=F("weaker")), name="entailment_between_two_terms"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stronger_id} > {self.weaker_id}"


@tracked()
class LicenseTitle(Sourced):
    """What a state calls a level. The same letters mean other levels elsewhere."""

    id = models.IntegerField(primary_key=True)
    state = models.ForeignKey(Jurisdiction, on_delete=models.PROTECT, related_name="license_titles")
    title = models.CharField(max_length=30)
    level = models.CharField(max_length=40, help_text="Slug of the level, such as sw-master.")
    position = models.PositiveSmallIntegerField(default=0, help_text="0 is the usual title.")
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["state", "level", "position"]
        constraints = [
            models.UniqueConstraint(fields=["state", "title"], name="licensetitle_means_one_level")
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.state_id})"


@tracked()
class Compact(Sourced):
    id = models.IntegerField(primary_key=True)
    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=100)
    model = models.CharField(max_length=12, choices=CompactModel)
    levels = ArrayField(models.CharField(max_length=40))
    enabled = models.BooleanField(default=False, help_text="Off: known, but decides nothing.")
    # Social work: a multistate license counts only beside a single-state one of the same category.
    needs_paired_license = models.BooleanField(default=False)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


@tracked()
class CompactMember(Sourced):
    """A state's standing in a compact between two dates."""

    id = models.IntegerField(primary_key=True)
    compact = models.ForeignKey(Compact, on_delete=models.CASCADE, related_name="members")
    state = models.ForeignKey(Jurisdiction, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=12, choices=MemberStatus)
    # Empty: every level of the compact.
    levels = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["compact", "state", "valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["compact", "state", "status", "valid_from"],
                nulls_distinct=False,
                name="compactmember_once",
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_from=None) | Q(valid_to__gte=F("valid_from")),
                name="compactmember_dates_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.compact_id} {self.state_id} {self.status}"


class VocabularyVersion(models.Model):
    """One row, renewed with every change, so that each process knows when to read the tables again."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    token = models.UUIDField(default=uuid.uuid4)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(id=1), name="vocabularyversion_is_one_row")
        ]

    def __str__(self) -> str:
        return str(self.token)
