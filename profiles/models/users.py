from __future__ import annotations

from functools import cached_property

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone as clock
from django.utils.translation import gettext_lazy as _

from core.ids import PublicIdField


def canonical_email(text: str) -> str:
    """The one spelling an address is stored and compared under.

    Lower case, no surrounding or zero-width characters, no dot after the domain, the domain in its
    ASCII form. Tags (`+x`) stay: they are addresses of their own. Raises ValueError when the local
    part is not ASCII, because look-alike letters fold onto other people's addresses.
    """
    text = "".join(c for c in text.strip() if c not in "\u200b\u200c\u200d\u2060\ufeff")
    local, at, domain = text.rpartition("@")
    if not at or not local.isascii():
        raise ValueError("not an address")
    domain = domain.rstrip(".")
    if not domain.isascii():
        try:
            domain = domain.encode("idna").decode()
        except UnicodeError as error:
            raise ValueError("not a domain") from error
    if len(local) > 64 or len(local) + len(domain) > 253:
        raise ValueError("longer than an address can be")
    return f"{local}@{domain}".lower()


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **extra) -> User:
        user = self.model(email=canonical_email(email), **extra)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **extra) -> User:
        return self.create_user(email, password, is_staff=True, is_superuser=True, **extra)


class User(AbstractBaseUser, PermissionsMixin):
    """A person. One account can be a candidate, a member of employers, a moderator, or several."""

    public_id = PublicIdField()
    # unique as written for look-ups, and whatever the case by the constraint below
    email = models.EmailField(_("e-mail"), max_length=254, unique=True)
    full_name = models.CharField(_("full name"), max_length=120, blank=True)
    language = models.CharField(max_length=5, default="en")
    timezone = models.CharField(max_length=40, default="America/New_York")
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    is_moderator = models.BooleanField(default=False)
    date_joined = models.DateTimeField(default=clock.now)
    suspended_at = models.DateTimeField(null=True, blank=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: list[str] = []  # type: ignore[misc]

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("email"), name="user_email_unique"),
        ]

    def __str__(self) -> str:
        return self.full_name or self.email

    def get_full_name(self) -> str:
        return self.full_name

    def get_short_name(self) -> str:
        return self.full_name.split(" ")[0] if self.full_name else self.email.partition("@")[0]

    @cached_property
    def nav_role(self) -> str:
        """Whose navigation the neutral pages show: `mod`, `hire` or `me`."""
        if self.is_moderator or self.is_staff:
            return "mod"
        return "hire" if self.memberships.exists() else "me"
