from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models, transaction

from qualifications import vocabulary
from qualifications.compiling import Compiled, compiled
from qualifications.formulas import Node, bind, digest, dump, leaves, parse


class FormulaQuerySet(models.QuerySet):
    def mentioning(self, term_ids: list[int]) -> "FormulaQuerySet":
        return self.filter(term_ids__overlap=term_ids)

    def for_tree(self, tree: dict | Node, *, states: list[str] | tuple[str, ...] = ()) -> "Formula":
        """The one row for this formula, made if new.

        `states`: the job's state, or every patient state of a remote job; licenses that name no state
        are bound to them. Raises `FormulaError`.
        """
        words = vocabulary.current()
        node = tree if not isinstance(tree, dict) else parse(tree, words=words)
        node = bind(node, tuple(states), words=words)
        key = digest(node)
        found: Formula | None = Formula.objects.filter(digest=key).first()
        return found or _store(node, key, words)


def _store(node: Node, key: str, words: vocabulary.Vocabulary) -> "Formula":
    form = compiled(node, words)
    ids = sorted({i for path in form.paths for group in path for i in group})
    with transaction.atomic():
        formula, made = Formula.objects.get_or_create(
            digest=key,
            defaults={
                "tree": dump(node),
                "term_ids": ids,
                "required_count": form.required_count,
                "leaf_count": len(leaves(node)),
            },
        )
        if made:
            store_paths(formula, form)
    return formula


def store_paths(formula: "Formula", form: Compiled) -> None:
    """Write the compiled form of a formula that has no paths yet."""
    asked = [(None, path) for path in form.paths]
    wished = [(wish, path) for wish, paths in enumerate(form.wishes) for path in paths]
    rows = FormulaPath.objects.bulk_create(
        FormulaPath(
            formula=formula,
            number=number,
            wish=wish,
            needs=sorted(next(iter(group)) for group in groups if len(group) == 1),
            group_count=len(groups),
        )
        for number, (wish, groups) in enumerate([*asked, *wished])
    )
    FormulaAnyOf.objects.bulk_create(
        FormulaAnyOf(path=row, term_ids=sorted(group))
        for row, (_wish, groups) in zip(rows, [*asked, *wished], strict=True)
        for group in groups
        if len(group) > 1
    )


class Formula(models.Model):
    """One distinct set of requirements, shared by every posting that asks for the same."""

    digest = models.CharField(max_length=64, unique=True)
    tree = models.JSONField()
    term_ids = ArrayField(models.IntegerField(), default=list)
    required_count = models.PositiveSmallIntegerField(default=0)
    leaf_count = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField(auto_now_add=True)

    objects = FormulaQuerySet.as_manager()

    class Meta:
        # "Which formulas mention this term?": a changed compact, a retired term, jobs unlocked.
        indexes = [GinIndex(fields=["term_ids"], name="formula_term_ids")]

    def __str__(self) -> str:
        return self.digest[:12]


class FormulaPathQuerySet(models.QuerySet["FormulaPath"]):
    def required(self) -> "FormulaPathQuerySet":
        """Ways through the required part; the others only count for the order."""
        return self.filter(wish=None)


class FormulaPath(models.Model):
    """One way to satisfy the required part: hold all of `needs` and one of each `FormulaAnyOf`.

    With a number in `wish`: one way to meet that preferred line, which decides nothing but the order
    among equals.
    """

    formula = models.ForeignKey(Formula, on_delete=models.CASCADE, related_name="paths")
    number = models.PositiveSmallIntegerField()
    wish = models.PositiveSmallIntegerField(null=True)
    needs = ArrayField(models.IntegerField(), default=list)
    group_count = models.PositiveSmallIntegerField(default=0)

    objects = FormulaPathQuerySet.as_manager()

    class Meta:
        ordering = ["formula", "number"]
        constraints = [
            models.UniqueConstraint(fields=["formula", "number"], name="formulapath_numbered_once")
        ]

    def __str__(self) -> str:
        return f"{self.formula_id}.{self.number}"


class FormulaAnyOf(models.Model):
    path = models.ForeignKey(FormulaPath, on_delete=models.CASCADE, related_name="any_ofs")
    term_ids = ArrayField(models.IntegerField())

    def __str__(self) -> str:
        return f"{self.path_id}: {len(self.term_ids)}"
