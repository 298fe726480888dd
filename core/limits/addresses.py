from __future__ import annotations

import ipaddress

from django.conf import settings
from django.http import HttpRequest

UNKNOWN = "0.0.0.0"


def client_ip(request: HttpRequest) -> str:
    """Address of the client. Only the last TRUSTED_PROXIES entries of X-Forwarded-For were written by
    machines of ours; everything to the left of them is the client's own claim and is ignored."""
    own = request.META.get("REMOTE_ADDR", "")
    proxies = settings.TRUSTED_PROXIES
    if proxies > 0:
        claimed = [
            part.strip()
            for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
            if part.strip()
        ]
        if len(claimed) >= proxies:
            own = claimed[-proxies]
    try:
        address = ipaddress.ip_address(own)
    except ValueError:  # a unix socket has no address
        return UNKNOWN
    mapped = getattr(address, "ipv4_mapped", None)
    return str(mapped or address)


def client_key(request: HttpRequest) -> str:
    """Key for limits: the address, or its /64 for IPv6, since one household holds a whole /64."""
    address = ipaddress.ip_address(client_ip(request))
    if address.version == 6:
        return str(ipaddress.ip_network((address, 64), strict=False))
    return str(address)
