"""Settings with their minutes, chains and their lengths."""

# code, name, a setter's minutes for one stone. The trade gives those marked; the rest are the
# house's own starting values.
SETTINGS = (
    ("prong-4", "Four prongs", 60),  # trade, for a centre stone
    ("prong-6", "Six prongs", 60),  # trade
    ("prong-double", "Double prongs", 60),  # trade
    ("prong-claw", "Claw prongs", 60),  # trade
    ("prong-shared", "Small or shared prongs", 20),
    ("basket", "Basket", 60),
    ("bezel", "Bezel", 75),  # trade
    ("half-bezel", "Half bezel", 60),
    ("tension", "Tension", 90),
    ("channel", "Channel", 12),  # trade
    ("pave", "Pavé", 10),  # trade, as bead
    ("micro-pave", "Micro-pavé", 6),  # trade
    ("bead", "Bead", 10),  # trade
    ("flush", "Flush", 25),  # trade
    ("bar", "Bar", 15),
    ("halo", "Halo", 10),  # trade, as bead
    ("cluster", "Cluster", 20),
    ("invisible", "Invisible", 25),
    ("cap", "Cap and post, for a pearl", 30),
)

CHAIN_STYLES = (
    "Cable", "Curb", "Figaro", "Rolo", "Box", "Wheat", "Rope", "Snake", "Singapore", "Paperclip",
    "Byzantine",
)  # fmt: skip

# Inches, name. Names vary from shop to shop, so the length is the record.
CHAIN_LENGTHS = (
    (14, "collar"),
    (16, "choker"),
    (18, "princess"),
    (20, "matinee"),
    (22, "matinee"),
    (24, "matinee"),
    (30, "opera"),
    (36, "rope"),
)
