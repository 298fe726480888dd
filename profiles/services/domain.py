"""Level 1: a code mailed to an address at the employer's own domain, typed back."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import events, limits
from core.errors import Refused
from profiles import emails
from profiles.domains import covers, domain_of, host_of, is_freemail
from profiles.enums import EmployerLevel
from profiles.models import DomainCode, Employer, User
from profiles.models.employers import CODE_TRIES
from profiles.models.users import canonical_email
from profiles.permissions import can_edit_employer
from profiles.services import codes

CODE_LIVES = dt.timedelta(minutes=15)
CODES_AN_HOUR = 5
TRIES_AN_HOUR = 20


def send_domain_code(*, employer: Employer, by: User, email: str) -> DomainCode:
    """Mail a code to `email`. Raises Refused for a public mail service or a domain not the employer's."""
    can_edit_employer(by, employer).require()
    email = _own_address(employer, email)
    # Counted outside of the transaction: a refused one must stay counted.
    limits.hit(f"domain-code:{employer.pk}", limit=CODES_AN_HOUR, seconds=3600).require()
    limits.hit(f"domain-code-to:{email}", limit=CODES_AN_HOUR, seconds=3600).require()
    with transaction.atomic():
        employer = Employer.objects.select_for_update().get(pk=employer.pk)
        now = timezone.now()
        employer.domain_codes.filter(confirmed_at=None, expires_at__gt=now).update(expires_at=now)
        plain = codes.new_code()
        code = DomainCode.objects.create(
            employer=employer,
            email=email,
            code_hash=codes.hashed(plain, f"domain:{employer.pk}"),
            sent_by=by,
            expires_at=now + CODE_LIVES,
        )
        emails.domain_code(code, plain)
        events.record(verb="domain_code_sent", subject=employer, by=by)
    return code


def confirm_domain(*, employer: Employer, by: User, code: str) -> Employer:
    """Check the code and lift the employer to level 1. Every try is counted, also the refused ones."""
    can_edit_employer(by, employer).require()
    limits.hit(f"domain-try:{employer.pk}", limit=TRIES_AN_HOUR, seconds=3600).require()
    with transaction.atomic():
        employer = Employer.objects.select_for_update().get(pk=employer.pk)
        problem = _try(employer, code, timezone.now())
        if not problem:
            _lift(employer, by)
    if problem:
        raise Refused(problem, "code")
    return employer


def open_code(employer: Employer) -> DomainCode | None:
    """The code that could be typed in now."""
    waiting = employer.domain_codes.filter(confirmed_at=None, expires_at__gt=timezone.now())
    return waiting.order_by("-pk").first()


def _own_address(employer: Employer, email: str) -> str:
    try:
        email = canonical_email(email)
    except ValueError as error:
        raise Refused(_("Enter an e-mail address such as you@yourclinic.org."), "email") from error
    domain = domain_of(email)
    if is_freemail(domain):
        raise Refused(
            _("%(domain)s is a public mail service. Use an address at your own domain.")
            % {"domain": domain},
            "email",
        )
    own = {host_of(employer.website), employer.email_domain} - {""}
    if not own:
        raise Refused(_("Add your organization's website first, so we know its domain."), "email")
    if not all(covers(mine, domain) for mine in own):
        raise Refused(
            _("The address must be at %(domain)s, the domain of your organization.")
            % {"domain": employer.email_domain or next(iter(own))},
            "email",
        )
    return email


def _try(employer: Employer, typed: str, now: dt.datetime) -> str:
    """Why the code is not accepted, or "" after marking it used. Counts the try."""
    sent = employer.domain_codes.select_for_update().order_by("-pk").first()
    if sent is None or sent.confirmed_at or sent.expires_at <= now:
        return _("This code is no longer valid. Send a new one.")
    if sent.attempts >= CODE_TRIES:
        return _("Too many wrong codes. Send a new one.")
    sent.attempts += 1
    if not codes.matches(typed, f"domain:{employer.pk}", sent.code_hash):
        sent.save(update_fields=["attempts"])
        left = CODE_TRIES - sent.attempts
        return (
            _("That is not the code we sent. You can try %(n)s more times.") % {"n": left}
            if left
            else _("Too many wrong codes. Send a new one.")
        )
    sent.confirmed_at = now
    sent.save(update_fields=["attempts", "confirmed_at"])
    employer.email_domain = domain_of(sent.email)
    return ""


def _lift(employer: Employer, by: User) -> None:
    before = employer.level
    employer.level = max(employer.level, EmployerLevel.DOMAIN_EMAIL)
    employer.domain_confirmed_at = timezone.now()
    employer.save(update_fields=["level", "domain_confirmed_at", "email_domain", "updated_at"])
    events.record(
        verb="employer_domain_confirmed",
        subject=employer,
        by=by,
        before=str(before),
        after=str(employer.level),
    )
