"""The invented people and employers. No name stands for anybody; every domain ends in .example."""

from __future__ import annotations

# name, kind, ZIP codes of its sites, care settings of its sites
EMPLOYERS: tuple[tuple[str, str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("Tall Oaks Medical Group", "group", ("45203", "41011", "45242"), ("primary-care", "oncology", "multispecialty")),
    ("Queensgate Community Health", "health_center", ("45214", "45229"), ("fqhc", "community-health")),
    ("Licking Valley Primary Care", "clinic", ("41014",), ("primary-care",)),
    ("Redbud Health Partners", "group", ("41042", "40202"), ("hospital-outpatient", "aco-cin")),
    ("Mariner Street Clinic", "clinic", ("45202",), ("behavioral-health",)),
    ("Harbor Light Pediatrics", "clinic", ("45212",), ("pediatrics",)),
    ("Sable Creek Imaging", "clinic", ("78704",), ("imaging",)),
    ("Ludlow Street Dental", "clinic", ("10002",), ("dental",)),
    ("Cedar Bend Health Center", "health_center", ("50314", "52402"), ("fqhc", "student-health")),
    ("Prairie Wind Family Clinics", "group", ("67203", "68104"), ("rural-health", "primary-care")),
    ("Blue Mesa Behavioral Health", "clinic", ("87102", "85004"), ("behavioral-health", "sud")),
    ("Tidewater Heart and Lung", "clinic", ("23510",), ("medical-specialty",)),
    ("Stonebridge Dialysis", "clinic", ("19104", "08102"), ("dialysis",)),
    ("Granite Ridge Surgery Center", "clinic", ("03101",), ("asc",)),
    ("Larkspur Health Plan", "payer", ("55401", "53202"), ("payer",)),
    ("Evergreen Coast Care", "group", ("98104", "97209"), ("multispecialty", "geriatrics")),
    ("Sunhollow Community Clinics", "health_center", ("93721", "95354"), ("community-health", "fqhc")),
    ("Pelican Bay Urgent Care", "clinic", ("70112",), ("urgent-care",)),
    ("Magnolia Women's Health", "clinic", ("39201", "35203"), ("womens-health",)),
    ("High Plains Tribal Health", "public", ("57701", "58102"), ("tribal", "public-health")),
    ("Copper Canyon Oncology", "clinic", ("85719",), ("oncology",)),
    ("Bridgewell Case Management", "agency", ("06103", "02108"), ("case-mgmt-agency",)),
    ("Northlake Eye and Ear", "clinic", ("60610",), ("eye", "hearing")),
    ("Piney Woods Rural Health", "clinic", ("75702", "71201"), ("rural-health", "mobile-street")),
    ("Fairhaven Rehabilitation", "clinic", ("04101", "05401"), ("rehab-pt",)),
    ("Silver Birch Senior Care", "agency", ("48104", "49503"), ("geriatrics", "home-community")),
    ("Desert Willow Telehealth", "other", ("89101",), ("telehealth",)),
    ("Chestnut Hill Sleep and Pain", "clinic", ("15213",), ("sleep", "pain")),
    ("Riverbend Recovery", "clinic", ("63103", "37203"), ("sud", "correctional")),
    ("Palmetto Family Dental", "clinic", ("29401", "30303"), ("dental", "oral-surgery")),
    ("Ironwood Occupational Health", "clinic", ("77002",), ("occupational-health",)),
    ("Quiet Harbor Hospice and Home", "agency", ("02903",), ("home-community",)),
    ("Big Sky Veterans Clinics", "public", ("59101", "83702"), ("va-military",)),
    ("Aster Genetics", "clinic", ("27701",), ("genetics",)),
    ("Cobalt Endoscopy", "clinic", ("33130",), ("endoscopy",)),
    ("Maple Hollow Podiatry", "clinic", ("46204",), ("podiatry",)),
    ("James River Care Partners", "group", ("23220",), ("aco-cin", "primary-care")),
    ("Lighthouse Point Emergency Care", "clinic", ("21201", "20001"), ("emergency",)),
    ("Wasatch Neighborhood Clinics", "health_center", ("84101", "80203"), ("fqhc", "pediatrics")),
    ("Kestrel Health Cooperative", "payer", ("73102", "72201"), ("payer", "multispecialty")),
)  # fmt: skip
# states in which remote coordinators may live, beside the employer's own
REMOTE_STATES = ("OH", "KY", "IN", "TX", "NC", "CO", "AZ", "FL")

FIRST = (
    "Dana", "Omar", "Priya", "Luis", "Marisol", "Keisha", "Tomas", "Hannah", "Wei", "Aisha", "Grace", "Mateo",
    "Noor", "Elena", "Jamal", "Ingrid", "Rosa", "Samuel", "Thuy", "Bianca", "Caleb", "Yara", "Devon", "Mei",
    "Fatima", "Andre", "Lucia", "Peter", "Simone", "Hiro",
)  # fmt: skip
LAST = (
    "Whitfield", "Reyes", "Natarajan", "Ortega", "Bell", "Johansen", "Okafor", "Tran", "Haddad", "Kowalski",
    "Freeman", "Castillo", "Mbeki", "Larsen", "Nguyen", "Abernathy", "Silva", "Park", "Dubois", "Harjo",
)  # fmt: skip
HOMES = (
    "41011", "45202", "45229", "40202", "43215", "46204", "78704", "77002", "10002", "19104", "60610", "85719",
    "87102", "98104", "97209", "93721", "70112", "39201", "57701", "06103", "75702", "04101", "48104", "89101",
    "15213", "63103", "29401", "02903", "59101", "27701", "33130", "23220", "21201", "84101", "73102", "50314",
    "67203", "55401", "30303", "37203",
)  # fmt: skip
