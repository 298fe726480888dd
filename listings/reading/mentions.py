"""Degrees, licenses, certifications, experience and skills named in a sentence, as leaves of a formula."""

from __future__ import annotations

import re
from dataclasses import dataclass

from listings.reading.languages import language_level
from listings.reading.permits import permit_after
from listings.reading.studies import (
    more_studies_after,
    nursing_graduate_in,
    studies_after,
)
from listings.reading.vocabulary import Named, requirement_index
from listings.reading.words import Token, tokens
from listings.reading.years import equivalent_experience_in, experience_in, some_experience_in

WAITS = {"license", "certification", "skill", "clearance", "education"}


@dataclass(frozen=True, slots=True)
class Mention:
    kind: str
    leaf: dict
    start: int
    end: int

    @property
    def key(self) -> str:
        return repr(self.leaf)

    @property
    def can_wait(self) -> bool:
        return self.kind in WAITS


def find_mentions(sentence: str, state: str = "", *, is_asked: bool = True) -> list[Mention]:
    """In order, none inside another. `is_asked`: the sentence stands where requirements stand."""
    found = tokens(sentence)
    years = experience_in(sentence, found, is_asked=is_asked)
    years += equivalent_experience_in(sentence)
    years += some_experience_in(sentence, found, years)
    mentions = [Mention("experience", one.leaf, one.start, one.end) for one in years]
    mentions += [
        Mention("education", {"term": "certificate:nursing"}, start, end)
        for start, end in nursing_graduate_in(sentence)
    ]
    for named, first, last in requirement_index().find(found):
        mention = _named(sentence, found, named, first, last, state)
        if mention and not _is_no_requirement(sentence, mention):
            mentions.append(mention)
    return _said_once(sentence, _apart(mentions))


def _apart(mentions: list[Mention]) -> list[Mention]:
    """Without those that stand inside another ("nursing" in "years of nursing experience")."""
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept


# "RN - Current Registered Nurse", "CCM (Certified Case Manager)"
_SAID_TWICE = re.compile(r"[\s\-–—:/(,]{1,4}(?:(?:current|valid|active|an?) )?", re.IGNORECASE)


def _said_once(sentence: str, mentions: list[Mention]) -> list[Mention]:
    """A name and what it stands for, side by side, are one mention."""
    kept: list[Mention] = []
    for mention in mentions:
        last = kept[-1] if kept else None
        if (
            last
            and last.leaf == mention.leaf
            and mention.kind != "experience"
            and _SAID_TWICE.fullmatch(sentence[last.end : mention.start])
        ):
            kept[-1] = Mention(last.kind, last.leaf, last.start, mention.end)
        else:
            kept.append(mention)
    return kept


def _named(
    sentence: str, found: list[Token], named: Named, first: int, last: int, state: str
) -> Mention | None:
    start, end = found[first].start, found[last - 1].end
    if named.acronym and not _is_acronym(sentence, start, end):
        return None
    if named.wary and not _certified(sentence, start, end):
        return None
    if named.shy and not _is_beside_degree(sentence, start, end):
        return None
    slug = named.slug_in(state)
    if not slug:
        return None
    if named.kind == "language":
        return Mention(
            "language", {"term": f"{slug}:{language_level(sentence, start, end)}"}, start, end
        )
    leaf: dict = {"term": slug}
    if named.kind == "license" and (permit := permit_after(sentence, end, slug)):
        months, end = permit
        return Mention("license", {**leaf, "permit_months": months}, start, end)
    if named.kind == "education" and ":" not in slug and slug != "hs":
        fields, end = studies_after(sentence, found, last, end)
        if fields:
            leaf |= {"fields": fields, "field_match": "family"}
    elif named.kind == "education" and " " in sentence[start:end]:
        rank, _colon, study = slug.partition(":")
        fields, end = more_studies_after(sentence, found, last, end)
        if study and fields:
            fields = list(dict.fromkeys([study, *fields]))
            leaf = {"term": rank, "fields": fields, "field_match": "family"}
    return Mention(named.kind, leaf, start, end)


_DEGREE_WORD = (
    r"(?:(?i:associate|bachelor|master|doctor|baccalaureate)\w*(?:'|’)?s?|A\.?A\.?S?|A\.?S\.?|"
    r"B\.?[AS]\.?N?|M\.?[AS]\.?N?|MSW|BSW|PhD|ADN)"
)
_DEGREE_AFTER = re.compile(
    rf"^(?:'s|’s)?\W{{0,3}}(?:level )?(?:degree|of (?:science|arts|applied|nursing|social)|"
    rf"in (?:an? )?(?:[A-Z][a-z]|social|nursing|psych|counsel|human|public|health|related)|prepared)|"
    rf"^\W{{0,2}}(?:/|or|and/or|,(?: or)?)\W{{0,2}}{_DEGREE_WORD}(?![A-Za-z])"
)
_DEGREE_BEFORE = re.compile(rf"(?<![A-Za-z]){_DEGREE_WORD}\W{{0,2}}(?:/|or|,(?: or)?)\W{{0,2}}$")


# "CCM" is a program of Medicare, too, and "CHI" a hospital's name.
_CERTIFIED = re.compile(
    r"certif|credential|licens|registr|\bboard\b|case manag|accredit|preferred|required|desired|a plus|"
    r"within|upon hire|obtain|"
    r"\bRN\b|\bBLS\b|\bLCSW\b",
    re.IGNORECASE,
)
SHORT_LINE = 25


def _certified(sentence: str, start: int, end: int) -> bool:
    """Whether an acronym that means other things as well means the certification here."""
    alone = len(sentence.strip(" •-*·()[]")) <= SHORT_LINE
    return alone or bool(_CERTIFIED.search(sentence[max(0, start - 90) : end + 90]))


def _is_beside_degree(sentence: str, start: int, end: int) -> bool:
    before, after = sentence[max(0, start - 30) : start], sentence[end : end + 40]
    return bool(_DEGREE_AFTER.search(after) or _DEGREE_BEFORE.search(before))


# Acronyms that small letters cannot be told from other words in.
_TWO_LETTERS_IN_SMALL = {"rn"}
_WORDS_IN_SMALL = {"aas", "chi", "cna", "lac", "cmi", "asw", "emt"}


def _is_acronym(sentence: str, start: int, end: int) -> bool:
    words = sentence[start:end]
    if start and sentence[start - 1].isalpha() and not re.search(r"[a-z]{4}$", sentence[:start]):
        return False  # the end of another name: "BCaBA"
    if words.isupper():
        return True
    if not sentence.islower():
        return words.rstrip("s").isupper() and len(words) > 2
    if not words.isalpha():
        return False
    return words in _TWO_LETTERS_IN_SMALL or (len(words) > 2 and words not in _WORDS_IN_SMALL)


# A sentence that begins with what someone does all day asks for nothing, unless it speaks of a license.
_DUTY = re.compile(
    r"^[\W\d_]*(?:supervis|assist|provid|collaborat|coordinat|direct|train|delegat|overse|serv|communicat|"
    r"work|act|support|"
    r"report|participat|assign|perform|assess|manag|educat|consult|facilitat|develop|implement|plan|review|"
    r"document|initiat|"
    r"monitor|ensur|evaluat|function|interact|refer|respond|schedul|conduct|liais|partner|lead|mentor|"
    r"precept)(?:es?|s|ing|ed)?\b",
    re.IGNORECASE,
)
_CREDENTIAL = re.compile(
    r"\blicen[sc]|\bcertif|\bregistration\b|\brequired\b|\bmust\b", re.IGNORECASE
)


# Who someone works with or for, and what a company offers: named, and not asked for.
_OF_OTHERS_BEFORE = re.compile(
    r"\b(?:supervis\w+|direction|directed|guidance|oversight|roles?|scope|report(?:s|ing)?|led|overseen|"
    r"collaborat\w+|works?|"
    r"working|partner\w*|liaison|assist\w*|supports?|supporting|alongside|trains?|training|mentor\w*|"
    r"precept\w*|"
    r"oversee\w*|manages?|managing|interact\w*|team|teams|including|such as|other|communicat\w+|with our)\b"
    r"(?: (?:closely|directly|to|of|by|with|from|for|and|or|a|an|the|our|other|all|new|clinical|licensed|"
    r"staff|team|registered|practical|"
    r"physicians?|providers?|nurses?|doctors?|members?|between|on site|onsite)|[,/])* ?$",
    re.IGNORECASE,
)
_OF_OTHERS_AFTER = re.compile(
    r"^(?:'s|’s)?[\s/]*(?:case|care|nurse|clinical|charge|lead)?\s*(?:managers?|coordinators?|"
    r"navigators?|"
    r"supervisors?|"
    r"teams?|staff|directors?|leads?|experience|students?|interns?|colleagues|residents|programs?\b(?! at)|"
    r"supervision|caseload|services|residenc(?:y|ies)|bridge|"
    r"new grad\w*|calls|billing|patients|codes|role|position|jobs?|opportunit\w+)\b",
    re.IGNORECASE,
)
# What a company helps its people become: "LPN to RN".
_STEP_BEFORE = re.compile(r"\b(?:LPN|LVN|RN|CNA|MA)\s*(?:→|->|\bto\b)\s*$")
_STEP_AFTER = re.compile(r"^\s*(?:→|->|to (?:RN|BSN|MSN|NP)\b)")
# "Experience as a registered nurse", but "licensed as a registered nurse".
_AS_SOMEONE = re.compile(r"\bas (?:an? )?(?:\w+ ){0,2}$", re.IGNORECASE)
_LICENSED = re.compile(r"\blicen[sc]|\bregist|\bcertif|\bcredential|\bpractice as", re.IGNORECASE)
_SCHOOL_AFTER = re.compile(
    r"^\W{0,2}(?:students?|campus|aged?|principals?|teachers?|classes|visits|nurse|programs?|partners)",
    re.IGNORECASE,
)
REACH = 90
_WITHOUT_BEFORE = re.compile(
    r"\b(?:without|lack(?:s|ing)?|not have|who (?:has|have) completed|credit for|"
    r"higher tha[nt]|beyond|above|no|coursework equivalent to|pursuit of|pursue|"
    r"towards?)\b(?: (?:either|an?|the|your))*\s*$",
    re.IGNORECASE,
)
# Who is enrolled, or will be, holds no degree yet.
_ENROLLED_BEFORE = re.compile(r"\benroll\w*\b[^.;]{0,120}$", re.IGNORECASE)
_PROGRAM_AFTER = re.compile(
    r"^\W{0,2}(?:level )?(?:degree )?(?:bridge |nursing )?(?:programs?|students?|interns?)\b",
    re.IGNORECASE,
)
_OFFER = re.compile(
    r"\btuition|\breimburse|\bscholarship|\bloan\b|\bdiscount|\bcareer (?:path|ladder)",
    re.IGNORECASE,
)
# In a long sentence a program or a method is a skill only where such a word says so.
_SKILL = re.compile(
    r"\b(?:experience|proficien\w+|knowledge|skill\w*|familiar\w*|able to|ability|abilities|competen\w+|"
    r"understanding|using|use of|"
    r"computer|training in|trained in|certified in|software|preferred|required|a plus)\b",
    re.IGNORECASE,
)


def _is_no_requirement(sentence: str, mention: Mention) -> bool:
    before = sentence[max(0, mention.start - 80) : mention.start]
    after = sentence[mention.end : mention.end + 40]
    if mention.kind in {"license", "certification"}:
        if _OF_OTHERS_AFTER.match(after):
            return True
        if _DUTY.match(sentence) and not _CREDENTIAL.search(sentence):
            return True
        if _STEP_BEFORE.search(before) or _STEP_AFTER.match(after):
            return True
        if mention.kind == "license" and _OF_OTHERS_BEFORE.search(before):
            return True
        if mention.kind == "license" and _AS_SOMEONE.search(before):
            return not _LICENSED.search(before)
    if mention.kind == "clearance":
        return bool(re.search(r"\bno\b[^.;]{0,40}$", before, re.IGNORECASE))
    if mention.kind == "skill":
        return len(sentence) > 90 and not _SKILL.search(sentence)
    if mention.kind == "education":
        if mention.leaf["term"] == "hs" and _SCHOOL_AFTER.match(after):
            return True
        if _ENROLLED_BEFORE.search(sentence[max(0, mention.start - 150) : mention.start]):
            return True
        if _WITHOUT_BEFORE.search(before) or _PROGRAM_AFTER.match(after):
            return True
        return bool(_OFFER.search(sentence[max(0, mention.start - REACH) : mention.end + REACH]))
    return False


_CHECK = re.compile(
    r"\boffer|\bemploy|\bcontingent|\bprior to|\bhir(?:e|ing)\b|\bpass", re.IGNORECASE
)


def is_check(sentence: str, mention: Mention) -> bool:
    """A check made when an offer is out: due by the first day."""
    checks = ("background", "drug", "child-abuse", "adult-abuse", "oig", "e-verify")
    return mention.leaf["term"].startswith(checks) and bool(_CHECK.search(sentence))


_CREDENTIAL_OPENS = re.compile(
    r"^[\W_]*(?:(?:an?|the|current|valid|active|unrestricted|unencumbered|clear|licensed|state|licen[sc]e|"
    r"licensure|graduate|graduation|of|from|"
    r"as|in|to|minimum|at least|proof|possession|completion|accredited|holds?|possess(?:es)?|have|having|"
    r"[A-Z][a-z]+|[A-Z]{2}|"
    r"with|or|more|and|registered|certified|certification|required|diploma)\b[\s,/]*){0,7}$"
)
_CREDENTIAL_WORD = re.compile(
    r"\blicen[sc]|\bcertif|\bcurrent\b|\bactive\b|\bvalid\b|\bregistration\b|\bdegree|\bdiploma|\bGED\b|"
    r"\bexperience\b|\bgraduate\b|\bprepared\b",
    re.IGNORECASE,
)
_SENTENCE_WORD = re.compile(
    r"\b(?:will|is|are|was|has been|we|our|us|they|provides?|assists?|performs?|you(?:'|’)ll|offers?|join)\b",
    re.IGNORECASE,
)
LONGEST_CREDENTIAL = 220


def is_credential_alone(sentence: str, mentions: list[Mention]) -> bool:
    """Whether a line under no heading of requirements is one all the same: "Current RN license"."""
    first = next(
        (
            m
            for m in mentions
            if m.kind in {"education", "license", "certification"} or "experience_months" in m.leaf
        ),
        None,
    )
    if first is None or len(sentence) > LONGEST_CREDENTIAL or _SENTENCE_WORD.search(sentence):
        return False
    opens = _CREDENTIAL_OPENS.match(sentence[: first.start])
    return bool(opens and _CREDENTIAL_WORD.search(sentence))


def titled(title: str, state: str) -> list[Mention]:
    """Credentials in a job's title, where a role always follows them."""
    found = tokens(title)
    hits = requirement_index().find(found)
    named = [_named(title, found, name, first, last, state) for name, first, last in hits]
    return _apart([mention for mention in named if mention])
