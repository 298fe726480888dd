"""Formulas and facts in English, one sentence each; every word through gettext."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from qualifications import vocabulary
from qualifications.enums import FactStatus, FieldMatch, TermKind, Timing
from qualifications.formulas import Group, Leaf, Node
from qualifications.holding import Fact, level_and_state
from qualifications.vocabulary import TermRow, Vocabulary

BARE_LADDERS = {"nursing"}  # RN and LPN are called the same in every state (but LVN in CA and TX)


def sentence(node: Node, *, words: Vocabulary | None = None) -> str:
    """The whole formula, or one line of it, as it reads on the page."""
    words = words or vocabulary.current()
    if isinstance(node, Leaf):
        return _leaf(node, words)
    if not node.children:
        return _("No requirements stated")
    needed = [child for child in node.children if child.required or not node.required]
    text = _joined(node, needed, words)
    helpful = [child for child in node.children if child not in needed]
    if not helpful:
        return text
    wishes = list_of([_inside(child, words) for child in helpful], _("and"))
    return _("%(required)s; helpful: %(wishes)s") % {"required": text, "wishes": wishes}


def _joined(group: Group, children: list[Node], words: Vocabulary) -> str:
    inside = [_inside(child, words) for child in children]
    if group.op == "all":
        return list_of(inside, _("and"))
    if group.op == "any":
        return list_of(inside, _("or"))
    return _("at least %(n)d of %(choices)s") % {"n": group.n, "choices": list_of(inside, _("and"))}


def _inside(child: Node, words: Vocabulary) -> str:
    text = sentence(child, words=words)
    mixed = isinstance(child, Group) and len(child.children) > 1 and child.op != "at_least"
    return f"({text})" if mixed else text


def list_of(parts: Sequence[str], joint: str) -> str:
    parts = list(parts)
    if len(parts) < 3:
        return f" {joint} ".join(parts)
    return f"{', '.join(parts[:-1])}, {joint} {parts[-1]}"


def duration(months: int) -> str:
    years, rest = divmod(months, 12)
    parts = []
    if years:
        parts.append(ngettext("%(n)d year", "%(n)d years", years) % {"n": years})
    if rest or not years:
        parts.append(ngettext("%(n)d month", "%(n)d months", rest) % {"n": rest})
    return " ".join(parts)


def day(on: date) -> str:
    return date_format(on, "M j, Y")


def state_name(code: str, words: Vocabulary) -> str:
    return words.states.get(code, code)


def _leaf(leaf: Leaf, words: Vocabulary) -> str:
    text = _asked(leaf, words)
    if leaf.timing == Timing.AT_START:
        return _("%(what)s on the first day") % {"what": text}
    if leaf.timing == Timing.WITHIN_MONTHS:
        later = ngettext(
            "%(what)s within %(n)d month of hire",
            "%(what)s within %(n)d months of hire",
            leaf.months or 0,
        )
        return later % {"what": text, "n": leaf.months}
    return text


def _asked(leaf: Leaf, words: Vocabulary) -> str:
    if leaf.term == "experience":
        return _experience(leaf, words)
    term = words.by_slug.get(leaf.term)
    if term is None:
        return leaf.term
    if term.kind == TermKind.EDUCATION:
        return _degree(leaf, term, words)
    if term.kind == TermKind.LANGUAGE:
        return _language(term)
    if term.attributes.get("by_state"):
        return _by_state(leaf, term, words)
    if leaf.or_equivalent:
        return _("%(what)s or equivalent") % {"what": term.label}
    return term.label


def _experience(leaf: Leaf, words: Vocabulary) -> str:
    names = [words.by_slug[f"experience:{a}:0"].label for a in leaf.areas]
    areas = list_of(names, _("or"))
    if leaf.within:
        areas = f"{areas} {list_of([around_text(a, words) for a in leaf.within], _('or'))}"
    if not leaf.experience_months:
        return _("Experience in %(areas)s") % {"areas": areas}
    length = duration(leaf.experience_months)
    return _("%(length)s in %(areas)s") % {"length": length, "areas": areas}


def around_text(area: str, words: Vocabulary) -> str:
    """ "in a community health center", "with older adults" """
    term = words.by_slug[f"experience:{area}:0"]
    if term.attributes.get("kind") == "people":
        return _("with %(people)s") % {"people": term.attributes["people"]}
    return _("in %(setting)s") % {"setting": term.label}


def at_once_text(fact: Fact, within: Sequence[str], words: Vocabulary) -> str:
    """How much of that time was in one of these settings, or with these people."""
    known = [(area, months) for area, months in fact.together if area in within]
    parts = [
        _("%(length)s of it %(around)s") % {"length": duration(m), "around": around_text(a, words)}
        if m is not None
        else _("none of it %(around)s") % {"around": around_text(a, words)}
        for a, m in known
    ]
    text = list_of(parts, _("and"))
    return f"{text[:1].upper()}{text[1:]}." if text else ""


def _degree(leaf: Leaf, term: TermRow, words: Vocabulary) -> str:
    fields = [words.by_slug[f"{leaf.term}:{f}"].attributes["field_name"] for f in leaf.fields]
    if not fields:
        text = term.name
    elif leaf.field_match == FieldMatch.EXACT:
        fields_text = list_of(fields, _("or"))
        text = _("%(degree)s, exactly in %(fields)s") % {
            "degree": term.label,
            "fields": fields_text,
        }
    else:
        fields_text = list_of(fields, _("or"))
        text = _("%(degree)s in %(fields)s") % {"degree": term.label, "fields": fields_text}
    return _("%(degree)s, done or in progress") % {"degree": text} if leaf.in_progress_ok else text


def _language(term: TermRow) -> str:
    name, level = term.attributes["language"], term.attributes["level_name"]
    if term.rank == 5:
        return _("%(language)s, %(level)s") % {"language": name, "level": level}
    return _("%(language)s, %(level)s or better") % {"language": name, "level": level}


def _by_state(leaf: Leaf, term: TermRow, words: Vocabulary) -> str:
    text = _credential_in(leaf, term, words)
    if leaf.permit_months is None:
        return text
    permit = ngettext(
        "%(license)s, or a limited permit of at most %(n)d month",
        "%(license)s, or a limited permit of at most %(n)d months",
        leaf.permit_months,
    )
    return permit % {"license": text, "n": leaf.permit_months}


def _credential_in(leaf: Leaf, term: TermRow, words: Vocabulary) -> str:
    if not leaf.states:
        if leaf.any_state:
            return _("%(what)s from any state") % {"what": term.name}
        return term.name
    places = list_of([state_name(s, words) for s in leaf.states], _("and"))
    if term.kind != TermKind.LICENSE:
        return _("%(what)s in %(places)s") % {"what": term.label, "places": places}
    name = title_in(term.level, leaf.states, words) or term.label
    if term.attributes.get("has_higher") and term.family not in BARE_LADDERS:
        return _("%(title)s or higher in %(places)s") % {"title": name, "places": places}
    license = license_name(name)
    return _("%(license)s that covers %(places)s") % {"license": license, "places": places}


def license_name(title: str) -> str:
    """`RN license`; a name that says so itself stays (`Independent counselor license`)."""
    return title if "license" in title.lower() else _("%(title)s license") % {"title": title}


def title_in(level: str, states: Sequence[str], words: Vocabulary) -> str:
    """What these states call the level; empty when they differ or have no word for it."""
    names = {words.titles.get((state, level), ("",))[0] for state in states}
    return names.pop() if len(names) == 1 else ""


def fact_text(fact: Fact, words: Vocabulary) -> str:
    """What was stated, without "You:": `RN, multistate, home state Kentucky, active to Oct 31, 2027`."""
    level, state = level_and_state(fact)
    if fact.term.startswith("experience:"):
        return _worked(fact, words)
    term = words.by_slug.get(fact.term)
    if term is not None and "state_of" in term.attributes:
        term = words.by_slug[level]
    if term is None:
        return fact.label or fact.term
    if term.kind == TermKind.EDUCATION:
        degree = _lower_first(term.name)
        named = fact.label and fact.label not in (term.name, term.label)
        return _with_status(f"{degree}, {fact.label}" if named else degree, fact)
    if term.kind == TermKind.LANGUAGE:
        name, level_name = term.attributes["language"], term.attributes["level_name"]
        text = _("%(language)s, %(level)s") % {"language": name, "level": level_name}
        return (
            f"{text}, {fact.label}" if fact.label not in ("", text, term.name, term.label) else text
        )
    if term.attributes.get("by_state"):
        return _licensed(fact, term, state, words)
    return _with_status(_named(term, fact), fact)


def _named(term: TermRow, fact: Fact) -> str:
    # a profile names a certificate or language by its own name: once is enough
    own = {term.label, term.name}
    return f"{term.label}, {fact.label}" if fact.label and fact.label not in own else term.label


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]


def _worked(fact: Fact, words: Vocabulary) -> str:
    area, _colon, step = fact.term.removeprefix("experience:").partition(":")
    term = words.by_slug.get(f"experience:{area}:0")
    name = term.label if term else area
    months = int(step) if fact.months is None and step.isdigit() else fact.months
    if months is None:
        return _("a job in %(area)s without dates") % {"area": name}
    length = duration(months)
    if len(fact.parts) > 1:
        return _("%(length)s: %(sum)s") % {"length": length, "sum": _arithmetic(fact.parts, months)}
    if fact.label:
        return _("%(length)s, %(where)s") % {"length": length, "where": fact.label}
    return _("%(length)s in %(area)s") % {"length": length, "area": name}


def _arithmetic(parts: Sequence[tuple[str, int]], total: int) -> str:
    """ "Clinic A 3 years 2 months + Clinic B 1 year, 4 months of both at once": it adds up to the total."""
    text = " + ".join(f"{where} {duration(months)}" for where, months in parts)
    twice = sum(months for _where, months in parts) - total
    if twice <= 0:
        return text
    both, several = (
        _("%(sum)s, %(length)s of both at once"),
        _("%(sum)s, %(length)s of them at once"),
    )
    return (both if len(parts) == 2 else several) % {"sum": text, "length": duration(twice)}


def _licensed(fact: Fact, term: TermRow, state: str, words: Vocabulary) -> str:
    parts = [title_in(term.level, [state], words) or term.label] if state else [term.label]
    if fact.label and fact.label != parts[0]:
        parts = [fact.label]
    place = state_name(state, words)
    if fact.multistate:
        parts += [_("multistate"), _("home state %(state)s") % {"state": place}]
    elif fact.privilege:
        parts.append(_("compact privilege in %(state)s") % {"state": place})
    elif place:
        parts.append(place)
        # worth saying only where the other kind can be had by now
        full = fact.status != FactStatus.LIMITED_PERMIT
        if full and term.level in words.multistate and _has_multistate(term, state, words):
            parts.append(_("single-state"))
    return _with_status(", ".join(parts), fact)


def _has_multistate(term: TermRow, state: str, words: Vocabulary) -> bool:
    return f"{term.slug}:{state}:multistate" in words.by_slug


def _with_status(text: str, fact: Fact) -> str:
    if fact.status == FactStatus.LIMITED_PERMIT and fact.months is not None:
        length = duration(fact.months)
        text = _("%(what)s, limited permit of %(length)s") % {"what": text, "length": length}
        if fact.expires is None:
            return text
        return _("%(what)s, to %(day)s") % {"what": text, "day": day(fact.expires)}
    if fact.status == FactStatus.ACTIVE:
        if fact.expires is None:
            return text
        return _("%(what)s, active to %(day)s") % {"what": text, "day": day(fact.expires)}
    status = FactStatus(fact.status).label if fact.status in FactStatus.values else fact.status
    if fact.expires is None:
        return f"{text}, {status}"
    return _("%(what)s, %(status)s, dated %(day)s") % {
        "what": text,
        "status": status,
        "day": day(fact.expires),
    }
