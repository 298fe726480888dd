"""People around the demo's clinic who want to be found: enough that its counts and its search say something.

One tells the clinic who she is, one hides from it; what the clinic looks at is then on record with them.
"""

from __future__ import annotations

from jobboard.demo.accounts import House, People
from jobboard.demo.candidates import add_profile, terms_by_slug
from profiles.enums import Visibility
from profiles.services import exclude_employer, give_consent, set_visibility

# name | archetype | city | state | second language
_ROWS = """
Carla Whitcomb|rn-ccm|Cincinnati|OH|spanish:fluent
Deborah Ansel|rn|Cincinnati|OH|
Tamsin Okafor|rn-ccm|Covington|KY|
Renee Valdez|rn|Newport|KY|spanish:native
Judith Marlowe|rn-ccm|Cincinnati|OH|
Winston Pereira|rn|Cincinnati|OH|portuguese:fluent
Aisha Lindgren|rn|Covington|KY|
Peter Kostas|rn-ccm|Cincinnati|OH|
Marisol Trent|msw|Cincinnati|OH|spanish:native
Hugh Abernathy|lpn|Cincinnati|OH|
Lena Brandt|rn|Cincinnati|OH|
Corinne Massey|rn|Newport|KY|
Theo Nakagawa|lcsw|Cincinnati|OH|
Bridget Halloran|rn-ccm|Cincinnati|OH|
Ruben Castellano|chw|Cincinnati|OH|spanish:native
Yvonne Draper|rn|Cincinnati|OH|
Stella Fairchild|rn|Covington|KY|
Malik Jennings|ma|Cincinnati|OH|
Greta Hollis|rn-ccm|Cincinnati|OH|
Anton Weiss|rn|Cincinnati|OH|
Paloma Reyes|msw|Covington|KY|spanish:native
Ione Castle|rn|Cincinnati|OH|
Derek Sun|admin|Cincinnati|OH|mandarin:fluent
Maeve Donnelly|rn-ccm|Newport|KY|
Simone Archer|rn|Cincinnati|OH|
Hector Bloom|rn|Cincinnati|OH|
"""
NEIGHBORS = [tuple(line.split("|")) for line in _ROWS.strip().splitlines()]
# varied by number as all profiles are; far from those of the other candidates
FIRST_NUMBER = 200
CONSENTS, HIDES = 0, 4


def add_neighbors(people: People, house: House) -> None:
    terms = terms_by_slug()
    for position, row in enumerate(NEIGHBORS):
        local = ".".join(row[0].lower().split())
        user = people.add(f"{local}.near@people.example", row[0])
        profile = add_profile(user, FIRST_NUMBER + position, row, terms)
        set_visibility(profile=profile, by=user, visibility=Visibility.ANONYMOUS)
        if position == CONSENTS:
            give_consent(profile=profile, by=user, employer=house.employer)
        if position == HIDES:
            exclude_employer(profile=profile, by=user, employer=house.employer)
