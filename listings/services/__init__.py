"""Every write of this room. Each service checks its permission, moves states by the tables of
`listings.enums`, keeps the search row and the event log in the same transaction, and raises `Refused`."""

from listings.services.catalogue import load_listing_catalogue
from listings.services.drafts import (
    apply_template,
    copy_posting,
    create_posting,
    discard_draft,
    relist_posting,
    save_draft,
)
from listings.services.lifecycle import (
    close_expired,
    close_posting,
    confirm_open,
    extend_posting,
    pause_posting,
    remove_posting,
    resume_posting,
)
from listings.services.review import (
    approve_revision,
    reject_revision,
    send_back_revision,
    submit_posting,
    withdraw_revision,
)
from listings.services.saving import save_job, unsave_job
from listings.services.search_rows import refresh_search_row, refresh_search_rows

__all__ = [
    "apply_template",
    "approve_revision",
    "close_expired",
    "close_posting",
    "confirm_open",
    "copy_posting",
    "create_posting",
    "discard_draft",
    "extend_posting",
    "load_listing_catalogue",
    "pause_posting",
    "refresh_search_row",
    "refresh_search_rows",
    "reject_revision",
    "relist_posting",
    "remove_posting",
    "resume_posting",
    "save_draft",
    "save_job",
    "send_back_revision",
    "submit_posting",
    "unsave_job",
    "withdraw_revision",
]
