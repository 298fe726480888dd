from matching.services.counting import count_people, forget_counts, freeze_counted_people
from matching.services.digests import forget_old_mails, make_mail, refusal_of, send_alerts
from matching.services.feedback import refine_search, undo_refinement
from matching.services.newly import find_newly_qualified
from matching.services.news import match_news
from matching.services.searches import (
    ask_address,
    change_search,
    change_times,
    confirm_search,
    delete_search,
    forget_unconfirmed,
    pause_search,
    resume_search,
    save_search,
    start_mail_again,
    stop_mail,
    subscribe_profile,
)

__all__ = [
    "ask_address",
    "change_search",
    "change_times",
    "confirm_search",
    "count_people",
    "delete_search",
    "find_newly_qualified",
    "forget_counts",
    "forget_old_mails",
    "forget_unconfirmed",
    "freeze_counted_people",
    "make_mail",
    "match_news",
    "pause_search",
    "refine_search",
    "refusal_of",
    "resume_search",
    "save_search",
    "send_alerts",
    "start_mail_again",
    "stop_mail",
    "subscribe_profile",
    "undo_refinement",
]
