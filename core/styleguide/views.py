from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from core.pages import charts, render_page
from core.styleguide import samples, stepping

COLORS = [
    ("paper", "page"), ("surface", "sheet"), ("sunken", "inset, hover"), ("ink", "text, 15.5:1"),
    ("quiet", "second text, 7.2:1"), ("line", "hairline"), ("edge", "field border, 3.7:1"),
    ("teal", "action, 6.3:1"), ("coral", "the one clock, 5.6:1"), ("met", "met, 6.0:1"),
    ("unmet", "not met, 7.9:1"), ("unknown", "not stated, 6.7:1"), ("later", "due later, 7.4:1"),
]  # fmt: skip


@login_not_required
@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    """Every component in every state, from invented samples; open to all, indexed by nobody."""
    counts = [2, 4, 8, 13, 17, 15, 11, 8, 4, 3, 1]
    steps = [
        (32 + 2 * i, f"${32 + 2 * i}", f"${32 + 2 * i}.00–${33 + 2 * i}.99", n)
        for i, n in enumerate(counts)
    ]
    chart = charts.histogram(
        steps, 2, half=(38.4, 44.9), typical=41.6, typical_label="typical, $41.60",
        you=40.2, you_label="you, $40.20",
    )  # fmt: skip
    context = {
        "sample": samples,
        "stepping": stepping,
        "colors": COLORS,
        "chart": chart,
        "form": samples.SampleForm(),
        "refused": samples.refused_form(),
        "tree": samples.tree(),
        "decision": samples.DecisionForm(prefix="decide"),
        "page": samples.sample_page(),
    }
    return render_page(request, "core/styleguide.html", context)
