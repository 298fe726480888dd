from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.errors import Refused
from core.pages import render_page
from profiles import services
from profiles.forms import InvitationForm, MemberForm
from profiles.models import Employer, Invitation, Membership
from profiles.permissions import can_manage_team
from profiles.selectors import memberships_of
from profiles.services.team import invitation_for
from profiles.views.answering import refuse, visible_employer
from profiles.views.employers import permit


@require_safe
def team_home(request: HttpRequest) -> HttpResponse:
    membership = memberships_of(request.user).first()
    if membership is None:
        return redirect("profiles:employer_create")
    return redirect("profiles:team", membership.employer.public_id)


@require_safe
def team(request: HttpRequest, public_id: str) -> HttpResponse:
    employer = visible_employer(request, public_id)
    context = {
        "employer": employer,
        "members": employer.memberships.for_list(),
        "invitations": employer.invitations.waiting().order_by("-created_at", "-pk"),
        "may_manage": can_manage_team(request.user, employer),
        "others": [m for m in memberships_of(request.user) if m.employer_id != employer.pk],
    }
    return render_page(request, "profiles/team.html", context)


@require_http_methods(["GET", "POST"])
def member_invite(request: HttpRequest, public_id: str) -> HttpResponse:
    employer = visible_employer(request, public_id)
    permit(can_manage_team(request.user, employer))
    form = InvitationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.invite_member(employer=employer, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            refuse(form, refusal)
        else:
            email = form.cleaned_data["email"]
            messages.success(
                request, _("An invitation is on its way to %(email)s.") % {"email": email}
            )
            return redirect("profiles:team", public_id)
    return render_page(request, "profiles/member_invite.html", {"form": form, "employer": employer})


def _member(request: HttpRequest, public_id: str) -> Membership:
    memberships = Membership.objects.filter(employer__in=Employer.objects.visible_to(request.user))
    return get_object_or_404(memberships.select_related("employer", "user"), public_id=public_id)


@require_http_methods(["GET", "POST"])
def member_edit(request: HttpRequest, public_id: str) -> HttpResponse:
    member = _member(request, public_id)
    permit(can_manage_team(request.user, member.employer))
    form = MemberForm(request.POST or None, membership=member)
    if request.method == "POST" and form.is_valid():
        try:
            services.change_role(membership=member, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("Saved."))
            return redirect("profiles:team", member.employer.public_id)
    return render_page(request, "profiles/member_edit.html", {"form": form, "member": member})


@require_http_methods(["GET", "POST"])
def member_remove(request: HttpRequest, public_id: str) -> HttpResponse:
    """Asks first. Also how one leaves a team."""
    member = _member(request, public_id)
    leaving = member.user_id == request.user.pk
    if not leaving:
        permit(can_manage_team(request.user, member.employer))
    refusal = ""
    if request.method == "POST":
        try:
            services.remove_member(membership=member, by=request.user)
        except Refused as error:
            refusal = error.reason
        else:
            if leaving:
                messages.success(request, _("You left %(name)s.") % {"name": member.employer})
                return redirect("/")
            messages.success(
                request, _("%(name)s is no longer in the team.") % {"name": member.user}
            )
            return redirect("profiles:team", member.employer.public_id)
    context = {"member": member, "leaving": leaving, "refusal": refusal}
    status = 409 if refusal else 200
    return render_page(request, "profiles/member_remove.html", context, status=status)


@require_POST
def invitation_revoke(request: HttpRequest, public_id: str) -> HttpResponse:
    invitations = Invitation.objects.filter(employer__in=Employer.objects.visible_to(request.user))
    invitation = get_object_or_404(invitations.select_related("employer"), public_id=public_id)
    permit(can_manage_team(request.user, invitation.employer))
    try:
        services.revoke_invitation(invitation=invitation, by=request.user)
    except Refused as refusal:
        messages.error(request, refusal.reason)
    else:
        messages.success(request, _("The invitation is taken back."))
    return redirect("profiles:team", invitation.employer.public_id)


@require_http_methods(["GET", "POST"])
def invitation_accept(request: HttpRequest, token: str) -> HttpResponse:
    """GET shows who invites, and changes nothing (mail scanners open links); POST joins."""
    invitation = invitation_for(token)
    refusal = ""
    if request.method == "POST":
        try:
            membership = services.accept_invitation(token=token, by=request.user)
        except Refused as error:
            refusal = error.reason
        else:
            messages.success(request, _("Welcome to %(name)s.") % {"name": membership.employer})
            return redirect("/hire/")
    mine = invitation is not None and invitation.email == request.user.email
    context = {"invitation": invitation if mine else None, "refusal": refusal}
    return render_page(request, "profiles/invitation_accept.html", context)
