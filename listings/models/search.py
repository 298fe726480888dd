from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F

from listings.models.postings import JobPosting
from qualifications.models import Formula


class SearchRow(models.Model):
    """One narrow row per job that is live now, written in the transaction that changes the posting.

    A posting that is not live has no row, so search can never return it.
    """

    posting = models.OneToOneField(
        JobPosting, primary_key=True, on_delete=models.CASCADE, related_name="search_row"
    )
    formula = models.ForeignKey(Formula, null=True, on_delete=models.PROTECT, related_name="+")
    role_family = models.CharField(max_length=40, blank=True)
    kind = models.CharField(max_length=15, blank=True)
    settings = ArrayField(models.CharField(max_length=40), default=list)
    employment_type = models.CharField(max_length=20, blank=True)
    workplace = models.CharField(max_length=10)
    state_code = models.CharField(max_length=2, blank=True)
    # where a person must live: the state of the site, or the states of a remote job
    states = ArrayField(models.CharField(max_length=2), default=list)
    lat = models.FloatField(null=True)
    lng = models.FloatField(null=True)
    # empty when the pay cannot be told by the year (a rate per visit)
    pay_annual_min = models.PositiveIntegerField(null=True)
    pay_annual_max = models.PositiveIntegerField(null=True)
    # every degree that would do, lowest first ("none": none is needed); ["not_stated"] while unconfirmed
    education = ArrayField(models.CharField(max_length=20), default=list)
    origin = models.CharField(max_length=10)
    published_at = models.DateTimeField()
    words = SearchVectorField(null=True)
    # short, so that ranking by title never reads the long vector
    title_words = SearchVectorField(null=True)

    class Meta:
        indexes = [
            # words typed into the search box
            GinIndex(fields=["words"], name="searchrow_words"),
            # newest first, the default order
            models.Index(fields=["-published_at", "-posting"], name="searchrow_newest"),
            # highest starting pay first
            models.Index(
                F("pay_annual_min").desc(nulls_last=True), F("posting").desc(), name="searchrow_pay"
            ),
            # radius: the bounding box before the exact distance
            models.Index(fields=["lat", "lng"], name="searchrow_box"),
        ]

    def __str__(self) -> str:
        return str(self.posting_id)
