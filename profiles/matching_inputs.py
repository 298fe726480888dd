"""The allow-list: every field about a person that matching may read, and what for.

Nothing else about anybody enters. `CandidateProfile.objects.for_matching()` fetches just these columns,
`tests/matching/test_no_protected_attribute.py` fails when matching touches another, and the model card
(`docs/matching-model-card.md`) prints this list. To add a field means to argue for it there first.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# What a field may do.
COMPARED = "compared"  # can change whether a requirement is met
NAMED = "named"  # names the fact in a sentence; changes no answer
PLACED = "placed"  # decides which jobs or people are looked at, never how they fit
ORDERED = "ordered"  # breaks ties among equals, newest first
KEPT = "kept"  # bookkeeping: ids, versions, what followed from the facts on a day


@dataclass(frozen=True, slots=True)
class Input:
    model: str
    field: str
    use: str
    words: Promise


def _of(model: str, use: str, **fields: Promise) -> list[Input]:
    return [Input(model, name, use, words) for name, words in fields.items()]


INPUTS: tuple[Input, ...] = (
    *_of(
        "Credential",
        COMPARED,
        term=_("which license, certification or clearance"),
        state=_("the state a license holds in"),
        scope=_("single-state or multistate, as the license says"),
        status=_("active, pending, expired, in bad standing"),
        issued_on=_("the first day it is valid, for permits that hold for some months only"),
        expires_on=_("the last day it is valid"),
        privilege_states=_("states for which a compact privilege was bought"),
    ),
    *_of("Credential", NAMED, title=_("the license’s own title")),
    *_of(
        "Education",
        COMPARED,
        term=_("degree level and field"),
        in_progress=_("still studying"),
    ),
    *_of(
        "Education", NAMED, program=_("the name of the program"), school=_("the name of the school")
    ),
    *_of(
        "Experience",
        COMPARED,
        areas=_("areas of work ticked"),
        populations=_("whom the work was for (the patients, not the candidate)"),
        ehrs=_("records systems used"),
        setting=_("kind of clinic"),
        role_family=_("kind of role"),
        started_on=_("first day of a job, to add up months"),
        ended_on=_("last day of a job, to add up months"),
    ),
    *_of(
        "Experience",
        NAMED,
        employer_name=_("the employer’s name"),
        job_title=_("the job’s own title"),
    ),
    *_of(
        "LanguageSkill",
        COMPARED,
        term=_("language at a level"),
        certified_interpreter=_("certified to interpret it"),
    ),
    *_of("ProfileSkill", COMPARED, term=_("skill chosen from the list")),
    *_of("Denial", COMPARED, term=_("“I do not have this”")),
    *_of("CandidateProfile", COMPARED, work_authorized=_("allowed to work in the US: yes or no")),
    *_of(
        "CandidateProfile",
        PLACED,
        place=_("home ZIP code, as the middle of the circle she chose"),
        radius_miles=_("how far she would travel"),
        open_to_remote=_("looks at remote jobs"),
        area_lat=_("coarse area of people who chose to be found"),
        area_lng=_("coarse area of people who chose to be found"),
        area_state=_("state of people who chose to be found"),
        visibility=_("hidden people are not looked at"),
        hidden_from=_("employers she hides from"),
    ),
    *_of("CandidateProfile", ORDERED, updated_at=_("when she last stated something")),
    *_of(
        "CandidateProfile",
        KEPT,
        id=_("row"),
        public_id=_("name of the row outside"),
        user=_("whose profile it is"),
        held_terms=_("what followed from the facts"),
        denied_terms=_("what was ruled out by the facts"),
        terms_on=_("on which day"),
        terms_under=_("under which version of the vocabulary"),
        version=_("how often the facts changed"),
    ),
    *(
        Input(model, field, KEPT, words)
        for model in (
            "Credential",
            "Education",
            "Experience",
            "LanguageSkill",
            "ProfileSkill",
            "Denial",
        )
        for field, words in (("id", _("row")), ("profile", _("whose line it is")))
    ),
    *(
        Input(model, "public_id", KEPT, _("which line of the profile decided"))
        for model in ("Credential", "Education", "Experience", "LanguageSkill", "ProfileSkill")
    ),
    # a place is a row of a public table of ZIP codes
    *_of(
        "Place",
        PLACED,
        zip=_("key of the row, for the link to a search"),
        city=_("to say where the circle is"),
        state=_("remote jobs open to that state"),
        lat=_("middle of the circle"),
        lng=_("middle of the circle"),
    ),
)

# Asked of us by law or by decency; said in words, and most of it is not even collected.
NEVER = (
    _("name"),
    _("photo"),
    _("age or date of birth"),
    _("year of graduation"),
    _("gender"),
    _("race, ethnicity or national origin"),
    _("citizenship or country of birth"),
    _("disability or health, vaccinations included"),
    _("veteran status"),
    _("religion"),
    _("family or pregnancy"),
    _("ZIP code as a feature"),
    _("gaps between jobs"),
    _("past pay"),
    _("which school it was"),
    _("free text: about you, duties, résumé, messages"),
    _("e-mail, phone, license numbers"),
    _("how others judged or clicked"),
)


def fields_of(model: str) -> tuple[str, ...]:
    return tuple(row.field for row in INPUTS if row.model == model)
