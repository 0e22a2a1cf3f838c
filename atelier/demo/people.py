"""The demo house's invented people. Any likeness to living ones is chance."""

from dataclasses import dataclass

PASSWORD = "lantern-street-41"
HOUSE = {
    "name": "Maison Tessaly",
    "legal_name": "Maison Tessaly Fine Jewellery LLC",
    "tagline": "Bespoke fine jewellery, hand-finished in New York",
    "email": "atelier@maison-tessaly.example",
    "phone": "+1 212 555 0141",
    "address": "41 Lantern Street\nNew York, NY 10013",
    "directions": "Ring at the green door. The salon is on the second floor; there is a lift.",
    "country": "US",
    "time_zone": "America/New_York",
    "currency": "USD",
    "tax_name": "New York sales tax",
    "serial_prefix": "MT",
    "bank_details": (
        "Maison Tessaly Fine Jewellery LLC\nLantern Bank, New York\nAccount 0041 7720 5518\n"
        "Routing number 026 000 418"
    ),
    "terms": (
        "Each part of the price falls due as written beside the options. The metal price is held "
        "from your approval on. Once a casting has been made, a change is agreed in writing with "
        "its price and its days."
    ),
}


@dataclass(frozen=True)
class Staff:
    """A member of staff; `roles` are StaffMember flags, `groups` what the account may do.

    Without a group it is an owner's, and may do everything.
    """

    name: str
    email: str
    title: str
    colour: str
    roles: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()


STAFF = (
    Staff("Odile Tessaly", "odile@maison-tessaly.example", "Owner and designer", "#1f3a33",
          ("is_advisor",)),
    Staff("Marcus Ferrant", "marcus@maison-tessaly.example", "Senior advisor", "#7a5c22",
          ("is_advisor",), ("Advisors", "Bookkeeping")),
    Staff("Priya Venkat", "priya@maison-tessaly.example", "Advisor", "#3d4f7c",
          ("is_advisor",), ("Advisors",)),
    Staff("Henrike Aalto", "henrike@maison-tessaly.example", "Gemmologist", "#6d3b52",
          ("is_gemmologist", "is_advisor"), ("Gemmologists", "Advisors")),
    Staff("Tomás Abreu", "tomas@maison-tessaly.example", "Head of the workshop", "#4c4a42",
          ("is_bench_lead",), ("Workshop",)),
    Staff("June Okafor", "june@maison-tessaly.example", "Client care", "#2f5d62",
          (), ("Client care", "Bookkeeping")),
)  # fmt: skip


@dataclass(frozen=True)
class Bench:
    """Somebody at a bench, with the PIN the demo prints; `may_release` pictures to clients."""

    name: str
    initials: str
    pin: str
    skills: tuple[str, ...]
    may_release: bool = False


JEWELLERS = (
    Bench("Amélie Roux", "AR", "481516", ("setter", "bench")),
    Bench("Benoît Castel", "BC", "234211", ("caster",)),
    Bench("Dalia Haddad", "DH", "907355", ("modeller",)),
    Bench("Edmund Price", "EP", "660318", ("bench", "bench_lead")),
    Bench("Inès Valcourt", "IV", "752904", ("engraver", "polisher")),
    Bench("Kenji Mori", "KM", "318870", ("inspector", "setter"), True),
    Bench("Rosa Lindqvist", "RL", "845126", ("polisher", "engraver")),
    Bench("Tomás Abreu", "TA", "109437", ("inspector", "bench_lead", "bench", "sales"), True),
)

BOARD = "Wall board"
TABLETS = ("Bench tablet, window", "Setters' table", "Casting room", BOARD)
DEMO_CLIENT = "claire.beaumont@example.com"

CLIENTS = (
    ("Claire Beaumont", DEMO_CLIENT), ("Daniel Osei", ""), ("Margarethe Lindner", ""),
    ("Sofia Marchetti", ""), ("Jonas Wikström", ""), ("Amara Nwosu", ""),
    ("Rebecca Stein", ""), ("Hiroshi Tanabe", ""), ("Leila Farouk", ""), ("Oscar Delgado", ""),
    ("Ingrid Solheim", ""), ("Patrick O'Halloran", ""), ("Yara Haddou", ""),
    ("Thomas Bellamy", ""), ("Noor Rahman", ""), ("Camille Durand", ""), ("Ethan Brightwell", ""),
    ("Valentina Rossi", ""), ("Samuel Adeyemi", ""), ("Greta Holm", ""), ("Mei-Ling Zhao", ""),
    ("Andrew Kessler", ""), ("Fatima Zahra Idrissi", ""), ("Lucas Moreau", ""),
    ("Eleanor Whitcombe-Fairweather", ""), ("Ravi Subramaniam", ""), ("Hannah Vogel", ""),
    ("Isabel Fontes", ""), ("Callum Reid", ""), ("Nadia Petrov", ""), ("Gabriel Santos", ""),
    ("Beatrix Nagy", ""), ("Theo Lambrinos", ""), ("Adaeze Obi", ""), ("Marta Kowalczyk", ""),
    ("Julian Ashcroft", ""), ("Soraya Nazari", ""), ("Frederik Dahl", ""), ("Anouk Peeters", ""),
    ("Wesley Park", ""), ("Celeste Arroyo", ""), ("Miriam Katz", ""), ("Dominic Farrell", ""),
    ("Ottilie Brandt", ""),
)  # fmt: skip


def address_of(name: str, given: str) -> str:
    """Return a client's address: the given one, or one made of the name."""
    letters = "".join(c for c in name.lower() if c.isascii() and (c.isalpha() or c == " "))
    return given or f"{letters.replace(' ', '.')}@example.com"
