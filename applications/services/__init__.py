"""Every write of the room. Callers use these names; the files are grouped by who acts and when."""

from applications.services.deciding import (
    decline_application,
    hire_applicant,
    make_offer,
    undo_decline,
)
from applications.services.interviewing import choose_slot, invite_to_interview
from applications.services.matching_use import (
    note_looks,
    purge_match_log,
    turn_fit_off,
    turn_fit_on,
    turn_people_fit_off,
    turn_people_fit_on,
)
from applications.services.moving import Stale
from applications.services.reading import start_review
from applications.services.saved import remind_saved, reminder_refusal_of
from applications.services.sending import send_application
from applications.services.sweeping import remind_answers_due, settle_closed_postings, tell_overdue
from applications.services.talking import send_message, write_note
from applications.services.withdrawing import withdraw_application

__all__ = [
    "Stale",
    "choose_slot",
    "decline_application",
    "hire_applicant",
    "invite_to_interview",
    "make_offer",
    "note_looks",
    "purge_match_log",
    "remind_answers_due",
    "remind_saved",
    "reminder_refusal_of",
    "send_application",
    "send_message",
    "settle_closed_postings",
    "start_review",
    "tell_overdue",
    "turn_fit_off",
    "turn_fit_on",
    "turn_people_fit_off",
    "turn_people_fit_on",
    "undo_decline",
    "withdraw_application",
    "write_note",
]
