"""What single kinds of piece do otherwise: checks that speak of what they are. Defaults to edit."""

from designs.models import PieceType

_SOUND = "No scratch at 10×\nNo firescale\nDetail crisp\nPlating even, where there is any\n"
_CLEAN = "\nStones clean and sound"

# The kind, and the checks at each stage that are not the house's own.
ROUTES: dict[str, dict[int, str]] = {
    PieceType.EARRINGS: {
        60: "Joints hold the pull\nPosts straight and firm\nBacks and hinges cycled",
        70: "Comfortable in the ear\nNo edge catches or presses\nHangs balanced",
        110: f"{_SOUND}Grams per ear as agreed, both alike{_CLEAN}",
    },
    PieceType.NECKLACE: {
        60: "Joints hold the pull\nClasp cycled\nLinks move freely",
        70: "Length is right when worn\nNo edge catches or presses\nHangs balanced",
        110: f"{_SOUND}Length as agreed{_CLEAN}",
    },
    PieceType.PENDANT: {
        60: "Joints hold the pull\nClasp cycled\nBail passes the clasp",
        70: "Length is right when worn\nNo edge catches or presses\nHangs balanced",
        110: f"{_SOUND}Length as agreed{_CLEAN}",
    },
    PieceType.BRACELET: {
        60: "Joints hold the pull\nHinge and clasp cycled\nLinks move freely",
        70: "Length is right on the wrist\nNo edge catches or presses\nSits balanced",
        110: f"{_SOUND}Inner length as agreed{_CLEAN}",
    },
}
