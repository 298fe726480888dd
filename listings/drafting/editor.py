"""The requirement tree as the editor draws it: one line open for change, the others as sentences."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from listings.drafting.schema import BOX, TWO_UP
from listings.drafting.tree import (
    DEEPEST,
    Complaint,
    Tree,
    asks_for_degree_alone,
    instead_of_degree,
    is_group,
    tidied,
)
from qualifications import vocabulary
from qualifications.enums import FieldMatch, Necessity, Reason, TermKind, Timing
from qualifications.formulas import FormulaError, bind, leaves, parse
from qualifications.selectors import (
    areas_around,
    education_fields,
    education_ranks,
    experience_areas,
    experience_steps,
    term_choices,
)
from qualifications.sentences import duration, sentence
from qualifications.vocabulary import PERMITS, Vocabulary

_lazy = gettext_lazy
# what nobody may ask for: the lowest level asks nothing, the highest asks where someone was born
_NOT_ASKED = (":basic", ":native")
_ALWAYS = {"term", "necessity", "timing", "months", "reason", "note"}
_FOR_KIND: dict[str, set[str]] = {
    TermKind.EDUCATION: {"fields", "field_match", "in_progress_ok"},
    TermKind.EXPERIENCE: {"experience_months"},
}


def term_options() -> list[tuple[str, Any]]:
    """Grouped by kind for one select; experience by its area (`experience:care-coordination`)."""

    def named(kind: str) -> list[tuple[str, str]]:
        return [(t.slug, t.name) for t in term_choices(kind) if not t.slug.endswith(_NOT_ASKED)]

    areas = [
        (f"experience:{area}", _("Experience in %(area)s") % {"area": name})
        for area, name in experience_areas()
    ]
    return [
        ("", _("Choose what is asked for")),
        (TermKind.LICENSE.label, named(TermKind.LICENSE)),
        (TermKind.EDUCATION.label, [(t.slug, t.name) for t in education_ranks()]),
        (TermKind.EXPERIENCE.label, areas),
        (TermKind.CERTIFICATION.label, named(TermKind.CERTIFICATION)),
        (TermKind.SKILL.label, named(TermKind.SKILL)),
        (TermKind.LANGUAGE.label, named(TermKind.LANGUAGE)),
        (TermKind.CLEARANCE.label, named(TermKind.CLEARANCE)),
    ]


def _chosen_first(chosen: list[str]) -> list[tuple[str, str]]:
    """In a list that scrolls, what is chosen must not hide below."""
    return sorted(areas_around(), key=lambda choice: choice[0] not in chosen)


def permit_choices() -> list[tuple[str, str]]:
    lengths = [(str(n), _("A permit of at most %(time)s") % {"time": duration(n)}) for n in PERMITS]
    return [("", _("No, the full license")), *lengths]


class LineForm(forms.Form):
    """One open line. Its prefix is `r-<place>`; `drafting.tree.read_post` reads what it sends."""

    term = forms.ChoiceField(label=_lazy("Requirement"), choices=term_options, required=False)
    experience_months = forms.ChoiceField(label=_lazy("How long"), required=False)
    field_match = forms.ChoiceField(
        label=_lazy("How close must the field be"),
        choices=[
            (FieldMatch.FAMILY, FieldMatch.FAMILY.label),
            (FieldMatch.EXACT, FieldMatch.EXACT.label),
        ],
        required=False,
    )
    within = forms.MultipleChoiceField(
        label=_lazy("Only where, or with whom"),
        choices=areas_around,
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs=BOX),
        help_text=_lazy(
            "Time counts while the work was in or with one of those chosen. None chosen: all of it."
        ),
    )
    permit_months = forms.ChoiceField(
        label=_lazy("Is a limited permit fine, too?"),
        choices=permit_choices,
        required=False,
        help_text=_lazy(
            "Boards issue them to new graduates who work under supervision until the exam."
        ),
    )
    in_progress_ok = forms.BooleanField(label=_lazy("Still studying is fine"), required=False)
    any_state = forms.BooleanField(label=_lazy("A license of any state is fine"), required=False)
    or_equivalent = forms.BooleanField(
        label=_lazy("An equivalent certification is fine"), required=False
    )
    necessity = forms.ChoiceField(
        label=_lazy("How firm"),
        choices=[(Necessity.REQUIRED, _lazy("Must have")), (Necessity.PREFERRED, _lazy("Helpful"))],
        widget=forms.RadioSelect(attrs={"class": "seg"}),
        required=False,
    )
    reason = forms.ChoiceField(
        label=_lazy("Why it is needed"),
        choices=[("", _lazy("Choose a reason")), *Reason.choices],
        required=False,
    )
    timing = forms.ChoiceField(label=_lazy("Needed by"), choices=Timing, required=False)
    months = forms.CharField(
        label=_lazy("Months after hire"),
        required=False,
        max_length=6,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        help_text=_lazy("Only for “within some months of hire”."),
    )
    note = forms.CharField(label=_lazy("A word to candidates"), max_length=300, required=False)

    def __init__(self, *args: Any, kind: str, options: set[str], **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        wanted = _ALWAYS | _FOR_KIND.get(kind, set()) | options
        if kind == TermKind.EDUCATION:
            self.fields["fields"] = forms.MultipleChoiceField(
                label=_("In which fields"),
                choices=education_fields,
                required=False,
                widget=forms.CheckboxSelectMultiple(attrs=TWO_UP),
                help_text=_("None chosen: any field."),
            )
            wanted.add("fields")
        for name in set(self.fields) - wanted:
            del self.fields[name]
        if "experience_months" in self.fields:
            self.fields["experience_months"].choices = [
                (str(n), duration(n) if n else _("Any time")) for n in experience_steps()
            ]
        if "within" in self.fields:
            self.fields["within"].choices = _chosen_first(self["within"].value() or [])
        order = [
            "experience_months",
            "within",
            "fields",
            "field_match",
            "in_progress_ok",
            "permit_months",
            "any_state",
            "or_equivalent",
        ]
        self.order_fields(["term", *order, "necessity", "reason", "timing", "months", "note"])

    @property
    def options(self) -> list[forms.BoundField]:
        """What only this kind of requirement has."""
        return [self[name] for name in self.fields if name not in _ALWAYS]


def line_form(place: str, leaf: Tree, complaints: list[Complaint]) -> LineForm:
    words = vocabulary.current()
    shown = shown_term(leaf)
    term = words.term(str(leaf.get("term") or ""))
    kind = TermKind.EXPERIENCE if shown.startswith("experience:") else term.kind if term else ""
    prefix = f"r-{place}"
    defaults = {
        "necessity": Necessity.REQUIRED,
        "timing": Timing.AT_APPLICATION,
        "experience_months": "24",
    }
    data = {
        f"{prefix}-{key}": value
        for key, value in {**defaults, **leaf, "term": shown}.items()
        if value is not None
    }
    form = LineForm(
        data,
        prefix=prefix,
        kind=kind,
        options=_options_of(shown, words),
    )
    form.is_valid()
    for where, key, message in complaints:
        if where == place:
            form.add_error(key if key in form.fields else None, message)
    return form


def _options_of(shown: str, words: Vocabulary) -> set[str]:
    """Fields of the form that only some terms of a kind have."""
    if shown.removeprefix("experience:") in words.main_areas:
        return {"within"}
    term = words.term(shown)
    if term is None:
        return set()
    found = {"any_state"} if term.attributes.get("by_state") else set()
    found |= {"or_equivalent"} if term.attributes.get("equivalence_set") else set()
    return found | ({"permit_months"} if term.id in words.permit_ids else set())


def shown_term(leaf: Tree) -> str:
    """The value of the select for this line."""
    term = str(leaf.get("term") or "")
    areas = leaf.get("areas") or []
    if term == "experience" and areas:
        return f"experience:{areas[0]}"
    if term.startswith("experience:"):
        return ":".join(term.split(":")[:2])
    return term


def chosen_terms(tree: Tree) -> Tree:
    """The tree with the select's experience values as the formula writes them."""
    if is_group(tree):
        return {**tree, "children": [chosen_terms(child) for child in tree["children"]]}
    term = str(tree.get("term") or "")
    if not term.startswith("experience:"):
        return (
            {k: v for k, v in tree.items() if k not in ("areas", "experience_months", "within")}
            if term
            else tree
        )
    area = term.split(":")[1]
    areas = tree.get("areas") or []
    return {
        **tree,
        "term": "experience",
        "areas": areas if area in areas[:1] else [area],
        "experience_months": tree.get("experience_months") or "24",
    }


def drawn_tree(
    tree: Tree, *, open_at: str, complaints: list[Complaint], states: list[str]
) -> list[dict[str, Any]]:
    """Top-level nodes of an `editable` tree for the templates: dicts with place, text, detail, form, inputs."""
    troubled = {place for place, _key, _message in complaints}
    drawn = [
        _drawn(
            child, str(number), number, len(tree["children"]), open_at, troubled, complaints, states
        )
        for number, child in enumerate(tree["children"])
    ]
    _ask_for_experience(drawn, tree)
    return drawn


def _ask_for_experience(nodes: list[dict[str, Any]], tree: Tree) -> None:
    """Mark the closed lines of a degree for which experience might do as well."""
    for node in nodes:
        if node["is_group"]:
            _ask_for_experience(node["children"], tree)
        elif node["form"] is None and asks_for_degree_alone(tree, node["place"]):
            node["experience"] = duration(instead_of_degree(tree, node["place"]))


def _drawn(
    node: Tree, place: str, number: int, siblings: int, open_at: str, troubled: set[str],
    complaints: list[Complaint], states: list[str],
) -> dict[str, Any]:  # fmt: skip
    common = {
        "place": place,
        "first": number == 0,
        "last": number == siblings - 1,
        "errors": [message for where, _key, message in complaints if where == place],
    }
    if is_group(node):
        inside = node.get("children", [])
        return {
            **common,
            "is_group": True,
            "op": node["op"],
            "n": node.get("n", ""),
            "label": node.get("label", ""),
            "letter": chr(ord("A") + number % 26),
            "can_nest": place.count(".") + 2 <= DEEPEST,
            "children": [
                _drawn(child, f"{place}.{n}", n, len(inside), open_at, troubled, complaints, states)
                for n, child in enumerate(inside)
            ],
        }
    is_open = place == open_at or place in troubled or not node.get("term")
    text, detail = line_words(node, states)
    return {
        **common,
        "is_group": False,
        "text": text,
        "detail": detail,
        "form": line_form(place, node, complaints) if is_open else None,
        # what the open line's form does not show, or all of it while the line is closed
        "inputs": _inputs(place, node, {"areas", "states"} if is_open else None),
    }


def line_words(leaf: Tree, states: list[str]) -> tuple[str, str]:
    try:
        node = parse({"op": "all", "children": [tidied(_without_preference(leaf))]}, draft=True)
        text = sentence(bind(leaves(node)[0], tuple(states)))
    except FormulaError:
        text = _("Not finished yet")
    firm = _("Helpful") if leaf.get("necessity") == Necessity.PREFERRED else _("Must have")
    timing = str(leaf.get("timing") or Timing.AT_APPLICATION)
    when = (
        str(Timing(timing).label)
        if timing in Timing.values and timing != Timing.WITHIN_MONTHS
        else ""
    )
    why = (
        str(Reason(leaf["reason"]).label)
        if leaf.get("reason") in Reason.values
        else _("no reason yet")
    )
    if leaf.get("necessity") == Necessity.PREFERRED:
        return text, " · ".join([firm, _("never counted against anyone")])
    return text, " · ".join(part for part in (firm, when, why) if part)


def _without_preference(leaf: Tree) -> Tree:
    return {**leaf, "reason": ""} if leaf.get("reason") == Reason.PREFERENCE else leaf


def _inputs(place: str, leaf: Tree, only: set[str] | None) -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    for key, value in {**leaf, "term": shown_term(leaf)}.items():
        if (only is not None and key not in only) or value in (None, "", False, []):
            continue
        values = value if isinstance(value, list) else [value]
        pairs += [(f"r-{place}-{key}", str(v)) for v in values]
    return pairs
