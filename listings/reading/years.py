"""Experience an advert asks for: so many years, in which areas; or some, where it gives no number."""

from __future__ import annotations

import re
from dataclasses import dataclass

from listings.reading.numbers import NUMBER, read_number
from listings.reading.vocabulary import area_index
from listings.reading.words import Token, tokens

_YEARS = re.compile(
    r"(?<![\w$/-])(?<!\d[.,])(?:" + NUMBER + r"|(?P<one>an?))"
    r"(?:\s?(?:\+|plus))?(?:\s?\((?:\d{1,2}\+?|\w{3,6})\))?\s?(?:\+|plus|or more)?"
    r"(?:\s?(?:-|–|—|to|or)\s?(?:\d{1,2}|\w{3,6})(?:\s?\(\d{1,2}\))?)?\s?\+?"
    r"\s?-?\s?(?:full[ -]?|solid |consecutive |continuous )?"
    r"(?:(?P<unit>years?|yrs?|months?|mos)\b\.?(?:\(s\))?(?:'|’|s')?\s?\+?(?:\s?or more| plus|"
    r" minimum)?(?=[\s,;.:)\]'’(\-–]|$)"
    r"|(?<=\+ )(?=(?:[\w/-]+ ){1,4}experience\b))",
    re.IGNORECASE,
)
# Years that are an age, a contract, a company's history, a degree, a time window: never experience asked for.
_OTHER_YEARS_AFTER = re.compile(
    r"^\W{0,3}(?:associate|bachelor|master)|^\W{0,3}(?:old\b|of age|ago\b|contract|commitment|term\b|"
    r"assignment|position|anniversary|history|"
    r"(?:college |university |nursing |accredited )?(?:degree|diploma|program|college|university|course|"
    r"school)|"
    r"or older|and older|of (?:education|college|study|school|coursework|service to|age)|"
    r"from (?:the )?(?:date|hire)|"
    r"after (?:hire|the)|in a row|warranty|running|as (?:a|an|the) (?:leader|leading|top)|(?:or|"
    r"and) (?:older|over)\b)",
    re.IGNORECASE,
)
_OTHER_YEARS_BEFORE = re.compile(
    r"(?:within|every|each|first|past|last|previous|preceding|next|over the|for over|for more than|"
    r"for nearly|for almost|"
    r"for the|less than|up to|no more than|ages?|aged|per|in (?:the|its|our)|almost|celebrating|nearly|"
    r"(?:with|has|have) (?:over|more than)|"
    r"temporary|founded|duration|for (?:about|some)|fewer than)\s(?:\w+\s)?$",
    re.IGNORECASE,
)
_OF_A_COMPANY = re.compile(
    r"\b(?:team|company|we|staff|leadership|founders?|organization|agency|practice|hospital|providers?)\b"
    r"[^.;:]{0,40}\b(?:has|have|brings?|offers?|combined|collective)\s(?:\w+\s){0,2}$",
    re.IGNORECASE,
)
_EXPERIENCE = re.compile(r"\bexperience|\bexp\b|\bbackground\b", re.IGNORECASE)
_WORKING = re.compile(
    r"^\W{0,3}(?:of\s)?(?:\(?\w+\)?\s){0,3}?(?:working|work|serving|employed|practicing|providing|managing|"
    r"as an?|in an?|in the|in)\b",
    re.IGNORECASE,
)
_NEAR_STOP = re.compile(
    r"[;•]|\.\s|\b(?:preferred|required|preferably|ideally|licen[sc]e|degree|diploma|certification|a plus|"
    r"bachelor|master|associate|or equivalent (?:combination|experience|education)|equivalent combination)\b|\("
    r"|(?<=experience),(?! (?:in|with|including|preferably)\b)",
    re.IGNORECASE,
)
REACH = 140


@dataclass(frozen=True, slots=True)
class Experience:
    months: int | None
    areas: tuple[str, ...]
    start: int
    end: int

    @property
    def leaf(self) -> dict:
        leaf: dict = {"term": "experience", "areas": list(self.areas)}
        return {**leaf, "experience_months": self.months} if self.months else leaf


_SOMEONES = re.compile(
    r"\b(?:patient|customer|client|member|guest|employee|user|candidate|consumer|an?|the|our|your|no|any|"
    r"lived)$",
    re.I,
)
_MORE = re.compile(
    r"\b(?:in|with|as|working|providing|supporting|serving|managing|coordinating|of|within|using|navigating|"
    r"doing|performing|for)\b",
    re.I,
)
_EQUIVALENT = re.compile(
    r"\bor (?:an? |any |the )?(?:equivalent|comparable|commensurate|related|"
    r"relevant)\b(?: (?:combination of|amount of|years of|work|job|"
    r"professional|practical|life|relevant|related|industry|clinical|training|education|and|or|in|field|"
    r",)){0,6},? (?:experience|exp)\b",
    re.IGNORECASE,
)


def some_experience_in(
    sentence: str, found: list[Token], taken: list[Experience]
) -> list[Experience]:
    """Experience without an amount: "hospice experience", "experience with Medicaid members"."""
    mentions: list[Experience] = []
    for match in re.finditer(r"\b(?:experienced?|exp)\b", sentence, re.IGNORECASE):
        if any(one.start <= match.start() < one.end for one in [*taken, *mentions]):
            continue
        one = _after(sentence, found, match) or _before(sentence, found, match)
        # "experience in nursing: 2 years" has its amount behind the colon
        if one and not any(
            one.start < other.end and other.start < one.end + 3 for other in [*taken, *mentions]
        ):
            mentions.append(one)
    return mentions


def equivalent_experience_in(sentence: str) -> list[Experience]:
    """ "Or equivalent experience": any work, without an amount, beside the degree it stands for."""
    return [
        Experience(None, ("any-work",), match.start() + 3, match.end())
        for match in _EQUIVALENT.finditer(sentence)
    ]


def _after(sentence: str, found: list[Token], match: re.Match[str]) -> Experience | None:
    if not _MORE.match(sentence[match.end() : match.end() + 30].lstrip(" (")):
        return None
    limit = match.end() + 90
    if cut := _NEAR_STOP.search(sentence, match.end(), limit):
        limit = cut.start()
    near = [token for token in found if match.end() <= token.start < limit]
    hits = area_index().find(near)
    if not hits:
        return None
    areas = tuple(dict.fromkeys(slug for slug, _first, _last in hits))
    return Experience(None, areas, match.start(), near[hits[-1][2] - 1].end)


def _before(sentence: str, found: list[Token], match: re.Match[str]) -> Experience | None:
    before = sentence[: match.start()].rstrip()
    if _SOMEONES.search(before) or match.group().lower() == "experienced":
        return None
    begin = max(before.rfind(mark) for mark in (";", ". ", ":", "(", "•"))
    begin = max(begin, match.start() - 60, 0)
    near = [token for token in found if begin <= token.start < match.start()]
    hits = area_index().find(near)
    if not hits or match.start() - near[hits[-1][2] - 1].end > 25:
        return None
    areas = tuple(dict.fromkeys(slug for slug, _first, _last in hits))
    return Experience(None, areas, near[hits[0][1]].start, match.end())


def experience_in(sentence: str, found: list[Token], *, is_asked: bool) -> list[Experience]:
    """`is_asked`: the sentence stands where requirements stand, so that "2 years in a clinic" is one."""
    hits = list(_YEARS.finditer(sentence))
    mentions: list[Experience] = []
    for number, match in enumerate(hits):
        stop = hits[number + 1].start() if number + 1 < len(hits) else len(sentence)
        months = _months(match)
        if months is None or _is_other(sentence, match):
            continue
        after = sentence[match.end() : min(stop, match.end() + REACH)]
        named = bool(_EXPERIENCE.search(after)) or _named_before(sentence, match, hits, number)
        named = named or (is_asked and bool(mentions) and len(after.split()) <= 6)
        if not named and not (is_asked and (_WORKING.match(after) or _opens(sentence, match))):
            continue
        areas, end = _areas(sentence, found, match, stop)
        mentions.append(Experience(months, tuple(areas), match.start(), end))
    return mentions


def _months(match: re.Match[str]) -> int | None:
    count = 1.0 if match["one"] else read_number(match[1])
    if count is None:
        return None
    months = round(count if (match["unit"] or "year").lower().startswith("mo") else count * 12)
    return months if 1 <= months <= 240 else None


def _is_other(sentence: str, match: re.Match[str]) -> bool:
    before = sentence[max(0, match.start() - 30) : match.start()]
    after = sentence[match.end() : match.end() + 40]
    if _OF_A_COMPANY.search(sentence[max(0, match.start() - 80) : match.start()]):
        return True
    return bool(_OTHER_YEARS_AFTER.match(after) or _OTHER_YEARS_BEFORE.search(before))


def _named_before(sentence: str, match: re.Match[str], hits: list, number: int) -> bool:
    """ "Experience: 2 years", "Customer service: 1 year (preferred)"."""
    begin = hits[number - 1].end() if number else 0
    before = sentence[max(begin, match.start() - 90) : match.start()]
    if re.search(r"\bexperience\b[^.;]*$", before, re.IGNORECASE):
        return True
    label = re.search(r"([^:;.]*\w):\s*$", before)
    if not label:
        return False
    marked = re.match(r"\W{0,3}(?:required|preferred)", sentence[match.end() :], re.IGNORECASE)
    return bool(marked or area_index().find(tokens(label[1])))


def _opens(sentence: str, match: re.Match[str]) -> bool:
    """A line that begins with the years: "2+ years carrying a caseload"."""
    return not re.search(
        r"\w", re.sub(r"(?i)\b(?:a|at least|minimum|of|with)\b", "", sentence[: match.start()])
    )


def _areas(
    sentence: str, found: list[Token], match: re.Match[str], stop: int
) -> tuple[list[str], int]:
    limit = min(stop, match.end() + REACH)
    if cut := _NEAR_STOP.search(sentence, match.end(), limit):
        limit = cut.start()
    near = [token for token in found if match.end() <= token.start < limit]
    hits = area_index().find(near)
    ends = [near[last - 1].end for _slug, _first, last in hits]
    ends += [token.end for token in near if token.word in {"experience", "exp"}][:1]
    areas = [slug for slug, _first, _last in hits]
    if not areas:
        before = sentence[: match.start()]
        if re.search(r":\s*(?:minimum |at least |\()?\s*$", before):
            begin = max(before.rfind(";"), before.rfind(". "), match.start() - 90, 0)
            near = [token for token in found if begin <= token.start < match.start()]
            areas = [slug for slug, _first, _last in area_index().find(near)]
    return list(dict.fromkeys(areas)) or ["any-work"], max(ends, default=match.end())
