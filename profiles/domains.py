"""Web and mail domains: whose address is it?"""

from __future__ import annotations

from urllib.parse import urlsplit

# Mail anybody can have says nothing about an employer.
FREEMAIL = frozenset(
    [
        "gmail.com",
        "googlemail.com",
        "yahoo.com",
        "ymail.com",
        "rocketmail.com",
        "outlook.com",
        "hotmail.com",
        "live.com",
        "msn.com",
        "aol.com",
        "icloud.com",
        "me.com",
        "mac.com",
        "proton.me",
        "protonmail.com",
        "pm.me",
        "gmx.com",
        "gmx.net",
        "mail.com",
        "zoho.com",
        "fastmail.com",
        "hey.com",
        "tutanota.com",
        "tuta.io",
        "yandex.com",
        "yandex.ru",
        "mail.ru",
        "qq.com",
        "163.com",
        "126.com",
        "comcast.net",
        "verizon.net",
        "att.net",
        "sbcglobal.net",
        "bellsouth.net",
        "cox.net",
        "charter.net",
        "earthlink.net",
        "mailinator.com",
        "guerrillamail.com",
        "10minutemail.com",
        "temp-mail.org",
        "yopmail.com",
        "trashmail.com",
    ]
)


def domain_of(email: str) -> str:
    return email.rpartition("@")[2].strip().lower().rstrip(".")


def host_of(text: str) -> str:
    """ "talloaks.org" out of "https://www.talloaks.org/about", "talloaks.org" or "@talloaks.org"; else ""."""
    text = text.strip().lower().lstrip("@")
    if not text:
        return ""
    try:
        host = urlsplit(text if "//" in text else f"//{text}").hostname or ""
    except ValueError:
        return ""
    host = host.rstrip(".").removeprefix("www.")
    return host if "." in host else ""


def is_freemail(domain: str) -> bool:
    parts = domain.split(".")
    return any(".".join(parts[i:]) in FREEMAIL for i in range(len(parts) - 1))


def covers(domain: str, other: str) -> bool:
    """The same domain, or one below the other. A bare public suffix never stands here: two labels at least."""
    if not domain or not other or min(domain.count("."), other.count(".")) < 1:
        return False
    return domain == other or other.endswith(f".{domain}") or domain.endswith(f".{other}")
