"""Business days of the United States: weekdays that are no federal holiday."""

from core.calendar.days import (
    add_business_days,
    business_days_between,
    due_at,
    holiday_name,
    is_business_day,
)

__all__ = [
    "add_business_days",
    "business_days_between",
    "due_at",
    "holiday_name",
    "is_business_day",
]
