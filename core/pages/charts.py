"""Geometry of charts: numbers in, percentages out, so that templates need no inline style."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

BASE_Y, TALLEST = 228, 174


def histogram(
    steps: Sequence[tuple[float, str, str, int]],
    width: float,
    *,
    half: tuple[float, float] | None = None,
    typical: float | None = None,
    typical_label: str = "",
    you: float | None = None,
    you_label: str = "",
) -> dict[str, Any]:
    """`steps`: (start, label, words of the range, how many), each `width` wide, in order."""
    low, span = steps[0][0], width * len(steps)
    most = max(n for *_rest, n in steps) or 1

    def percent(value: float) -> str:
        return f"{min(max((value - low) / span, 0), 1) * 100:.2f}"

    bars = []
    for start, label, words, n in steps:
        height = TALLEST * n / most
        left = (start - low) / span * 100
        bars.append(
            {
                "label": label,
                "range": words,
                "n": n,
                "left": f"{left:.2f}",
                "x": f"{left + 0.3:.2f}",
                "width": f"{100 / len(steps) - 0.6:.2f}",
                "middle": f"{left + 50 / len(steps):.2f}",
                "height": f"{height:.1f}",
                "y": f"{BASE_Y - height:.1f}",
                "number_y": f"{BASE_Y - height - 7:.1f}",
            }
        )
    return {
        "bars": bars,
        "half": [percent(edge) for edge in half] if half else None,
        "typical": percent(typical) if typical is not None else None,
        "typical_label": typical_label,
        "you": percent(you) if you is not None else None,
        "you_label": you_label,
    }
