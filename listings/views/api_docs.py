from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from drf_spectacular.generators import SchemaGenerator

from core.pages import render_page


@login_not_required
@require_safe
def api_docs(request: HttpRequest) -> HttpResponse:
    """The addresses of the API and their parameters, out of the same schema machines read."""
    schema = SchemaGenerator().get_schema(request=None, public=True)
    addresses = [
        {
            "path": path,
            "summary": get.get("summary", ""),
            "parameters": [_words(p) for p in get.get("parameters", [])],
        }
        for path, methods in schema["paths"].items()
        if (get := methods.get("get")) and "/v1/" in path
    ]
    return render_page(request, "listings/api_docs.html", {"addresses": addresses})


def _words(parameter: dict[str, Any]) -> dict[str, str]:
    shape = parameter.get("schema", {})
    several = shape.get("type") == "array"
    values = (shape.get("items", {}) if several else shape).get("enum", [])
    return {
        "name": parameter["name"],
        "type": ("several of " if several else "")
        + str((shape.get("items", shape)).get("type", "")),
        "values": ", ".join(str(v) for v in values[:60] if v != ""),
    }
