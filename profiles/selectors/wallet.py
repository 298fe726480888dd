"""The credential wallet: what each license or card is, how long it lasts, who has checked it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.places.finding import state_name
from profiles.enums import CredentialStatus, LicenseScope, Verification
from profiles.models import CandidateProfile, Credential
from qualifications.enums import TermKind
from qualifications.models import Term

# From this many days before expiry a row asks for attention.
EXPIRING_DAYS = 60
DEFAULT_TERM_DAYS = 730


@dataclass(frozen=True, slots=True)
class WalletRow:
    credential: Credential
    name: str
    detail: str
    expiry_words: str
    expires_on: date | None
    percent_left: int
    state: str  # "expired", "expiring", "running", "open"; or "pending", "resting" by status
    verification_words: str
    lookup: str

    @property
    def needs_attention(self) -> bool:
        return self.state in {"expired", "expiring"}

    @property
    def bar_parts(self) -> list[dict[str, object]]:
        """For components/bar.html; nothing to draw without an expiry date."""
        if self.state not in {"expired", "expiring", "running"}:
            return []
        return [{"share": self.percent_left, "state": "w" if self.needs_attention else "a"}]


def wallet_of(profile: CandidateProfile, on: date | None = None) -> list[WalletRow]:
    """Soonest expiry first, then those without one."""
    on = on or timezone.localdate()
    rows = [_row(credential, on) for credential in profile.credentials.all()]
    return sorted(rows, key=lambda row: (row.expires_on or date.max, row.name, row.credential.pk))


def lookup_of(term: Term) -> str:
    """The official page where anyone can check such a license or certificate, or ""."""
    return str(term.attributes.get("lookup_url") or "")


def _row(credential: Credential, on: date) -> WalletRow:
    left, state = _left(credential, on)
    return WalletRow(
        credential=credential,
        name=_name(credential),
        detail=_detail(credential),
        expiry_words=_expiry_words(credential, left, state),
        expires_on=credential.expires_on,
        percent_left=_percent(credential, left),
        state=state,
        verification_words=_verification_words(credential),
        lookup=lookup_of(credential.term),
    )


def _name(credential: Credential) -> str:
    name = credential.title or credential.term.short_name or credential.term.name
    if credential.scope == LicenseScope.MULTISTATE:
        return _("%(name)s, multistate") % {"name": name}
    if credential.status == CredentialStatus.LIMITED_PERMIT:
        return _("%(name)s, limited permit") % {"name": name}
    return name


def _detail(credential: Credential) -> str:
    parts = [state_name(credential.state)] if credential.state else [credential.term.issuer]
    if credential.privilege_states:
        states = ", ".join(credential.privilege_states)
        parts.append(_("privileges in %(states)s") % {"states": states})
    if credential.number:
        parts.append(_("number kept private"))
    return " · ".join(part for part in parts if part)


def _left(credential: Credential, on: date) -> tuple[int, str]:
    """(days left, state of the row)."""
    if credential.expires_on and credential.expires_on < on:
        return 0, "expired"
    if credential.status == CredentialStatus.PENDING:
        return 0, "pending"
    if credential.status not in (CredentialStatus.ACTIVE, CredentialStatus.LIMITED_PERMIT):
        return 0, "resting"
    if credential.expires_on is None:
        return 0, "open"
    days = (credential.expires_on - on).days
    return days, "expiring" if days <= EXPIRING_DAYS else "running"


def _expiry_words(credential: Credential, left: int, state: str) -> str:
    if state == "expired":
        return _("Expired: it no longer counts")
    if state in {"pending", "resting"}:
        return str(CredentialStatus(credential.status).label)
    if state == "open":
        kind = credential.term.kind
        asks = kind in {TermKind.LICENSE, TermKind.CERTIFICATION}
        return _("Expiry date not stated") if asks else _("No expiry")
    if left < 14:
        return ngettext("%(n)d day left", "%(n)d days left", left) % {"n": left}
    if left < 70:
        weeks = left // 7
        return ngettext("%(n)d week left", "%(n)d weeks left", weeks) % {"n": weeks}
    months = round(left / 30.44)
    if months < 24:
        return ngettext("%(n)d month left", "%(n)d months left", months) % {"n": months}
    years = months // 12
    return ngettext("%(n)d year left", "%(n)d years left", years) % {"n": years}


def _percent(credential: Credential, left: int) -> int:
    if not credential.expires_on:
        return 0
    if credential.issued_on:
        whole = (credential.expires_on - credential.issued_on).days
    else:
        months = credential.term.renewal_months
        whole = round(months * 30.44) if months else DEFAULT_TERM_DAYS
    return max(0, min(100, round(100 * left / max(whole, 1))))


def _verification_words(credential: Credential) -> str:
    if credential.verification == Verification.STATED or not credential.verified_at:
        return _("Stated by you")
    day = date_format(timezone.localdate(credential.verified_at), "M j, Y")
    word = str(Verification(credential.verification).label)
    return _("%(what)s %(day)s") % {"what": word, "day": day}
