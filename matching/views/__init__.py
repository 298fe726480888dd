from matching.views.catalogue import qualification_detail, qualification_list
from matching.views.feeds import robots, sitemap
from matching.views.guide import career_guide, how_matching_works
from matching.views.home import home
from matching.views.pay import pay_insight
from matching.views.people import people_count, people_count_make
from matching.views.search import job_search
from matching.views.texts import about, accessibility, privacy, terms

__all__ = [
    "about",
    "accessibility",
    "career_guide",
    "home",
    "how_matching_works",
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
