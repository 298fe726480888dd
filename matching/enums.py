"""How often a saved search tells, and why a job in it was not wanted."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Pace(models.TextChoices):
    INSTANT = "instant", _("As soon as a job is out")
    DAILY = "daily", _("Once a day")
    WEEKLY = "weekly", _("Once a week")


class Weekday(models.IntegerChoices):
    MONDAY = 0, _("Monday")
    TUESDAY = 1, _("Tuesday")
    WEDNESDAY = 2, _("Wednesday")
    THURSDAY = 3, _("Thursday")
    FRIDAY = 4, _("Friday")
    SATURDAY = 5, _("Saturday")
    SUNDAY = 6, _("Sunday")


class WhyNot(models.TextChoices):
    TOO_FAR = "too_far", _("Too far")
    PAY_TOO_LOW = "pay_too_low", _("Pay too low")
    WRONG_ROLE = "wrong_role", _("Wrong role")
    LICENSE = "license", _("Needs a license I do not have")
    OTHER = "other", _("Something else")
