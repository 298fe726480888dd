from matching.views.alerts import (
    alert_delete,
    alert_edit,
    alert_feedback,
    alert_list,
    alert_pause,
    alert_resume,
    alert_start,
    alert_times,
    alert_undo,
)
from matching.views.catalogue import qualification_detail, qualification_list
from matching.views.corners import job_corner
from matching.views.feeds import robots, sitemap
from matching.views.guide import career_guide, how_matching_works
from matching.views.home import home
from matching.views.pay import pay_insight
from matching.views.people import people_count, people_count_make
from matching.views.search import job_search
from matching.views.subscribing import alert_confirm, alert_create, alert_stop
from matching.views.texts import about, accessibility, privacy, terms

__all__ = [
    "about",
    "accessibility",
    "alert_confirm",
    "alert_create",
    "alert_delete",
    "alert_edit",
    "alert_feedback",
    "alert_list",
    "alert_pause",
    "alert_resume",
    "alert_start",
    "alert_stop",
    "alert_times",
    "alert_undo",
    "career_guide",
    "home",
    "how_matching_works",
    "job_corner",
    "job_search",
    "pay_insight",
    "people_count",
    "people_count_make",
    "privacy",
    "qualification_detail",
    "qualification_list",
    "robots",
    "sitemap",
    "terms",
]
