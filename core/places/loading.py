from __future__ import annotations

import zipcodes
from django.db import connection, transaction

from core.places.finding import fold_city
from core.places.models import Place
from core.places.states import ALL_STATES


@transaction.atomic
def load_places() -> dict[str, int]:
    """Fill the table from the `zipcodes` package. Returns {"added", "changed", "unchanged", "gone"} counts.

    Two runs at once wait for each other; ZIPs no longer in the data stay, since records point at them.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('core.load_places'))")
    wanted = {
        row["zip_code"]: _place(row) for row in zipcodes.list_all() if row["state"] in ALL_STATES
    }
    present = {place.pk: place for place in Place.objects.all()}
    added = [place for key, place in wanted.items() if key not in present]
    changed = [
        p for key, p in wanted.items() if key in present and _values(p) != _values(present[key])
    ]
    Place.objects.bulk_create(added, batch_size=5000)
    if changed:
        fields = [field.name for field in Place._meta.concrete_fields if not field.primary_key]
        Place.objects.bulk_update(changed, fields, batch_size=1000)
    return {
        "added": len(added),
        "changed": len(changed),
        "unchanged": len(wanted) - len(added) - len(changed),
        "gone": len(present.keys() - wanted.keys()),
    }


def _place(row: dict) -> Place:
    names = {fold_city(row["city"]), *(fold_city(name) for name in row["acceptable_cities"])}
    return Place(
        zip=row["zip_code"],
        city=row["city"],
        state=row["state"],
        county=row["county"] or "",
        lat=float(row["lat"]),
        lng=float(row["long"]),
        timezone=row["timezone"] or "",
        is_post_office=row["zip_code_type"] in {"PO BOX", "UNIQUE"},
        names=sorted(names - {""}),
    )


def _values(place: Place) -> tuple:
    return tuple(getattr(place, field.attname) for field in Place._meta.concrete_fields)
