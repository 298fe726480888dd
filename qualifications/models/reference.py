from django.contrib.postgres.fields import ArrayField
from django.db import models

from qualifications.enums import RoleKind
from qualifications.models.sourced import Sourced, tracked
from qualifications.models.terms import Term


@tracked()
class RoleFamily(Sourced):
    """A kind of job, whatever the advert's title. `is_excluded` families are other trades."""

    id = models.IntegerField(primary_key=True)
    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=100)
    kind = models.CharField(max_length=14, choices=RoleKind, blank=True)
    is_excluded = models.BooleanField(default=False)
    description = models.TextField(blank=True)
    typical_education = models.CharField(max_length=200, blank=True)
    typical_credentials = models.CharField(max_length=300, blank=True)
    # A formula tree to start from; typical, not law.
    typical_tree = models.JSONField(default=dict, blank=True)
    core_duties = models.CharField(max_length=300, blank=True)
    soc_codes = ArrayField(models.CharField(max_length=12), default=list, blank=True)
    synonyms = ArrayField(models.CharField(max_length=80), default=list, blank=True)
    retired = models.BooleanField(default=False)

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "role families"

    def __str__(self) -> str:
        return self.name


@tracked()
class Setting(Sourced):
    id = models.IntegerField(primary_key=True)
    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=100)
    nucc_codes = ArrayField(models.CharField(max_length=12), default=list, blank=True)
    pos_codes = ArrayField(models.CharField(max_length=4), default=list, blank=True)
    synonyms = ArrayField(models.CharField(max_length=80), default=list, blank=True)
    retired = models.BooleanField(default=False)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Duty(Sourced):
    id = models.IntegerField(primary_key=True)
    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=100)
    description = models.CharField(max_length=300, blank=True)
    synonyms = ArrayField(models.CharField(max_length=80), default=list, blank=True)
    retired = models.BooleanField(default=False)

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "duties"

    def __str__(self) -> str:
        return self.name


class SoftSkill(Sourced):
    """Shown to both sides as text. Not a Term on purpose, so that no formula can score it."""

    id = models.IntegerField(primary_key=True)
    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=100)
    description = models.CharField(max_length=300, blank=True)
    synonyms = ArrayField(models.CharField(max_length=80), default=list, blank=True)
    retired = models.BooleanField(default=False)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name


@tracked()
class SearchGroup(Sourced):
    """Words that mean the same to a searcher. Ambiguous ones widen a query and never label a job."""

    id = models.IntegerField(primary_key=True)
    slug = models.SlugField(unique=True)
    words = ArrayField(models.CharField(max_length=60))
    ambiguous_words = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    retired = models.BooleanField(default=False)

    class Meta:
        ordering = ["slug"]

    def __str__(self) -> str:
        return self.slug


@tracked()
class Ladder(Sourced):
    """A usual career, drawn as steps: `role:<family>` or `term:<slug>`, alternatives parted by a slash."""

    id = models.IntegerField(primary_key=True)
    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=120)
    steps = ArrayField(models.CharField(max_length=90))
    retired = models.BooleanField(default=False)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name


@tracked()
class Pathway(Sourced):
    """One usual way to come by a fact. Ranges, never promises."""

    id = models.IntegerField(primary_key=True)
    slug = models.SlugField(unique=True)
    from_term = models.ForeignKey(
        Term, null=True, blank=True, on_delete=models.PROTECT, related_name="pathways_on"
    )
    to_term = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="pathways_here")
    route = models.CharField(max_length=200)
    months_min = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    months_max = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    typical_time = models.CharField(max_length=120)
    online = models.CharField(max_length=120, blank=True)
    hours = models.CharField(max_length=200, blank=True)
    exam = models.CharField(max_length=200, blank=True)
    retired = models.BooleanField(default=False)

    class Meta:
        ordering = ["to_term", "months_min", "id"]

    def __str__(self) -> str:
        return f"{self.route} > {self.to_term_id}"
