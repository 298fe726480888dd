"""Prefixes of this room: /me/profile/, /me/privacy/, /me/account/, /hire/organization/, /hire/team/."""

from django.urls import include, path

from profiles.views import denials, employers, facts, privacy, profile, suggested, team

app_name = "profiles"

profile_urls = [
    path("", profile.profile_detail, name="profile_detail"),
    path("start/", profile.profile_start, name="profile_start"),
    path("about/", profile.profile_edit, name="profile_edit"),
    path("availability/", profile.availability_edit, name="availability_edit"),
    path("skills/", profile.skills_edit, name="skills_edit"),
    path("licenses/new/", facts.license_create, name="license_create"),
    path("credentials/new/<slug:kind>/", facts.credential_create, name="credential_create"),
    path("credentials/<slug:public_id>/", facts.credential_edit, name="credential_edit"),
    path("education/new/", facts.education_create, name="education_create"),
    path("education/<slug:public_id>/", facts.education_edit, name="education_edit"),
    path("experience/new/", facts.experience_create, name="experience_create"),
    path("experience/<slug:public_id>/", facts.experience_edit, name="experience_edit"),
    path("languages/new/", facts.language_create, name="language_create"),
    path("languages/<slug:public_id>/", facts.language_edit, name="language_edit"),
    path("suggested/", suggested.facts_suggested, name="facts_suggested"),
    path("not-held/", denials.denial_list, name="denial_list"),
    path("not-held/set/", denials.denial_set, name="denial_set"),
    path("not-held/unset/", denials.denial_unset, name="denial_unset"),
    path("<slug:card>/<slug:public_id>/delete/", facts.fact_delete, name="fact_delete"),
]

privacy_urls = [
    path("", privacy.privacy_detail, name="privacy_detail"),
    path("visibility/", privacy.visibility_edit, name="visibility_edit"),
    path("hidden-from/new/", privacy.exclusion_create, name="exclusion_create"),
    path("hidden-from/<slug:public_id>/lift/", privacy.exclusion_delete, name="exclusion_delete"),
    path("told/<slug:public_id>/give/", privacy.consent_create, name="consent_create"),
    path("told/<slug:public_id>/take-back/", privacy.consent_delete, name="consent_delete"),
    path("export/", privacy.data_export, name="data_export"),
    path("delete/", privacy.account_delete, name="account_delete"),
    path("confirm/", privacy.reauthenticate, name="reauthenticate"),
    path("confirm/send/", privacy.reauthentication_send, name="reauthentication_send"),
]

organization_urls = [
    path("", employers.employer_home, name="employer_home"),
    path("new/", employers.employer_create, name="employer_create"),
    path("sites/<slug:public_id>/", employers.facility_edit, name="facility_edit"),
    path("sites/<slug:public_id>/delete/", employers.facility_delete, name="facility_delete"),
    path("<slug:public_id>/", employers.employer_edit, name="employer_edit"),
    path("<slug:public_id>/sites/", employers.facility_list, name="facility_list"),
    path("<slug:public_id>/sites/new/", employers.facility_create, name="facility_create"),
    path("<slug:public_id>/domain/", employers.domain_confirm, name="domain_confirm"),
    path("<slug:public_id>/domain/send/", employers.domain_code_send, name="domain_code_send"),
    path("<slug:public_id>/team/", team.team, name="team"),
    path("<slug:public_id>/team/invite/", team.member_invite, name="member_invite"),
]

team_urls = [
    path("", team.team_home, name="team_home"),
    path("members/<slug:public_id>/", team.member_edit, name="member_edit"),
    path("members/<slug:public_id>/remove/", team.member_remove, name="member_remove"),
    path("invitations/<slug:public_id>/revoke/", team.invitation_revoke, name="invitation_revoke"),
    path("join/<str:token>/", team.invitation_accept, name="invitation_accept"),
]

urlpatterns = [
    path("me/profile/", include(profile_urls)),
    path("me/privacy/", include(privacy_urls)),
    path("me/account/", privacy.account_edit, name="account_edit"),
    path("goodbye/", privacy.account_deleted, name="account_deleted"),
    path("hire/organization/", include(organization_urls)),
    path("hire/team/", include(team_urls)),
]
