"""The doors of the room for reading."""

from matching.selectors.figures import (
    array_counts,
    newest_postings,
    open_roles,
    open_settings,
    open_totals,
    sitemap_postings,
)
from matching.selectors.fit import (
    BUCKETS,
    Match,
    Standing,
    best_matches,
    bucket_counts,
    fit_for,
    in_buckets,
    reach_counts,
    standing_of,
    within_reach,
)
from matching.selectors.nearest import nearest_jobs
from matching.selectors.unlocked import Reach, formulas_opened_by, reach_of

__all__ = [
    "BUCKETS",
    "Match",
    "Reach",
    "Standing",
    "array_counts",
    "best_matches",
    "bucket_counts",
    "fit_for",
    "formulas_opened_by",
    "in_buckets",
    "nearest_jobs",
    "newest_postings",
    "open_roles",
    "open_settings",
    "open_totals",
    "reach_counts",
    "reach_of",
    "sitemap_postings",
    "standing_of",
    "within_reach",
]
