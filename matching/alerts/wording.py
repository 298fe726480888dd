"""A search in words: the name it gets when it is saved, and why a job stands in a mail."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.places import Place
from core.templatetags.page_tags import money
from matching.filters import JobSearchFilter
from matching.reach import reach_words
from profiles.models import CandidateProfile
from qualifications import vocabulary
from qualifications.closers import fact_for
from qualifications.sentences import list_of
from qualifications.steps import fact_name

LONGEST_NAME = 200
# So many values of one facet are counted rather than listed.
MOST_LISTED = 4


def search_words(filterset: JobSearchFilter, profile: CandidateProfile | None = None) -> str:
    """ "RN care coordinator, within 25 miles of Dayton, OH, pay from $30 an hour"."""
    parts = [*_facet_parts(filterset), *_single_parts(filterset, profile)]
    text = ", ".join(part for part in parts if part)
    return text or _("All jobs")


def search_name(filterset: JobSearchFilter, profile: CandidateProfile | None = None) -> str:
    words = search_words(filterset, profile)
    words = words[:1].upper() + words[1:]
    return words if len(words) <= LONGEST_NAME else words[: LONGEST_NAME - 1].rstrip() + "…"


def _facet_parts(filterset: JobSearchFilter) -> list[str]:
    chosen = filterset.chosen
    found = []
    for name in filterset.facet_columns:
        values = chosen.get(name)
        if isinstance(values, list) and values:
            found.append(_values(filterset, name, values))
    return found


def _values(filterset: JobSearchFilter, name: str, values: Sequence[str]) -> str:
    field = filterset.form.fields[name]
    labels = {str(value): str(label) for value, label in field.choices}
    left_out = [labels[value] for value in labels if value and value not in values]
    if name == "role" and len(left_out) == 1 and len(values) > 1:
        return _("any role but %(role)s") % {"role": left_out[0]}
    if len(values) > MOST_LISTED:
        return _("%(n)d kinds of “%(facet)s”") % {"n": len(values), "facet": field.label}
    return list_of([labels.get(value, value) for value in values], _("or"))


def _single_parts(filterset: JobSearchFilter, profile: CandidateProfile | None) -> list[str]:
    chosen = filterset.chosen
    found = [f"“{chosen['q']}”"] if "q" in chosen else []
    found.append(_where(filterset))
    if "pay" in chosen:
        found.append(_("pay from %(pay)s") % {"pay": pay_words(filterset)})
    for name, sentence in (
        ("asks", _("asks for %(what)s")),
        ("accepts", _("answered by %(what)s")),
    ):
        asked = filterset.asked(name)
        if asked is not None:
            found.append(sentence % {"what": asked.words})
    if "fit" in chosen:
        found.append(_values(filterset, "fit", chosen["fit"]).lower())
    if "reach" in chosen and profile is not None:
        found.append(reach_words(profile))
    if "opens" in chosen:
        term = vocabulary.current().term(chosen["opens"])
        if term is not None:
            name = fact_name(fact_for(term), vocabulary.current())
            found.append(_("opened by %(what)s") % {"what": name})
    return found


def _where(filterset: JobSearchFilter) -> str:
    places = filterset.chosen.get("near")
    places = [places] if isinstance(places, Place) else list(places or ())
    if not places:
        return ""
    named = list_of([f"{place.city}, {place.state}" for place in places], _("or"))
    return _("within %(miles)d miles of %(place)s") % {
        "miles": filterset.radius_miles,
        "place": named,
    }


def pay_words(filterset: JobSearchFilter) -> str:
    """The floor as it was asked: "$30 an hour"."""
    return money(filterset.chosen["pay"], filterset.asked_unit)


def newly_words(facts: Iterable[dict[str, Any]]) -> str:
    """ "you newly qualify: you added CCM on November 20"; without a fact of hers the rules changed."""
    told = [
        _("%(fact)s on %(day)s")
        % {"fact": fact["name"], "day": date_format(dt.date.fromisoformat(fact["on"]), "F j")}
        for fact in facts
    ]
    if not told:
        return _("you newly qualify: your profile now answers what it asks")
    return _("you newly qualify: you added %(facts)s") % {"facts": list_of(told, _("and"))}
