from listings.views.creating import posting_create
from listings.views.editing import (
    component_add,
    component_remove,
    posting_edit,
    posting_preview,
    posting_save,
    posting_template,
)
from listings.views.listing import posting_list
from listings.views.moving import (
    posting_close,
    posting_confirm,
    posting_copy,
    posting_discard,
    posting_extend,
    posting_pause,
    posting_relist,
    posting_resume,
    posting_submit,
    posting_withdraw,
)
from listings.views.requirements import (
    requirement_add,
    requirement_choice,
    requirement_down,
    requirement_experience,
    requirement_open,
    requirement_remove,
    requirement_up,
)
from listings.views.saving import job_save, job_unsave

__all__ = [
    "component_add",
    "component_remove",
    "job_save",
    "job_unsave",
    "posting_close",
    "posting_confirm",
    "posting_copy",
    "posting_create",
    "posting_discard",
    "posting_edit",
    "posting_extend",
    "posting_list",
    "posting_pause",
    "posting_preview",
    "posting_relist",
    "posting_resume",
    "posting_save",
    "posting_submit",
    "posting_template",
    "posting_withdraw",
    "requirement_add",
    "requirement_choice",
    "requirement_down",
    "requirement_experience",
    "requirement_open",
    "requirement_remove",
    "requirement_up",
]
