from profiles.selectors.availability import availability_lines
from profiles.selectors.completeness import CardState, Completeness, profile_completeness
from profiles.selectors.experience import AreaTotal, area_totals, setting_totals
from profiles.selectors.facts import denied_by, facts_of, held_by
from profiles.selectors.looks import Onlooker, may_tell, onlookers_of
from profiles.selectors.members import family_head, mail_recipient, memberships_of, sole_owner_of
from profiles.selectors.snapshot import snapshot_of
from profiles.selectors.wallet import WalletRow, lookup_of, wallet_of

__all__ = [
    "AreaTotal",
    "CardState",
    "Completeness",
    "Onlooker",
    "WalletRow",
    "area_totals",
    "availability_lines",
    "denied_by",
    "facts_of",
    "family_head",
    "held_by",
    "lookup_of",
    "mail_recipient",
    "may_tell",
    "memberships_of",
    "onlookers_of",
    "profile_completeness",
    "setting_totals",
    "snapshot_of",
    "sole_owner_of",
    "wallet_of",
]
