from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from profiles.models import CandidateProfile, Employer


class CountedPerson(models.Model):
    """A person who chose to be seen, as she stood last night: what counts for employers are made from.

    Frozen for a day, so that two counts around a change of one profile cannot show the change. Behind the
    walls like the profile itself: who hides since, or hides from this employer, is not counted at once.
    """

    profile = models.OneToOneField(
        CandidateProfile, on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    held_terms = ArrayField(models.IntegerField(), default=list)
    area_state = models.CharField(max_length=2, blank=True)
    area_lat = models.FloatField(null=True)
    area_lng = models.FloatField(null=True)
    radius_miles = models.PositiveSmallIntegerField()
    open_to_remote = models.BooleanField()
    counted_on = models.DateField()

    class Meta:
        indexes = [
            # count around a job: only comparisons of numbers and texts run before the walls
            models.Index(fields=["area_lat", "area_lng"], name="countedperson_area"),
            # count for a remote job in named states
            models.Index(fields=["area_state"], name="countedperson_state"),
        ]

    def __str__(self) -> str:
        return f"{self.profile_id} {self.counted_on}"


class PeopleCount(models.Model):
    """The answer to one count on one day, already rounded: asked again, the same. The rows of a day are
    also how often the organization may ask. `employer` is the head of its family, so sisters ask as one."""

    employer = models.ForeignKey(Employer, on_delete=models.CASCADE, related_name="+")
    counted_on = models.DateField()
    digest = models.CharField(max_length=64)
    # {"total": 190, "without": {"0.1": 35}}: rounded; by place of the line in the formula
    answer = models.JSONField()
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["employer", "counted_on", "digest"], name="peoplecount_once_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.employer_id} {self.counted_on}"
