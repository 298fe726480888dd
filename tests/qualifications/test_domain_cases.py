"""Cases out of the domain reference, each naming its section and line: who meets what, where, and how.

Columns: place in the reference | asked | job state or patient states [@day] | facts | truth kind.
Asked: `term option ...`, joined by `and`, alternatives by `or`. Facts, parted by commas: `level:STATE`, or
`STATE/TITLE` as people write it, then words (multi, privilege, permit=12, pending, expired, on=STATUS);
`work=AREA MONTHS`; `no:TERM` is a no.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from qualifications.holding import Fact, closure, denied_closure
from qualifications.matching_sql import could_meet_by, formulas_met_by
from qualifications.models import Formula
from qualifications.selectors import title_level
from tests.factories.qualifications import ON, all_of, any_of, judge, leaf, years

CASES = """
3.1 L130  | ccm months=24              | OH |                          | met due_later
3.1 L130  | ccm months=24              | OH | no:ccm                   | met due_later
3.1 L130  | ccm months=24              | OH | ccm                      | met plain
3.1 L130  | bls months=1               | OH |                          | met due_later
3.1 L130  | ccm                        | OH | no:ccm                   | not_met denied
3.1 L132  | ccm                        | OH |                          | not_stated unstated
3.1 L131  | bachelor or work=case-management 48 | OH | hs, work=case-management 48 | met plain
3.1 L131  | bachelor or work=case-management 48 | OH | bachelor:other | met plain
3.1 L131  | bachelor or work=case-management 48 | OH | hs, work=case-management 47 | not_met less
3.1 L123  | rn or sw-clinical          | OH | sw-clinical:OH           | met plain
3.1 L131  | associate and work=any-work 72 or master | OH | master:other | met plain
3.1 L131  | associate and work=any-work 72 or master | OH | associate:other, work=any-work 60 | not_met less
3.2 L136  | hs                         | OH | certificate:medical-assisting | met exceeds
3.2 L136  | associate                  | OH | bachelor:other           | met exceeds
3.2 L136  | bachelor                   | OH | associate:nursing        | not_met less
3.2 L141  | hs                         | OH | hs                       | met plain
3.2 L143  | associate                  | OH | associate:nursing        | met plain
3.2 L148  | bachelor                   | OH | doctorate:other          | met exceeds
3.2 L148  | bachelor fields=social-work | OH | doctorate:other         | not_met less
3.2 L148  | bachelor fields=nursing    | OH | master:nursing           | met exceeds
3.2 L148  | bachelor fields=social-work | OH | master:social-work      | met exceeds
3.2 L148  | bachelor fields=social-work exact | OH | master:social-work | not_met less
3.2 L148  | bachelor fields=social-work exact | OH | bachelor:social-work | met plain
3.2 L149  | bachelor studying          | OH | bachelor:nursing on=in_progress | met pending
3.2 L149  | bachelor                   | OH | associate:nursing, bachelor:nursing on=in_progress | not_met less
3.2 L151  | bachelor fields=health-human | OH | bachelor:gerontology   | met plain
3.2 L151  | bachelor fields=health-human | OH | bachelor:business      | not_met less
3.2 L151  | bachelor fields=public-health | OH | bachelor:health-education | met plain
3.3 L157  | lpn                        | TX | TX/LVN                   | met plain
3.3 L157  | lpn                        | CA | CA/LVN                   | met plain
3.3 L158  | lpn                        | OH | rn:OH                    | met exceeds
3.3 L159  | rn                         | NY | aprn:NY                  | met exceeds
3.3 L159  | lpn                        | NY | aprn:NY                  | met exceeds
3.3 L159  | rn                         | NJ | aprn:NY                  | not_met single_state
3.3 L161  | rn                         | OH | lpn:OH                   | not_met less
3.3 L161  | rn                         | OH | lpn:KY multi             | not_met less
3.3 L162  | aprn                       | OH | aprn:KY multi            | not_met single_state
3.3 L162  | rn                         | OH | aprn:KY, rn:KY multi     | met by_compact
3.3 L163  | lpn                        | OH | cna:OH                   | not_stated unstated
3.3 L163  | lpn                        | OH | cma-aama                 | not_stated unstated
3.3 L163  | ma-certified               | OH | rn:OH                    | not_stated unstated
3.3 L163  | cma-aama or lpn            | OH | lpn:OH                   | met plain
3.3 L163  | lpn                        | OH | emt:OH                   | not_stated unstated
3.3 L164  | rn start                   | OH | rn:OH pending            | met pending
3.3 L164  | rn                         | OH | rn:OH pending            | not_met not_yet
3.4 L174  | rn                         | OH | rn:KY multi              | met by_compact
3.4 L174  | lpn                        | TX | lpn:TN multi             | met by_compact
3.4 L175  | rn                         | GU | rn:KY multi              | met by_compact
3.4 L175  | rn                         | KY | rn:GU multi              | not_met single_state
3.4 L176  | rn                         | MA | rn:KY multi              | not_met single_state
3.4 L176  | rn                         | VI | rn:KY multi              | not_met single_state
3.4 L177  | rn                         | CA | rn:KY multi              | not_met single_state
3.4 L177  | rn                         | NY | rn:KY multi              | not_met single_state
3.4 L177  | rn                         | MI | rn:OH multi              | not_met single_state
3.4 L177  | rn                         | PR | rn:FL multi              | not_met single_state
3.4 L183  | rn                         | PA @2025-07-06 | rn:OH multi  | not_met single_state
3.4 L183  | rn                         | PA @2025-07-07 | rn:OH multi  | met by_compact
3.4 L183  | rn                         | OH @2025-07-07 | rn:PA multi  | met by_compact
3.4 L184  | rn                         | CT @2025-09-30 | rn:OH multi  | not_met single_state
3.4 L184  | rn                         | CT @2025-10-01 | rn:OH multi  | met by_compact
3.4 L185  | rn                         | OH @2022-12-31 | rn:KY multi  | not_met single_state
3.4 L185  | rn                         | OH @2023-01-01 | rn:KY multi  | met by_compact
3.4 L186  | rn                         | ID @2024-03-01 | rn:WA multi  | met by_compact
3.4 L187  | rn                         | MA | rn:NH multi              | not_met single_state
3.4 L188  | rn                         | FL | rn:VI multi              | not_met single_state
3.4 L190  | rn                         | HI | rn:WA multi              | not_met single_state
3.4 L199  | rn                         | OH | rn:KY multi expired      | not_met expired
3.4 L199  | rn                         | OH | rn:OH on=probation       | not_met encumbered
3.4 L199  | rn                         | OH | rn:KY multi on=restricted | not_met encumbered
3.4 L200  | rn                         | KY | rn:KY multi              | met plain
3.4 L200  | rn                         | OH | rn:OH                    | met plain
3.4 L201  | rn                         | OH | rn:KY                    | not_met single_state
3.4 L202  | rn                         | KY | rn:MA multi              | not_met single_state
3.4 L210  | rn                         | FL | rn:TX                    | not_met single_state
3.4 L212  | rn                         | CA NY | rn:TX multi           | not_met single_state
3.4 L212  | rn                         | CA NY | rn:CA, rn:NY          | met plain
3.4 L212  | rn                         | TX OH FL | rn:TX multi        | met by_compact
3.4 L212  | rn                         | TX OH CA | rn:TX multi, rn:CA | met by_compact
3.4 L212  | rn                         | TX OH CA | rn:TX multi        | not_met single_state
3.5 L225  | sw-master                  | CA | CA/ASW                   | met exceeds
3.5 L225  | sw-clinical                | CA | CA/ASW                   | not_met less
3.5 L225  | sw-master                  | NC | NC/LCSWA                 | met exceeds
3.5 L225  | sw-clinical                | WA | WA/LSWAIC                | not_met less
3.5 L225  | sw-clinical                | FL | FL/RCSWI                 | not_met less
3.5 L225  | sw-master-independent      | MI | MI/LLMSW                 | not_met less
3.5 L227  | sw-bachelor                | OH | OH/LISW                  | met exceeds
3.5 L227  | sw-master                  | TX | TX/LCSW                  | met exceeds
3.5 L227  | sw-master-independent      | MD | MD/LCSW-C                | met exceeds
3.5 L227  | sw-clinical                | TX | TX/LMSW                  | not_met less
3.5 L227  | sw-master                  | TX | TX/LBSW                  | not_met less
3.5 L228  | sw-master                  | TX | master:social-work       | not_stated unstated
3.5 L228  | master fields=social-work  | TX | TX/LMSW                  | not_stated unstated
3.5 L233  | sw-master                  | OH | OH/LSW                   | not_met less
3.5 L233  | sw-master                  | PA | PA/LSW                   | met plain
3.5 L233  | sw-master                  | CO | CO/LSW                   | met plain
3.5 L233  | sw-master-independent      | OK | OK/LSW                   | met plain
3.5 L234  | sw-clinical                | MA | MA/LCSW                  | not_met less
3.5 L234  | sw-clinical                | RI | RI/LCSW                  | not_met less
3.5 L234  | sw-clinical                | MD | MD/LCSW                  | not_met less
3.5 L234  | sw-clinical                | WV | WV/LCSW                  | not_met less
3.5 L234  | sw-clinical                | TX | TX/LCSW                  | met plain
3.5 L235  | sw-clinical                | MI | MI/LMSW                  | met plain
3.5 L235  | sw-clinical                | NY | NY/LMSW                  | not_met less
3.5 L236  | sw-clinical                | IA | IA/LISW                  | met plain
3.5 L236  | sw-clinical                | MN | MN/LISW                  | not_met less
3.5 L237  | sw-master                  | KY | KY/CSW                   | met plain
3.5 L237  | sw-master                  | WI | WI/CSW                   | not_met less
3.5 L280  | sw-master                  | OH | OH/LSW with MSW          | met plain
3.5 L301  | sw-clinical                | OH | sw-clinical:KY multi, sw-clinical:KY | not_met single_state
3.6 L309  | counselor                  | TX | TX/LPC                   | met plain
3.6 L312  | counselor                  | NY | NY/LMHC                  | met plain
3.6 L316  | counselor                  | OH | OH/LPC                   | not_met less
3.6 L316  | counselor                  | IL | IL/LPC                   | not_met less
3.6 L316  | counselor                  | IL | IL/LCPC                  | met plain
3.6 L316  | counselor-lower            | OH | OH/LPCC                  | met exceeds
3.6 L305  | lmft                       | CA | CA/AMFT                  | not_met less
3.6 L305  | lmft-associate             | CA | CA/LMFT                  | met exceeds
3.6 L318  | bh-independent             | TX | TX/LPC                   | met plain
3.6 L318  | bh-independent             | TX | lmft:TX                  | met plain
3.6 L318  | bh-independent             | TX | psychologist:TX          | met plain
3.6 L318  | bh-independent             | TX | pmhnp:TX                 | met plain
3.6 L318  | bh-independent             | TX | TX/LMSW                  | not_stated unstated
3.6 L320  | counselor                  | KY | OH/LPCC                  | not_met single_state
3.6 L329  | counselor                  | MN | OH/LPCC                  | not_met privilege_to_buy
3.6 L333  | counselor                  | GA @2026-06-01 | OH/LPCC      | not_met single_state
3.6 L333  | counselor                  | GA @2026-06-02 | OH/LPCC      | not_met privilege_to_buy
3.6 L335  | counselor                  | MN | OH/LPCC, counselor:MN privilege | met by_compact
3.6 L335  | counselor                  | MN | KY/LPCC, counselor:MN privilege | not_met single_state
3.6 L335  | counselor                  | MN | OH/LPCC on=suspended, counselor:MN privilege | not_met encumbered
3.6 L335  | counselor                  | MN | OH/LPC                   | not_met less
3.7 L341  | chw-certified              | TX | chw-certified:OH         | not_stated unstated
3.7 L341  | chw-certified any          | TX | chw-certified:OH         | met plain
3.7 L341  | chw-certified              | AK | chw-certified:OH         | met plain
3.7 L342  | ma-certified               | OH | rma-amt                  | met plain
3.7 L342  | ma-certified               | OH | ncma                     | met plain
3.7 L342  | cma-aama                   | OH | ccma                     | not_stated unstated
3.7 L342  | ma-registered              | WA | cma-aama                 | not_stated unstated
3.7 L343  | cda                        | OH | cda                      | met plain
3.7 L343  | rda                        | OH | efda:OH                  | met exceeds
3.7 L343  | rda                        | OH | rda:KY                   | not_met single_state
3.7 L344  | peer-certified             | OH | peer-certified:KY        | not_stated unstated
3.8 L375  | ccm                        | OH | cmgt-bc                  | not_stated unstated
3.8 L375  | ccm equivalent             | OH | cmgt-bc                  | met plain
3.8 L375  | ccm equivalent             | OH | acm-sw                   | met plain
3.8 L375  | ccm equivalent             | OH | cphq                     | not_stated unstated
3.8 L352  | ccm                        | OH | ccm expired              | not_met expired
3.8 L375  | bls                        | OH | bls-red-cross            | met exceeds
3.8 L375  | bls-aha                    | OH | bls-red-cross            | not_stated unstated
3.9 L379  | spanish:professional       | OH | spanish:fluent           | met exceeds
3.9 L379  | spanish:fluent             | OH | spanish:conversational   | not_met less
3.9 L380  | work=care-coordination 24  | OH | work=care-coordination 31 | met exceeds
3.9 L380  | work=care-coordination 24  | OH | work=care-coordination 23 | not_met less
3.9 L380  | work=any-healthcare 12     | OH | work=oncology 12         | met plain
3.9 L380  | work=oncology 12           | OH | work=oncology ?          | not_stated unstated
3.9 L381  | epic                       | OH | epic-cadence             | met plain
3.9 L381  | epic                       | OH | oracle-health            | not_stated unstated
3.9 L384  | drivers-license            | OH | no:drivers-license       | not_met denied
3.10 L398 | rn                         | OH | rn:OH on=inactive        | not_met expired
3.10 L398 | rn                         | OH | rn:OH on=lapsed          | not_met expired
3.10 L398 | rn                         | OH | rn:OH on=suspended       | not_met encumbered
3.10 L398 | rn                         | OH | rn:OH on=surrendered     | not_met encumbered
3.10 L398 | rn                         | OH | rn:OH on=revoked         | not_met encumbered
3.10 L398 | rn months=6                | OH | rn:OH pending            | met due_later
3.10 L398 | sw-master permit=12        | NY | sw-master:NY permit=12   | met limited_permit
3.10 L398 | sw-master permit=12        | NY | sw-master:NY permit=24   | not_met limited_permit
3.10 L398 | sw-master                  | NY | sw-master:NY permit=6    | not_met limited_permit
"""
ROWS = [
    pytest.param(*cells, id=" ".join(f"{cells[0]} {cells[1]} {cells[2]} {cells[3]}".split()))
    for line in CASES.strip().splitlines()
    for cells in [[cell.strip() for cell in line.split("|")]]
]


def _asked(text: str) -> dict[str, Any]:
    paths = [[_line(part.split()) for part in path.split(" and ")] for path in text.split(" or ")]
    nodes = [lines[0] if len(lines) == 1 else all_of(*lines) for lines in paths]
    return all_of(nodes[0] if len(nodes) == 1 else any_of(*nodes))


def _line(parts: list[str]) -> dict[str, Any]:
    term, *words = parts
    if term.startswith("work="):
        return years(term.removeprefix("work="), int(words[0]))
    options: dict[str, Any] = {}
    for word in words:
        key, _is, value = word.partition("=")
        options |= {
            "months": lambda v: {"timing": "within_months", "months": int(v)},
            "start": lambda _v: {"timing": "at_start"},
            "fields": lambda v: {"fields": [v], "field_match": "family"},
            "exact": lambda _v: {"field_match": "exact"},
            "studying": lambda _v: {"in_progress_ok": True},
            "any": lambda _v: {"any_state": True},
            "equivalent": lambda _v: {"or_equivalent": True},
            "permit": lambda v: {"permit_months": int(v)},
        }[key](value)
    return leaf(term, **options)


def _fact(text: str) -> Fact:
    if "/" in text:
        state, _slash, title = text.partition("/")
        title, *words = title.split(" on=")
        return _stated(f"{title_level(state, title)}:{state}", [f"on={w}" for w in words])
    term, *words = text.split()
    if term.startswith("work="):
        months = None if words[0] == "?" else int(words[0])
        return Fact(f"experience:{term.removeprefix('work=')}", months=months)
    return _stated(term, words)


def _stated(term: str, words: list[str]) -> Fact:
    level, _colon, state = term.partition(":")
    by_state = len(state) == 2 and state.isupper()
    values: dict[str, Any] = {"state": state} if by_state else {}
    for word in words:
        key, _is, value = word.partition("=")
        values |= {
            "multi": lambda _v: {"multistate": True},
            "privilege": lambda _v: {"privilege": True},
            "pending": lambda _v: {"status": "pending"},
            "expired": lambda _v: {"expires": ON - timedelta(days=1)},
            "on": lambda v: {"status": v},
            "permit": lambda v: {"status": "limited_permit", "months": int(v)},
        }[key](value)
    return Fact(level if by_state else term, **values)


def test_there_are_as_many_cases_as_promised() -> None:
    assert len(ROWS) >= 120
    assert len({row.id for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize(("cited", "asked", "where", "stated", "expected"), ROWS)
def test_domain_case(cited: str, asked: str, where: str, stated: str, expected: str) -> None:
    places, _at, day = where.partition(" @")
    on = date.fromisoformat(day) if day else ON
    parts = [part.strip() for part in stated.split(",") if part.strip()]
    denied = [part.removeprefix("no:") for part in parts if part.startswith("no:")]
    facts = [_fact(part) for part in parts if not part.startswith("no:")]
    states = tuple(places.split())

    verdict = judge(_asked(asked), facts, denied=denied, state=states, on=on)

    deciding = [line for line in verdict.lines if line.truth == verdict.truth]
    truth, kind = expected.split()
    assert verdict.truth == truth
    assert kind in {line.kind for line in deciding}
    formula = Formula.objects.for_tree(_asked(asked), states=states)
    held = closure(facts, on)
    out = held.known_not(denied_closure(denied, on))
    assert (formula in formulas_met_by(held.ids)) == (truth == "met")
    assert (formula in could_meet_by(held.ids, out)) == (truth != "not_met")
