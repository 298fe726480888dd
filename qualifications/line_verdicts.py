"""The verdict of one line: its truth, how it came about, and the sentences that say so."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import TextChoices
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from qualifications.compiling import AnyOf, asked_groups
from qualifications.entries import About, about
from qualifications.enums import EntailmentKind, Reason, TermKind, Truth, VerdictKind
from qualifications.formulas import Leaf
from qualifications.holding import Held, Origin, level_and_state
from qualifications.sentences import at_once_text, fact_text, sentence, state_name
from qualifications.verdicts import LineVerdict
from qualifications.vocabulary import PENDING, PERMITS, TOGETHER, TermRow, Vocabulary

SAME_FAMILY = {TermKind.LICENSE, TermKind.LANGUAGE}


@dataclass
class Case:
    """Everything one evaluation looks at."""

    held: Held
    denied: frozenset[int]
    words: Vocabulary
    not_held: frozenset[int] = frozenset()
    lines: dict[tuple[str, Leaf], LineVerdict] = field(default_factory=dict)
    own: tuple[TermRow | None, ...] = ()
    language: str = ""

    def __post_init__(self) -> None:
        self.not_held = self.held.known_not(self.denied)
        self.own = self.held.own_terms()
        self.language = get_language() or ""

    def fact_text(self, number: int) -> str:
        key = (self.language, number)
        if key not in self.held.memo:
            self.held.memo[key] = fact_text(self.held.facts[number], self.words)
        return self.held.memo[key]

    def label(self, choice: str, kind: type[TextChoices]) -> str:
        """Translating is the dearest step of an evaluation, so each label is looked up once."""
        key = (self.language, kind, choice)
        return self.words.remember("labels", key, lambda: str(kind(choice).label))


@dataclass(frozen=True, slots=True)
class Finding:
    truth: str
    kind: str
    facts: tuple[int, ...] = ()
    why: str = ""
    you: str = ""


def leaf_truth(leaf: Leaf, case: Case) -> str:
    if leaf.can_be_later:
        return Truth.MET.value
    worst = Truth.MET.value
    for group in asked_groups(leaf, case.words):
        if group.isdisjoint(case.held.ids):
            if group <= case.not_held:
                return Truth.NOT_MET.value
            worst = Truth.NOT_STATED.value
    return worst


def leaf_line(leaf: Leaf, path: str, case: Case) -> LineVerdict:
    key = (path, leaf)
    if key not in case.lines:
        finding = _find(leaf, case)
        case.lines[key] = line_from(
            finding, leaf_text(leaf, case), leaf.required, path, [leaf], case
        )
    return case.lines[key]


def leaf_text(leaf: Leaf, case: Case) -> str:
    key = (case.language, leaf)
    return case.words.remember("sentences", key, lambda: sentence(leaf, words=case.words))


def line_from(
    finding: Finding, text: str, required: bool, path: str, leaves: list[Leaf], case: Case
) -> LineVerdict:
    facts = [case.held.facts[i] for i in finding.facts]
    fact = "; ".join(dict.fromkeys(case.fact_text(i) for i in finding.facts))
    you = finding.you or (_("You: %(fact)s.") % {"fact": fact} if fact else "")
    reason = leaves[0].reason
    notes = dict.fromkeys(leaf.note for leaf in leaves if leaf.note)
    return LineVerdict(
        text=text,
        truth=finding.truth,
        kind=finding.kind,
        word=_word(finding, case),
        fact=fact,
        you=f"{you} {finding.why}".strip(),
        why=finding.why,
        reason=reason,
        reason_label=case.label(reason, Reason) if reason else "",
        note=" ".join(notes),
        required=required,
        path=path,
        source_refs=tuple(dict.fromkeys(f.source_ref for f in facts if f.source_ref)),
        about=_explained(leaves, case.words),
    )


def _explained(leaves: list[Leaf], words: Vocabulary) -> tuple[About, ...]:
    found = (about(leaf, words) for leaf in leaves)
    return tuple(dict.fromkeys(entry for entry in found if entry is not None))


def _word(finding: Finding, case: Case) -> str:
    if finding.kind == VerdictKind.DUE_LATER:
        return case.label(finding.kind, VerdictKind)
    return case.label(finding.truth, Truth)


def _find(leaf: Leaf, case: Case) -> Finding:
    groups = asked_groups(leaf, case.words, always=True)
    hits = [_best_hit(group, case) for group in groups]
    if all(hit is not None for hit in hits):
        return _met(leaf, [hit for hit in hits if hit is not None], case)
    missing = [g for g, hit in zip(groups, hits, strict=True) if hit is None]
    if leaf.can_be_later:
        return _due_later(missing[0], case)
    out = next((g for g in missing if g <= case.not_held), None)
    if out is not None:
        return _not_met(leaf, out, case)
    return _not_stated(missing[0], case)


def _best_hit(group: AnyOf, case: Case) -> int | None:
    held = group & case.held.ids
    if not held:
        return None
    origins = case.held.origins
    return min(held, key=lambda i: (i >= PENDING, origins[i].by_compact, len(origins[i].kinds), i))


def _met(leaf: Leaf, hits: list[int], case: Case) -> Finding:
    origins = [case.held.origins[hit] for hit in hits]
    facts = tuple(dict.fromkeys(o.fact for o in origins))
    truth = Truth.MET.value
    if any(_is_permit(hit) for hit in hits):
        why = ngettext(
            "A limited permit of at most %(n)d month counts here.",
            "A limited permit of at most %(n)d months counts here.",
            leaf.permit_months or 0,
        ) % {"n": leaf.permit_months}
        return Finding(truth, VerdictKind.LIMITED_PERMIT.value, facts, why)
    if any(PENDING <= hit < TOGETHER for hit in hits):
        why = _("In progress counts here.") if leaf.in_progress_ok else _("Due by the first day.")
        return Finding(truth, VerdictKind.PENDING.value, facts, why)
    if any(_by_compact(o, case) for o in origins):
        return Finding(truth, VerdictKind.BY_COMPACT.value, facts, _compact_why(leaf, case, facts))
    if leaf.within:
        return _met_at_once(leaf, hits[-1], case)
    if any(o.exceeds for o in origins):
        return Finding(truth, VerdictKind.EXCEEDS.value, facts, _exceeds_why(origins))
    if any(EntailmentKind.MEMBER in o.kinds for o in origins):
        return Finding(truth, VerdictKind.PLAIN.value, facts, _("It is one of those accepted."))
    return Finding(truth, VerdictKind.PLAIN.value, facts)


def _met_at_once(leaf: Leaf, hit: int, case: Case) -> Finding:
    origin = case.held.origins[hit]
    kind = VerdictKind.EXCEEDS if origin.exceeds else VerdictKind.PLAIN
    why = at_once_text(case.held.facts[origin.fact], leaf.within, case.words)
    return Finding(Truth.MET.value, kind.value, (origin.fact,), why)


def _is_permit(term_id: int) -> bool:
    return min(PERMITS.values()) <= term_id < TOGETHER


def _by_compact(origin: Origin, case: Case) -> bool:
    return origin.by_compact or case.held.facts[origin.fact].privilege


def _compact_why(leaf: Leaf, case: Case, facts: tuple[int, ...]) -> str:
    name = case.words.compact_names.get(leaf.term, _("the compact"))
    if any(case.held.facts[i].privilege for i in facts):
        return _("A privilege of the %(compact)s covers this.") % {"compact": name}
    if len(leaf.states) == 1:
        return _("Both states are in the %(compact)s.") % {"compact": name}
    return _("These states are in the %(compact)s.") % {"compact": name}


def _exceeds_why(origins: Iterable[Origin]) -> str:
    kinds = frozenset().union(*(o.kinds for o in origins))
    if EntailmentKind.LADDER in kinds:
        return _("A higher license counts.")
    if EntailmentKind.RANK in kinds:
        return _("A higher degree counts.")
    return ""


def _due_later(group: AnyOf, case: Case) -> Finding:
    kind = VerdictKind.DUE_LATER.value
    coming = [i for i, problem in case.held.idle if problem == VerdictKind.NOT_YET]
    related = tuple(i for i in _related(group, case) if i in coming)
    if related:
        return Finding(Truth.MET.value, kind, related, _("It is due after hire."))
    you = _("You do not need it yet: it is due after hire.")
    return Finding(Truth.MET.value, kind, (), "", you)


def _not_stated(group: AnyOf, case: Case) -> Finding:
    truth, kind = Truth.NOT_STATED.value, VerdictKind.UNSTATED.value
    facts = _related(group, case)
    term = _target(group, case)
    if facts and term.kind == TermKind.EXPERIENCE:
        return Finding(truth, kind, facts, _("A job without dates may add to this."))
    return Finding(truth, kind, (), "", _("You have not told us."))


def _not_met(leaf: Leaf, group: AnyOf, case: Case) -> Finding:
    truth = Truth.NOT_MET.value
    facts = _related(group, case)
    if not facts:
        return Finding(truth, VerdictKind.DENIED.value, (), "", _("You said you do not have this."))
    problems = dict(case.held.idle)
    target = _target(group, case)
    valid = tuple(i for i in facts if i not in problems)
    if target.kind == TermKind.LICENSE and valid:
        kind, why, used = _license_short(leaf, target, valid, case)
        return Finding(truth, kind, used, why)
    if valid:
        nearest = _nearest(valid, case)
        why = at_once_text(case.held.facts[nearest[0]], leaf.within, case.words)
        return Finding(truth, VerdictKind.LESS.value, nearest, why)
    kind = problems[facts[0]]
    return Finding(truth, kind, facts, _idle_why(kind, leaf))


def _idle_why(kind: str, leaf: Leaf) -> str:
    if kind == VerdictKind.LIMITED_PERMIT:
        return _permit_why(leaf)
    if kind == VerdictKind.EXPIRED:
        return _("It counts again once renewed.")
    if kind == VerdictKind.ENCUMBERED:
        return _("Only a license in good standing counts.")
    if kind == VerdictKind.NOT_YET:
        return _("This job needs it before you apply.")
    return _("A privilege counts only beside an active home license in a state that issues them.")


def _permit_why(leaf: Leaf) -> str:
    if leaf.permit_months is None:
        return _("This job asks for the full license.")
    return ngettext(
        "A limited permit counts here only if it covers the state and runs at most %(n)d month.",
        "A limited permit counts here only if it covers the state and runs at most %(n)d months.",
        leaf.permit_months,
    ) % {"n": leaf.permit_months}


def _license_short(
    leaf: Leaf, target: TermRow, valid: tuple[int, ...], case: Case
) -> tuple[str, str, tuple[int, ...]]:
    """A valid license of this ladder that does not cover the state, or is not high enough."""
    words, on = case.words, case.held.on
    generic = words.by_slug[leaf.term].id
    enough = tuple(i for i in valid if _reaches(i, generic, case))
    if not enough or not target.state:
        return VerdictKind.LESS.value, _("A higher license is asked for."), valid
    place = state_name(target.state, words)
    for i in enough:
        level, home = level_and_state(case.held.facts[i])
        both = words.issues_privileges(level, home, on) and words.issues_privileges(
            level, target.state, on
        )
        if level == leaf.term and both:
            text = _(
                "Both states take part in the %(compact)s: you may be able to buy a privilege."
            )
            why = text % {"compact": words.compact_names[level]}
            return VerdictKind.PRIVILEGE_TO_BUY.value, why, (i,)
    return VerdictKind.SINGLE_STATE.value, _elsewhere_why(enough, target, place, case), enough


def _elsewhere_why(enough: tuple[int, ...], target: TermRow, place: str, case: Case) -> str:
    fact = case.held.facts[enough[0]]
    level, home = level_and_state(fact)
    on, words = case.held.on, case.words
    if level not in words.multistate:
        return _("A license counts in the state that issued it: %(state)s is asked for.") % {
            "state": place
        }
    compact = words.compact_names[level]
    if not fact.multistate:
        return _("A single-state license does not cover %(state)s.") % {"state": place}
    if not words.in_multistate_compact(level, home, on):
        home_name = state_name(home, words)
        text = _("%(state)s does not issue licenses of the %(compact)s.")
        return text % {"state": home_name, "compact": compact}
    return _("%(state)s is not in the %(compact)s.") % {"state": place, "compact": compact}


def _reaches(number: int, generic: int, case: Case) -> bool:
    own = case.own[number]
    if own is None:
        return False
    return own.id in case.words.remember(
        "above", (generic, case.held.on), lambda: case.words.above([generic], case.held.on)
    )


def _nearest(facts: tuple[int, ...], case: Case) -> tuple[int, ...]:
    """The most that was stated: the highest degree or level, the longest time."""

    def amount(i: int) -> tuple[int, int]:
        own: TermRow | None = case.own[i]
        return (case.held.facts[i].months or 0, own.rank if own else 0)

    return (max(facts, key=amount),)


def _target(group: AnyOf, case: Case) -> TermRow:
    return case.words.row(min(group))


def _related(group: AnyOf, case: Case) -> tuple[int, ...]:
    """Facts of the same kind as what is asked: the same ladder, language, area, or any degree."""
    found = []
    targets = [case.words.row(i) for i in sorted(group)]
    for number, own in enumerate(case.own):
        if own is not None and any(_akin(own, target) for target in targets):
            found.append(number)
    return tuple(found)


def _akin(own: TermRow, target: TermRow) -> bool:
    if own.kind != target.kind:
        return False
    if own.kind == TermKind.EDUCATION:
        return True
    if own.kind in SAME_FAMILY:
        return own.family == target.family
    if own.kind == TermKind.EXPERIENCE:
        return own.area == target.area
    return own.id == target.id or own.slug.split(":")[0] == target.slug.split(":")[0]
