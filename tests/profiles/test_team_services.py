from __future__ import annotations

import re
import time
from datetime import timedelta

import pytest
from django.utils import timezone

from core.errors import Refused
from core.mail import Outbox
from profiles import services
from profiles.enums import MemberRole
from profiles.models import DomainCode, Invitation, Membership
from profiles.services import team
from tests.factories.profiles import (
    EmployerFactory,
    FacilityFactory,
    MembershipFactory,
    UserFactory,
)
from tests.profiles.racing import race


def token_in_mail() -> str:
    text = Outbox.objects.filter(event__startswith="invitation:").latest("pk").text
    return re.search(r"/hire/team/join/([^/\s]+)/", text)[1]


def code_in_mail() -> str:
    text = Outbox.objects.filter(event__startswith="domain-code:").latest("pk").text
    return re.search(r"^(\d{6})$", text, re.M)[1]


def test_invite_member_and_accept(clinic, owner):
    newcomer = UserFactory(email="nia@talloaks.example")
    services.invite_member(employer=clinic, by=owner, email="Nia@TallOaks.example", role="reviewer")

    membership = services.accept_invitation(token=token_in_mail(), by=newcomer)

    assert (membership.employer, membership.role) == (clinic, "reviewer")


def test_invite_member_token_is_kept_hashed(clinic, owner):
    services.invite_member(employer=clinic, by=owner, email="nia@x.example", role="reviewer")

    assert token_in_mail() not in str(Invitation.objects.values())


@pytest.mark.parametrize("who", ["recruiter", "reviewer", "outsider"])
def test_invite_member_by_others_changes_nothing(request, clinic, who):
    person = request.getfixturevalue(who)

    with pytest.raises(Refused):
        services.invite_member(employer=clinic, by=person, email="x@y.example", role="owner")

    assert not Invitation.objects.exists()
    assert not Outbox.objects.exists()


def test_accept_invitation_by_another_address_refused(clinic, owner, candidate):
    services.invite_member(employer=clinic, by=owner, email="nia@talloaks.example", role="owner")

    with pytest.raises(Refused):
        services.accept_invitation(token=token_in_mail(), by=candidate)

    assert not Membership.objects.filter(user=candidate).exists()


def test_accept_invitation_twice_refused(clinic, owner):
    newcomer = UserFactory(email="nia@talloaks.example")
    services.invite_member(employer=clinic, by=owner, email=newcomer.email, role="reviewer")
    token = token_in_mail()
    membership = services.accept_invitation(token=token, by=newcomer)
    services.remove_member(membership=membership, by=owner)

    with pytest.raises(Refused):
        services.accept_invitation(token=token, by=newcomer)

    assert not Membership.objects.filter(user=newcomer).exists()


@pytest.mark.parametrize("how", ["revoked", "expired", "inviter_demoted", "sent_again"])
def test_accept_invitation_no_longer_good_refused(clinic, owner, how):
    newcomer = UserFactory(email="nia@talloaks.example")
    invitation = services.invite_member(
        employer=clinic, by=owner, email=newcomer.email, role="reviewer"
    )
    token = token_in_mail()
    if how == "revoked":
        services.revoke_invitation(invitation=invitation, by=owner)
    elif how == "expired":
        Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    elif how == "sent_again":
        services.invite_member(employer=clinic, by=owner, email=newcomer.email, role="reviewer")
    else:
        Membership.objects.filter(user=owner).update(role="recruiter")

    with pytest.raises(Refused):
        services.accept_invitation(token=token, by=newcomer)

    assert not Membership.objects.filter(user=newcomer).exists()


def test_change_role_of_last_owner_refused(clinic, owner):
    membership = Membership.objects.get(user=owner)

    with pytest.raises(Refused):
        services.change_role(membership=membership, by=owner, role=MemberRole.REVIEWER)

    membership.refresh_from_db()
    assert membership.role == MemberRole.OWNER


def test_change_role_tells_the_person(clinic, owner, reviewer):
    membership = Membership.objects.get(user=reviewer)

    services.change_role(membership=membership, by=owner, role=MemberRole.RECRUITER)

    assert list(Outbox.objects.values_list("recipient", flat=True)) == [reviewer.email]


def test_change_role_sites_of_another_employer_are_left_out(clinic, clinic_site, owner, reviewer):
    membership = Membership.objects.get(user=reviewer)

    services.change_role(
        membership=membership,
        by=owner,
        role=MemberRole.REVIEWER,
        facilities=[clinic_site, FacilityFactory()],
    )

    assert list(membership.facilities.all()) == [clinic_site]


def test_remove_member_last_owner_refused(clinic, owner):
    with pytest.raises(Refused):
        services.remove_member(membership=Membership.objects.get(user=owner), by=owner)

    assert Membership.objects.filter(user=owner).exists()


def test_remove_member_a_reviewer_may_leave(clinic, owner, reviewer):
    services.remove_member(membership=Membership.objects.get(user=reviewer), by=reviewer)

    assert not Membership.objects.filter(user=reviewer).exists()


def test_remove_member_by_recruiter_changes_nothing(clinic, owner, recruiter, reviewer):
    with pytest.raises(Refused):
        services.remove_member(membership=Membership.objects.get(user=reviewer), by=recruiter)

    assert Membership.objects.filter(user=reviewer).exists()


@pytest.mark.django_db(transaction=True)
def test_remove_member_two_owners_at_once_leave_one():
    employer = EmployerFactory()
    first = MembershipFactory(employer=employer, role=MemberRole.OWNER)
    second = MembershipFactory(employer=employer, role=MemberRole.OWNER)

    outcomes = race(
        lambda: services.remove_member(membership=second, by=first.user),
        lambda: services.remove_member(membership=first, by=second.user),
    )

    assert sorted(outcomes) == ["Refused", "done"]
    assert employer.memberships.filter(role=MemberRole.OWNER).count() == 1


@pytest.mark.django_db(transaction=True)
def test_remove_member_without_the_lock_would_leave_none(monkeypatch):
    """Negative control: the race above is real."""
    employer = EmployerFactory()
    first = MembershipFactory(employer=employer, role=MemberRole.OWNER)
    second = MembershipFactory(employer=employer, role=MemberRole.OWNER)
    checked = team._keep_an_owner

    def slow(employer, leaving):
        checked(employer, leaving)
        time.sleep(0.4)

    monkeypatch.setattr(team, "_locked", lambda employer: employer)
    monkeypatch.setattr(team, "_keep_an_owner", slow)

    race(
        lambda: services.remove_member(membership=second, by=first.user),
        lambda: services.remove_member(membership=first, by=second.user),
    )

    assert employer.memberships.count() == 0


def test_send_domain_code_and_confirm(owner, clinic):
    clinic.level, clinic.domain_confirmed_at = 0, None
    clinic.save()
    services.send_domain_code(employer=clinic, by=owner, email=f"olive@{clinic.email_domain}")

    services.confirm_domain(employer=clinic, by=owner, code=f" {code_in_mail()} ")

    clinic.refresh_from_db()
    assert clinic.level == 1
    assert clinic.domain_confirmed_at is not None


@pytest.mark.parametrize(
    "email", ["olive@gmail.com", "olive@mail.yahoo.com", "olive@other.org", "nonsense"]
)
def test_send_domain_code_elsewhere_refused(clinic, owner, email):
    with pytest.raises(Refused):
        services.send_domain_code(employer=clinic, by=owner, email=email)

    assert not DomainCode.objects.exists()
    assert not Outbox.objects.exists()


def test_send_domain_code_by_recruiter_refused(clinic, recruiter):
    with pytest.raises(Refused):
        services.send_domain_code(employer=clinic, by=recruiter, email=f"r@{clinic.email_domain}")

    assert not DomainCode.objects.exists()


def test_send_domain_code_is_limited(clinic, owner):
    for _turn in range(5):
        services.send_domain_code(employer=clinic, by=owner, email=f"o@{clinic.email_domain}")

    with pytest.raises(Refused):
        services.send_domain_code(employer=clinic, by=owner, email=f"o@{clinic.email_domain}")

    assert DomainCode.objects.count() == 5


def test_confirm_domain_after_five_wrong_codes_the_right_one_fails(clinic, owner):
    clinic.level, clinic.domain_confirmed_at = 0, None
    clinic.save()
    services.send_domain_code(employer=clinic, by=owner, email=f"o@{clinic.email_domain}")
    right = code_in_mail()
    wrong = "000000" if right != "000000" else "111111"
    for _turn in range(5):
        with pytest.raises(Refused):
            services.confirm_domain(employer=clinic, by=owner, code=wrong)

    with pytest.raises(Refused):
        services.confirm_domain(employer=clinic, by=owner, code=right)

    clinic.refresh_from_db()
    assert clinic.level == 0
    assert DomainCode.objects.get().attempts == 5


def test_confirm_domain_code_of_another_employer_fails(clinic, owner, rival, outsider):
    services.send_domain_code(employer=rival, by=outsider, email=f"o@{rival.email_domain}")
    right = code_in_mail()

    with pytest.raises(Refused):
        services.confirm_domain(employer=clinic, by=owner, code=right)


def test_confirm_domain_late_fails(clinic, owner):
    services.send_domain_code(employer=clinic, by=owner, email=f"o@{clinic.email_domain}")
    DomainCode.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    with pytest.raises(Refused):
        services.confirm_domain(employer=clinic, by=owner, code=code_in_mail())


@pytest.mark.parametrize("code", ["", "12", "abcdef", "١٢٣٤٥٦", "1" * 500, "\x00"])
def test_confirm_domain_odd_input_is_only_wrong(clinic, owner, code):
    services.send_domain_code(employer=clinic, by=owner, email=f"o@{clinic.email_domain}")

    with pytest.raises(Refused):
        services.confirm_domain(employer=clinic, by=owner, code=code)


def test_confirm_domain_code_is_kept_hashed(clinic, owner):
    services.send_domain_code(employer=clinic, by=owner, email=f"o@{clinic.email_domain}")

    assert code_in_mail() not in DomainCode.objects.get().code_hash
