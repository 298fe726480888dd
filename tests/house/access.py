"""Who gets which answer at every address: the access matrix.

One line per address and method (methods that answer 405 to everybody are left out). The world is that of
`world.py`: the job, draft, case, facts and application belong to `candidate` and to the employer of owner,
recruiter and reviewer. A POST is sent empty, so 422 or 409 means: allowed, but something is missing.

302 for the visitor leads to signing in · 404: must not know of it · 403: may know, may not do · 301 to the
full address. Nobody reads an application but the candidate and the members of its employer.
"""

from __future__ import annotations

from tests.cast import NAMES

# address, method, then: visitor candidate other reviewer recruiter owner outsider moderator admin
TABLE = """
core:healthz                             GET  200 200 200 200 200 200 200 200 200
core:readyz                              GET  200 200 200 200 200 200 200 200 200
core:metrics                             GET  404 404 404 404 404 404 404 404 404
core:csp_report                          POST 400 400 400 400 400 400 400 400 400
core:styleguide                          GET  200 200 200 200 200 200 200 200 200
matching:home                            GET  200 200 200 200 200 200 200 200 200
matching:job_corner                      GET  302 302 302 302 302 302 302 302 302
matching:job_search                      GET  200 200 200 200 200 200 200 200 200
matching:alert_create                    GET  200 200 200 200 200 200 200 200 200
matching:alert_create                    POST 422 422 422 422 422 422 422 422 422
matching:alert_confirm                   GET  404 404 404 404 404 404 404 404 404
matching:alert_confirm                   POST 404 404 404 404 404 404 404 404 404
matching:alert_stop                      GET  404 404 404 404 404 404 404 404 404
matching:alert_stop                      POST 404 404 404 404 404 404 404 404 404
matching:alert_list                      GET  302 200 200 404 404 404 404 404 404
matching:alert_times                     POST 302 302 302 404 404 404 404 404 404
matching:alert_start                     POST 302 302 302 404 404 404 404 404 404
matching:alert_edit                      GET  302 200 404 404 404 404 404 404 404
matching:alert_edit                      POST 302 422 404 404 404 404 404 404 404
matching:alert_pause                     POST 302 302 404 404 404 404 404 404 404
matching:alert_resume                    POST 302 302 404 404 404 404 404 404 404
matching:alert_delete                    POST 302 302 404 404 404 404 404 404 404
matching:alert_undo                      POST 302 302 404 404 404 404 404 404 404
matching:alert_feedback                  GET  302 200 404 404 404 404 404 404 404
matching:alert_feedback                  POST 302 422 404 404 404 404 404 404 404
matching:career_guide                    GET  200 200 200 200 200 200 200 200 200
matching:how_matching_works              GET  200 200 200 200 200 200 200 200 200
matching:qualification_list              GET  200 200 200 200 200 200 200 200 200
matching:qualification_detail            GET  200 200 200 200 200 200 200 200 200
matching:pay_insight                     GET  200 200 200 200 200 200 200 200 200
matching:people_count                    GET  302 404 404 403 200 200 404 404 404
matching:people_count_make               POST 302 404 404 403 302 302 404 404 404
matching:about                           GET  200 200 200 200 200 200 200 200 200
matching:privacy                         GET  200 200 200 200 200 200 200 200 200
matching:terms                           GET  200 200 200 200 200 200 200 200 200
matching:accessibility                   GET  200 200 200 200 200 200 200 200 200
matching:robots                          GET  200 200 200 200 200 200 200 200 200
matching:sitemap                         GET  200 200 200 200 200 200 200 200 200
profiles:profile_detail                  GET  302 200 200 200 200 200 200 200 200
profiles:profile_start                   POST 302 302 302 302 302 302 302 302 302
profiles:profile_edit                    GET  302 200 200 404 404 404 404 404 404
profiles:profile_edit                    POST 302 200 200 404 404 404 404 404 404
profiles:availability_edit               GET  302 200 200 404 404 404 404 404 404
profiles:availability_edit               POST 302 200 200 404 404 404 404 404 404
profiles:skills_edit                     GET  302 200 200 404 404 404 404 404 404
profiles:skills_edit                     POST 302 302 302 404 404 404 404 404 404
profiles:license_create                  GET  302 200 200 404 404 404 404 404 404
profiles:license_create                  POST 302 200 200 404 404 404 404 404 404
profiles:credential_create               GET  302 200 200 404 404 404 404 404 404
profiles:credential_create               POST 302 200 200 404 404 404 404 404 404
profiles:credential_edit                 GET  302 200 404 404 404 404 404 404 404
profiles:credential_edit                 POST 302 200 404 404 404 404 404 404 404
profiles:education_create                GET  302 200 200 404 404 404 404 404 404
profiles:education_create                POST 302 200 200 404 404 404 404 404 404
profiles:education_edit                  GET  302 200 404 404 404 404 404 404 404
profiles:education_edit                  POST 302 200 404 404 404 404 404 404 404
profiles:experience_create               GET  302 200 200 404 404 404 404 404 404
profiles:experience_create               POST 302 200 200 404 404 404 404 404 404
profiles:experience_edit                 GET  302 200 404 404 404 404 404 404 404
profiles:experience_edit                 POST 302 200 404 404 404 404 404 404 404
profiles:language_create                 GET  302 200 200 404 404 404 404 404 404
profiles:language_create                 POST 302 200 200 404 404 404 404 404 404
profiles:language_edit                   GET  302 200 404 404 404 404 404 404 404
profiles:language_edit                   POST 302 200 404 404 404 404 404 404 404
profiles:facts_suggested                 GET  302 200 200 404 404 404 404 404 404
profiles:facts_suggested                 POST 302 302 302 404 404 404 404 404 404
profiles:denial_list                     GET  302 200 200 404 404 404 404 404 404
profiles:denial_set                      POST 302 404 404 404 404 404 404 404 404
profiles:denial_unset                    POST 302 404 404 404 404 404 404 404 404
profiles:fact_delete                     GET  302 200 404 404 404 404 404 404 404
profiles:fact_delete                     POST 302 302 404 404 404 404 404 404 404
profiles:privacy_detail                  GET  302 200 200 200 200 200 200 200 200
profiles:visibility_edit                 GET  302 200 200 404 404 404 404 404 404
profiles:visibility_edit                 POST 302 200 200 404 404 404 404 404 404
profiles:exclusion_create                GET  302 200 200 404 404 404 404 404 404
profiles:exclusion_create                POST 302 200 200 404 404 404 404 404 404
profiles:exclusion_delete                POST 302 302 404 404 404 404 404 404 404
profiles:consent_create                  POST 302 302 302 404 404 404 404 404 404
profiles:consent_delete                  POST 302 404 404 404 404 404 404 404 404
profiles:data_export                     POST 302 200 200 200 200 200 200 200 200
profiles:account_delete                  GET  302 200 200 200 200 200 200 200 200
profiles:account_delete                  POST 302 200 200 200 200 200 200 200 200
profiles:reauthenticate                  GET  302 200 200 200 200 200 200 200 200
profiles:reauthenticate                  POST 302 200 200 200 200 200 200 200 200
profiles:reauthentication_send           POST 302 302 302 302 302 302 302 302 302
profiles:account_edit                    GET  302 200 200 200 200 200 200 200 200
profiles:account_edit                    POST 302 200 200 200 200 200 200 200 200
profiles:account_deleted                 GET  200 200 200 200 200 200 200 200 200
profiles:employer_home                   GET  302 302 302 302 302 302 302 302 302
profiles:employer_create                 GET  302 200 200 200 200 200 200 200 200
profiles:employer_create                 POST 302 200 200 200 200 200 200 200 200
profiles:facility_edit                   GET  302 404 404 403 200 200 404 403 200
profiles:facility_edit                   POST 302 404 404 403 200 200 404 403 200
profiles:facility_delete                 GET  302 404 404 403 200 200 404 403 200
profiles:facility_delete                 POST 302 404 404 403 200 200 404 403 200
profiles:employer_edit                   GET  302 404 404 403 403 200 404 403 200
profiles:employer_edit                   POST 302 404 404 403 403 200 404 403 200
profiles:facility_list                   GET  302 404 404 200 200 200 404 200 200
profiles:facility_create                 GET  302 404 404 403 200 200 404 403 200
profiles:facility_create                 POST 302 404 404 403 200 200 404 403 200
profiles:domain_confirm                  GET  302 404 404 403 403 200 404 403 200
profiles:domain_confirm                  POST 302 404 404 403 403 200 404 403 200
profiles:domain_code_send                POST 302 404 404 403 403 200 404 403 200
profiles:team                            GET  302 404 404 200 200 200 404 200 200
profiles:member_invite                   GET  302 404 404 403 403 200 404 403 200
profiles:member_invite                   POST 302 404 404 403 403 200 404 403 200
profiles:team_home                       GET  302 302 302 302 302 302 302 302 302
profiles:member_edit                     GET  302 404 404 403 403 200 404 403 200
profiles:member_edit                     POST 302 404 404 403 403 200 404 403 200
profiles:member_remove                   GET  302 404 404 200 403 200 404 403 200
profiles:member_remove                   POST 302 404 404 302 403 302 404 403 302
profiles:invitation_revoke               POST 302 404 404 403 403 302 404 403 302
profiles:invitation_accept               GET  302 200 200 200 200 200 200 200 200
profiles:invitation_accept               POST 302 200 200 200 200 200 200 200 200
listings:posting_list                    GET  302 403 403 200 200 200 200 403 200
listings:posting_create                  GET  302 403 403 403 200 200 200 403 403
listings:posting_create                  POST 302 403 403 403 422 422 422 403 403
listings:requirement_add                 POST 302 404 404 403 302 302 404 404 302
listings:requirement_choice              POST 302 404 404 403 302 302 404 404 302
listings:requirement_open                POST 302 404 404 403 302 302 404 404 302
listings:requirement_remove              POST 302 404 404 403 302 302 404 404 302
listings:requirement_up                  POST 302 404 404 403 302 302 404 404 302
listings:requirement_down                POST 302 404 404 403 302 302 404 404 302
listings:requirement_experience          POST 302 404 404 403 302 302 404 404 302
listings:component_add                   POST 302 404 404 403 302 302 404 404 302
listings:component_remove                POST 302 404 404 403 302 302 404 404 302
listings:posting_template                POST 302 404 404 403 302 302 404 404 302
listings:posting_edit                    GET  302 404 404 403 200 200 404 404 200
listings:posting_edit                    POST 302 404 404 403 422 422 404 404 422
listings:posting_save                    POST 302 404 404 403 302 302 404 404 302
listings:posting_preview                 GET  302 404 404 200 200 200 404 404 200
listings:posting_submit                  POST 302 404 404 403 302 302 404 404 302
listings:posting_withdraw                POST 302 404 404 403 302 302 404 404 302
listings:posting_discard                 POST 302 404 404 403 302 302 404 404 302
listings:posting_pause                   POST 302 404 404 403 302 302 404 404 302
listings:posting_resume                  POST 302 404 404 403 302 302 404 404 302
listings:posting_close                   GET  302 404 404 403 200 200 404 404 200
listings:posting_close                   POST 302 404 404 403 422 422 404 404 422
listings:posting_copy                    POST 302 404 404 403 302 302 404 404 302
listings:posting_relist                  POST 302 404 404 403 302 302 404 404 302
listings:posting_extend                  GET  302 404 404 403 200 200 404 404 200
listings:posting_extend                  POST 302 404 404 403 422 422 404 404 422
listings:posting_confirm                 POST 302 404 404 403 302 302 404 404 302
listings:job_save                        POST 302 302 302 403 403 403 403 403 403
listings:job_unsave                      POST 302 302 404 403 403 403 403 403 403
applications:saved_list                  GET  302 200 200 200 200 200 200 200 200
applications:posting_short               GET  301 301 301 301 301 301 301 301 301
applications:application_create          GET  302 200 200 403 403 403 403 403 403
applications:application_create          POST 302 409 409 403 403 403 403 403 403
applications:posting_detail              GET  200 200 200 200 200 200 200 200 200
applications:employer_detail             GET  200 200 200 200 200 200 200 200 200
applications:me_home                     GET  302 200 200 200 200 200 200 200 200
applications:application_list            GET  302 200 200 200 200 200 200 200 200
applications:application_detail          GET  302 200 404 403 403 403 404 404 404
applications:application_withdraw        GET  302 200 404 403 403 403 404 404 404
applications:application_withdraw        POST 302 302 404 403 403 403 404 404 404
applications:application_message         POST 302 422 404 403 403 403 404 404 404
applications:application_resume          GET  302 200 404 403 403 403 404 404 404
applications:interview_choose            POST 302 404 404 403 403 403 404 404 404
applications:interview_calendar          GET  302 404 404 403 403 403 404 404 404
applications:hire_home                   GET  302 200 200 200 200 200 200 200 200
applications:applicant_list              GET  302 404 404 200 200 200 404 404 404
applications:applicant_grid              GET  302 404 404 200 200 200 404 404 404
applications:applicant_fit               GET  302 404 404 200 200 200 404 404 404
applications:applicant_fit_on            POST 302 404 404 302 302 302 404 404 404
applications:applicant_fit_off           POST 302 404 404 302 302 302 404 404 404
applications:people_search               GET  302 403 403 403 200 200 200 403 403
applications:person_detail               GET  302 403 403 403 404 404 404 403 403
applications:people_fit                  GET  302 404 404 403 200 200 404 404 404
applications:people_fit_on               POST 302 404 404 403 302 302 404 404 404
applications:people_fit_off              POST 302 404 404 403 302 302 404 404 404
applications:applicant_next              POST 302 404 404 302 302 302 404 404 404
applications:applicant_detail            GET  302 403 404 200 200 200 404 404 404
applications:applicant_review            POST 302 403 404 302 302 302 404 404 404
applications:applicant_note              POST 302 403 404 422 422 422 404 404 404
applications:applicant_message           POST 302 403 404 403 422 422 404 404 404
applications:applicant_invite            GET  302 403 404 403 200 200 404 404 404
applications:applicant_invite            POST 302 403 404 403 422 422 404 404 404
applications:applicant_offer             GET  302 403 404 403 200 200 404 404 404
applications:applicant_offer             POST 302 403 404 403 422 422 404 404 404
applications:applicant_decline           GET  302 403 404 403 200 200 404 404 404
applications:applicant_decline           POST 302 403 404 403 422 422 404 404 404
applications:applicant_decline_preview   POST 302 403 404 403 422 422 404 404 404
applications:applicant_undo              POST 302 403 404 403 302 302 404 404 404
applications:applicant_hire              GET  302 403 404 403 200 200 404 404 404
applications:applicant_hire              POST 302 403 404 403 422 422 404 404 404
applications:applicant_resume            GET  302 403 404 200 200 200 404 404 404
moderation:case_queue                    GET  302 403 403 403 403 403 403 200 200
moderation:log                           GET  302 403 403 403 403 403 403 200 200
moderation:case_detail                   GET  302 403 403 403 403 403 403 200 200
moderation:case_approve                  POST 302 403 403 403 403 403 403 302 302
moderation:case_send_back                POST 302 403 403 403 403 403 403 422 422
moderation:case_hold                     POST 302 403 403 403 403 403 403 422 422
moderation:case_reject                   POST 302 403 403 403 403 403 403 422 422
"""

MATRIX: dict[tuple[str, str], dict[str, int]] = {
    (name, method): dict(zip(NAMES, map(int, codes), strict=True))
    for name, method, *codes in (line.split() for line in TABLE.strip().splitlines())
}
