"""Sixty invented candidates: "name | archetype | city | state | second language"."""

from __future__ import annotations

_ROWS = """
Aaliyah Bennett|rn|Cincinnati|OH|
Tomás Villareal|chw|Covington|KY|spanish:native
Priya Raghunathan|rn-ccm|Columbus|OH|hindi:fluent
Marcus Oyelaran|lcsw|Louisville|KY|
Hannah Lindqvist|ma|Cincinnati|OH|
Duc Tran|access|Houston|TX|vietnamese:native
Rosalind Achebe|rn-ccm|Charlotte|NC|
Caleb Whitehorse|chw|Flagstaff|AZ|navajo:fluent
Ingrid Solberg|lpn|Minneapolis|MN|
Yusuf Warsame|access|Minneapolis|MN|somali:native
Gabriela Montes|ma|Albuquerque|NM|spanish:fluent
Eleanor Fitch|rn-ccm|Portland|ME|
Jamal Prescott|peer|Baltimore|MD|
Mei-Lin Zhao|admin|Seattle|WA|mandarin:native
Oksana Petrenko|rn|Chicago|IL|ukrainian:native
Brandon Kekoa|coach|San Diego|CA|
Latoya Simmons|msw|Memphis|TN|
Noor Haddad|msw|Newark|NJ|arabic:fluent
Patrick Gallagher|counselor|Pittsburgh|PA|
Sunita Gurung|access|Omaha|NE|nepali:native
Diego Escamilla|rn|San Diego|CA|spanish:fluent
Abigail Thornbury|admin|Boise|ID|
Kwame Asante|rn-ccm|Atlanta|GA|
Wanda Kowalczyk|lpn|Milwaukee|WI|polish:fluent
Leilani Makoa|chw|Seattle|WA|
Samuel Ortiz-Bell|student|Cincinnati|OH|spanish:professional
Fatima Siddiqui|lcsw|Columbus|OH|urdu:fluent
Terrence Boudreaux|peer|New Orleans|LA|
Grace Nakamura|dental|Denver|CO|japanese:professional
Olivia Hartsfield|rn|Tampa|FL|
Emmanuel Joseph|ma|Orlando|FL|haitian-creole:native
Beatriz Fonseca|msw|Providence|RI|portuguese:native
Naomi Redfern|counselor|Salt Lake City|UT|
Vikram Chaudhary|admin|Indianapolis|IN|punjabi:fluent
Shanice Burrell|rn-ccm|Jackson|MS|
Luis Arroyo|dental|Saint Louis|MO|spanish:native
Annika Vestergaard|coach|Burlington|VT|
Isaiah Freeman|rn|Norfolk|VA|
Soo-Jin Park|rn|Los Angeles|CA|korean:native
Dolores Begay|lpn|Albuquerque|NM|navajo:native
Rebecca Stein|lcsw|Brooklyn|NY|
Amara Nwosu|student|Raleigh|NC|
Colin MacRae|access|Spokane|WA|
Pilar Quintero|chw|Houston|TX|spanish:native
Joanna Wierzbicki|rn-ccm|Hartford|CT|polish:conversational
Dwayne Castillo|peer|Tulsa|OK|
Thuy Nguyen|ma|Oklahoma City|OK|vietnamese:fluent
Maribel Santos|admin|Charleston|SC|tagalog:native
Elijah Crowe|rn|Billings|MT|
Zainab Farah|chw|Columbus|OH|somali:native
Keisha Monroe|rn-ccm|Dayton|OH|
Harold Jimenez|counselor|Santa Fe|NM|spanish:professional
Lydia Ferncastle|coach|Madison|WI|
Reggie Stallworth|admin|Nashville|TN|
Ivana Marković|access|Chicago|IL|
Asha Mwangi|rn|Lexington|KY|swahili:native
Corinne Delacroix|msw|Manchester|NH|french:fluent
Mateo Salcedo|ma|Denver|CO|spanish:fluent
Judith Abernathy|lpn|Topeka|KS|
"""
# The first is the demo's own candidate (jobboard/demo_accounts.py).
CANDIDATES: list[tuple[str, str, str, str, str]] = [
    ("Dana Whitfield", "rn-demo", "Covington", "KY", "spanish:professional"),
    *(tuple(row.split("|")) for row in _ROWS.strip().splitlines()),  # type: ignore[list-item]
]
MEMBERS = {"owner": "Meredith Ashby", "recruiter": "Rafael Ortiz", "reviewer": "Lin Castellan"}
STAFF = {"moderator": "Noreen Baptiste", "admin": "Silas Verhoeven"}
OWNER_NAMES = [
    "Adele Kimura",
    "Bertrand Okoye",
    "Carmen Lindholm",
    "Dominic Farrow",
    "Estelle Nakai",
    "Franklin Reyes",
    "Greta Olufsen",
    "Hakim Daniels",
    "Irene Caldera",
    "Jonas Pritchard",
    "Kavita Menon",
    "Lorenzo Haines",
    "Marta Svoboda",
]
