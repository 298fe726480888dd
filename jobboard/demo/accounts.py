"""People who can log in, and the organizations they work for."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.hashers import make_password

from core.mail.models import Outbox
from core.places import Place
from jobboard.demo import organizations as known
from jobboard.demo.people import MEMBERS, OWNER_NAMES, STAFF
from jobboard.demo_accounts import ACCOUNTS, PASSWORD, TOTP_SECRET
from profiles.models import Employer, Facility, User
from profiles.services import (
    accept_invitation,
    add_facility,
    change_role,
    confirm_domain,
    create_employer,
    invite_member,
    send_domain_code,
)
from qualifications.models import Setting


@dataclass
class House:
    """An employer, who acts for it, and its sites."""

    employer: Employer
    owner: User
    sites: list[Facility] = field(default_factory=list)


class People:
    """Makes accounts. The password is hashed once: Argon2 takes its time by design."""

    def __init__(self) -> None:
        self.password = make_password(PASSWORD)

    def add(self, email: str, name: str, **values: object) -> User:
        user = User.objects.create(email=email, full_name=name, password=self.password, **values)
        EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
        return user

    def add_account(self, role: str, name: str, **values: object) -> User:
        email, second_factor = ACCOUNTS[role]
        user = self.add(email, name, **values)
        if second_factor:
            TOTP.activate(user, TOTP_SECRET)
        return user


def add_staff(people: People) -> User:
    """The moderator, who is returned, and the admin."""
    people.add_account("admin", STAFF["admin"], is_staff=True, is_superuser=True)
    return people.add_account("moderator", STAFF["moderator"], is_moderator=True)


def add_houses(people: People) -> list[House]:
    settings = {setting.slug: setting for setting in Setting.objects.all()}
    houses = []
    for number, (name, kind, web, about, sites) in enumerate(known.ORGANIZATIONS):
        owner = _owner(people, number, web)
        employer = create_employer(
            by=owner, name=name, kind=kind, website=f"https://www.{web}.example", about=about,
            eeo_statement="We hire for the work and welcome everybody who can do it.",
            accommodation_contact=f"people@{web}.example",
            pslf_eligible=kind in ("health_center", "public"),
        )  # fmt: skip
        house = House(employer, owner)
        for place_number, (setting, city, state) in enumerate(sites):
            house.sites.append(
                add_facility(
                    employer=employer,
                    by=owner,
                    name=f"{city} {'clinic' if place_number else 'main site'}",
                    setting=settings[setting],
                    place=_place(city, state),
                    street=f"{40 + number * 13 % 860} {known.STREETS[(number + place_number) % 7]}",
                    ehr="Dentrix"
                    if setting in ("dental", "oral-surgery")
                    else known.EHRS[number % 6],
                )
            )
        if web not in known.UNCONFIRMED:
            _confirm(house, f"hiring@{web}.example")
        houses.append(house)
    _add_team(people, houses[0])
    return houses


def _owner(people: People, number: int, web: str) -> User:
    if number == 0:
        return people.add_account("owner", MEMBERS["owner"])
    name = OWNER_NAMES[number % len(OWNER_NAMES)]
    return people.add(f"{name.split()[0].lower()}@{web}.example", name)


def _place(city: str, state: str) -> Place:
    found = Place.objects.filter(city__iexact=city, state=state).order_by("is_post_office", "zip")
    place = found.first()
    if place is None:
        raise LookupError(f"No ZIP code is known for {city}, {state}: run load_places first.")
    return place


def _confirm(house: House, email: str) -> None:
    """Type back the code that was mailed."""
    code = send_domain_code(employer=house.employer, by=house.owner, email=email)
    mailed = Outbox.objects.get(event=f"domain-code:{code.pk}").text
    plain = re.search(r"^\d{6}$", mailed, re.MULTILINE)
    if plain is None:
        raise LookupError("The mail with the domain code holds no code.")
    house.employer = confirm_domain(employer=house.employer, by=house.owner, code=plain[0])


def _add_team(people: People, house: House) -> None:
    """Recruiter and reviewer follow the link of their invitation."""
    for role in ("recruiter", "reviewer"):
        user = people.add_account(role, MEMBERS[role])
        sent = invite_member(employer=house.employer, by=house.owner, email=user.email, role=role)
        mailed = Outbox.objects.get(event=f"invitation:{sent.pk}").text
        link = re.search(r"/join/([\w-]+)/", mailed)
        if link is None:
            raise LookupError("The invitation holds no link.")
        member = accept_invitation(token=link[1], by=user)
        change_role(membership=member, by=house.owner, role=role)
