"""An advert cut into lines, each under the heading it stands under: required, preferred, or neither."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

OTHER, REQUIRED, PREFERRED = "other", "required", "preferred"
# Text that names degrees and years and asks for none: which grade a public employer would pay, key words.
SILENT = "silent"

# Where a new line begins although the text has none: items, and words run together where tags were dropped.
_BREAK = re.compile(
    r"\n| ?(?=[•●▪◦‣■·])|(?<=\s)(?=\*{1,2} ?[A-Z(])"
    r"|(?<=[a-z]{4})(?=[A-Z][a-z]{2})|(?<=[a-z]{4}\))(?=[A-Z][a-z])|(?<=[a-z]{4})(?=[A-Z]{2,5}\b)"
    r"|(?<=[a-z] required)(?=[a-z]{3})|(?<=[a-z] preferred)(?=[a-z]{3})|"
    r"(?<=[a-z] equivalent)(?=[abd-kmn-rt-z][a-z]{2})"
    r"|(?<=[a-z] experience)(?=[a-ce-rt-z][a-z]{2})|(?<=[a-z] certification)(?=[a-rt-z][a-z]{2})"
    r"|(?<=[a-z] degree)(?=[a-rt-z][a-z]{2})|(?<=[a-z] diploma)(?=[a-rt-z][a-z]{2})|"
    r"(?<=[a-z] license)(?=[a-ce-rt-z][a-z]{2})"
    r"|(?<=[a-z.] )(?=(?:(?:Minimum|Required|Preferred|Basic|Job) )?(?:Requirements|"
    r"Qualifications) (?:[A-Z]|\d))"
    r"|(?<=[a-z]{4})(?=\d{1,2}(?:\+|-\d{1,2})? ?\+?(?:years|yrs)\b)|(?<=[.!?] )(?=[A-Z][^.:;!?\n]{2,60}:)"
    r"|(?<=\s)(?=Key ?[Ww]ords?(?:\(s\))?:)"
    # a heading with its colon in the middle of a paragraph, also glued: "...as neededEDUCATION: ..."
    r"|(?<=[\s.;!?)*a-zA-Z])(?=(?:(?:Strongly Preferred|Minimum|Required|Preferred|Job|Position|Basic|Desired|"
    r"MINIMUM|REQUIRED|PREFERRED|JOB|BASIC) )?"
    r"(?:Qualifications?|Requirements?|Education|Experience|Functions|Duties|Licens(?:es?|ure)|"
    r"Certifications?|Responsibilities|Benefits|"
    r"QUALIFICATIONS?|REQUIREMENTS?|EDUCATION|EXPERIENCE|LICENS(?:ES?|URE)|CERTIFICATIONS?|RESPONSIBILITIES|"
    r"BENEFITS)"
    r"(?:(?: and | or | & |/|, )[A-Za-z]+){0,3}(?: (?:Required|Preferred|Requirements?|Qualifications?))?\s?:)"
)
# "...best hospital Qualifications:", but not "Licenses and Certifications:".
_SENTENCE_SO_FAR = re.compile(
    r"\w \w.*\b(?!and\b|or\b|of\b|the\b|for\b|to\b|in\b)[a-z]{3,} $", re.DOTALL
)
# Names written with a capital inside, which are one word.
_ONE_WORD = re.compile(
    r"(?:Next|Greenway|Guiding|Care|Power|Linked|Google|Wells|Health|Share|Micro|Sales|Face|You)$"
)
_END = re.compile(r"(?<=[A-Za-z0-9)\]\"”'’][.!?])\s+(?=[\"“'(\[]?[A-Z0-9•])")
_END_IN_SMALL = re.compile(r"(?<=[a-z)]{3}[.!?])\s*(?=[a-z0-9])")
_NO_END = re.compile(
    r"\b(?:e\.g|i\.e|etc|yrs?|mos?|min|max|exp|approx|incl|dr|st|no|vs|inc|[A-Z]|\d)\.$", re.I
)

# What a company gives: under "benefits" a degree is paid for and not asked for.
OFFER = "offer"
# Under "physical requirements" only clearances such as lifting are read.
PHYSICAL = "physical"
_OFFER_WORDS = (
    r"benefits|equal|eeo|perks|how to apply|to apply|"
    r"(?:we|company) offers?|offer you|salary|compensation|pay range|total rewards"
)
_REQUIRED_WORDS = (
    r"requirements?\b|qualifications?\b|required|requires|minimums?\b|must|you(?:'|’)?ll need|you need|"
    r"looking for|you bring|you(?:'|’)?ll bring|you have\b|who you are|about you\b|is this you|"
    r"expects? from you|expect of you|be successful|education|licens|certif|credentials?\b|experience|"
    r"knowledge|skills|abilities|eligib|prerequisites?|competenc|background|criteria|training|"
    r"ideal candidate|candidate profile|successful candidate|right fit|good fit|you may be a fit|requisites?"
)
_OTHER_WORDS = (
    r"about|you(?:'|’)?ll do|you will do|will be doing|schedule|pay\b|overview|summary|description|purpose|"
    r"who we are|location|apply|mission|our (?:team|values|promise|culture|commitment|story)|role|functions?|"
    r"tasks|details|shift|hours|additional|disclaimer|why |what to expect|you can expect|introduction|"
    r"opportunity|day in the life|job type|what we do|how do i make|we are|notice|info"
)
_PREFERRED_WORDS = (
    r"preferred|preferences?\b|nice[ -]to[ -]haves?|desired|desirable|desirables|bonus points|pluses|a plus|"
    r"helpful|"
    r"optional|advantage"
)
_SILENT = re.compile(
    r"[\W\d]{0,6}(?:(?:job )?key ?words?\b(?:\(s\))?|tags:|"
    r"grade (?:determinations?|requirements?|levels?)\b|grade/level\b|"
    r"(?:for )?(?:the )?GS-?\d|nurse (?:i{1,3}|iv|v)\b)",
    re.I,
)
_KINDS = [
    (PREFERRED, re.compile(rf"\b(?:{_PREFERRED_WORDS})", re.I)),
    (PHYSICAL, re.compile(r"\bphysical|\bworking conditions?|\bwork environment", re.I)),
    (OTHER, re.compile(r"\b(?:duties|responsibilit)", re.I)),
    (OFFER, re.compile(rf"\b(?:{_OFFER_WORDS})", re.I)),
    (REQUIRED, re.compile(rf"\b(?:{_REQUIRED_WORDS})", re.I)),
    (OTHER, re.compile(rf"\b(?:{_OTHER_WORDS})", re.I)),
]
# A heading that runs into its text without a colon.
_OPENING = re.compile(
    r"\s*((?:(?:Minimum|Required|Preferred|Basic|Job|Position|Additional) )?"
    r"(?:Requirements|Qualifications|Responsibilities|Duties|Benefits))\s+(?=[A-Z0-9(])"
)
# "Shift: days" among the requirements is a fact about the job and ends nothing.
_FACT = re.compile(
    r"\b(?:location|schedule|shift|hours|department|status|pay|salary|job type|type|title|reports to|"
    r"positions?|date|"
    r"state|city|category|level|compensation)s?\W*$",
    re.I,
)
# Headings that name a part of the requirements and leave open whether it is required.
_PART = re.compile(
    r"^(?:(?:and|or|of|the|formal|work|professional|years|job|special|other|computer|technical|&|/)\s*|"
    r"(?:education|training|experience|licens\w+|certifi\w+|credentials?|skills?|knowledge|abilit\w+|"
    r"language\w*|"
    r"registrations?|background)\b[\s,/&:-]*)+$",
    re.I,
)
_ITEM = re.compile(r"\s*(?:[•●▪◦‣■*\-–·]|o\s|\d{1,2}[.)]\s)")
# "Experience in nursing: 2 years" is a requirement and no heading.
_YEARS_AHEAD = re.compile(r"\s*(?:minimum |at least )?\(?\d{1,2}\+?[\s-]*(?:year|month|yr)", re.I)
_PLAINLY = re.compile(
    r"\b(?:qualifications|requirements|responsibilities|duties|benefits|perks|overview|summary|"
    r"description)$|^about\b",
    re.I,
)
_FILLER = re.compile(
    r"\b(?:table|here|can|should|team|more|by|on|at|to|a|an|and|or|the|of|for|in|to|your|our|you|we|this|these|job|position|role|key|other|what|who|"
    r"will|is|are|"
    r"must|have|be|with|basic|general|specific|following|strongly|highly|candidates?|applicants?|success|"
    r"minimum|formal|professional|work|needed|need|list|if|any|us|do|as|from|how|it|takes|includes?|"
    r"additional|all)\b",
    re.I,
)


LONGEST_SENTENCE = 1500


@dataclass(frozen=True, slots=True)
class Line:
    """`text` stands at `start` of the advert; `is_item`: a bullet or a number comes before it.

    A heading asks for nothing itself; it may say "one of the following".
    """

    text: str
    start: int
    section: str
    is_item: bool = False
    is_heading: bool = False


def lines_of(text: str) -> Iterator[Line]:
    section = OTHER
    sticky = False  # under "preferred qualifications", where "education" is only a part of them
    for start, raw in _pieces(text):
        item = bool(_ITEM.match(raw))
        if _SILENT.match(raw):
            section, sticky = SILENT, False
            continue
        if opening := _OPENING.match(raw):
            section, sticky = _kind_of(opening[1]), False
            yield Line(raw[opening.end() :], start + opening.end(), section, item)
            continue
        words, kind = _heading(raw, item)
        if not kind:
            yield Line(raw, start, section, item)
            continue
        here = section if sticky and _PART.match(words) else kind
        rest_at = raw.find(":") + 1
        rest = raw[rest_at:] if rest_at else ""
        inline = bool(rest.strip(" *_"))
        fact = inline and section in {REQUIRED, PREFERRED} and (item or _FACT.search(words))
        if not fact:
            sticky = here == PREFERRED and (sticky or not _PART.match(_bare(words)))
            section = here
        if inline:
            yield Line(rest, start + rest_at, here, item)
        else:
            yield Line(raw, start, here, is_heading=True)


def _bare(words: str) -> str:
    return _KINDS[0][1].sub("", words).strip()


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for match in _BREAK.finditer(text):
        if match.end() < start or (match.group() == "" and match.start() == start):
            continue
        if not match.group() and not _really_breaks(text, start, match.start()):
            continue
        if text[start : match.start()].strip():
            yield start, text[start : match.start()]
        start = match.end()
    if text[start:].strip():
        yield start, text[start:]


def _really_breaks(text: str, start: int, place: int) -> bool:
    """Not inside "NextGen", and not before the second word of "Licenses & Certifications:"."""
    if text[place - 1].isspace():
        long = place - start >= 40 or text[place - 2 : place - 1] in ".;!?)"
        so_far = _SENTENCE_SO_FAR.search(text[start:place])
        return long or bool(so_far) or text.startswith("Key", place)
    return not _ONE_WORD.search(text[max(0, place - 12) : place])


def _kind_of(words: str) -> str:
    return next((name for name, pattern in _KINDS if pattern.search(words)), "")


def _heading(line: str, item: bool) -> tuple[str, str]:
    """`(its words, its section)` of a heading, which may be followed by a colon and more; else `("", "")`."""
    head, colon, rest = line.partition(":")
    words = head.strip(" •●▪◦‣■*-–#_.!?[]()|")
    if not words or len(words) > 80 or len(words.split()) > 9:
        return "", ""
    ended = line.rstrip().endswith((".", ",", ";")) and not _PART.match(words)
    if not colon and (item or ended):
        return "", ""
    kind = _kind_of(words)
    if not kind:
        return "", ""
    left = words
    for _name, pattern in _KINDS:
        left = re.sub(pattern.pattern + r"\w*", " ", left, flags=re.I)
    content = [word for word in _FILLER.sub(" ", left).split() if re.search(r"\w", word)]
    if content and _YEARS_AHEAD.match(rest):
        return "", ""
    allowed = 3 if colon and not rest.strip() else 2 if colon else bool(_PLAINLY.search(words))
    if len(content) > allowed or (item and colon and rest.strip() and len(content) > 0):
        return "", ""
    return words, kind


def sentences_of(line: Line, *, in_small_letters: bool) -> Iterator[tuple[int, str]]:
    """`(where it starts in the advert, its text)`."""
    start = 0
    ends = list(_END.finditer(line.text))
    if in_small_letters:
        ends += list(_END_IN_SMALL.finditer(line.text))
        ends.sort(key=lambda match: match.start())
    for match in ends:
        before = line.text[max(0, match.start() - 8) : match.start()]
        if match.start() < start or _NO_END.search(before):
            continue
        yield from _short(line.start + start, line.text[start : match.start()])
        start = match.end()
    if line.text[start:].strip():
        yield from _short(line.start + start, line.text[start:])


def _short(start: int, sentence: str) -> Iterator[tuple[int, str]]:
    """Text without a full stop is cut between words, so that no sentence takes long to read."""
    while len(sentence) > LONGEST_SENTENCE:
        cut = sentence.rfind(" ", 1, LONGEST_SENTENCE)
        cut = cut if cut > 0 else LONGEST_SENTENCE
        yield start, sentence[:cut]
        start, sentence = start + cut, sentence[cut:]
    yield start, sentence
