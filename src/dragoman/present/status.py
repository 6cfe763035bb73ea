"""How a status looks: a shape and a word, so that nothing depends on colour alone."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.model import Stance, Status


@dataclass(frozen=True, slots=True)
class Look:
    """A mark, the word beside it, a terminal colour, and what it means."""

    mark: str
    word: str
    colour: str
    meaning: str


LOOKS: dict[Status, Look] = {
    Status.OCCURRED: Look("●", "occurred", "green", "the text tells it as done"),
    Status.ONGOING: Look("◐", "ongoing", "cyan", "the text tells it as still going on"),
    Status.PLANNED: Look("○", "planned", "blue", "announced, intended or agreed for later"),
    Status.PROPOSED: Look("◇", "proposed", "blue", "suggested, requested or conditional"),
    Status.ALLEGED: Look("▲", "alleged", "yellow", "someone says so; the text does not confirm it"),
    Status.DENIED: Look("✕", "denied", "red", "someone denies that it happened or will"),
    Status.NOT_OCCURRED: Look(
        "⊘", "did not occur", "magenta", "the text says that it did not happen"
    ),
}
STANCES: dict[Stance, tuple[str, str]] = {
    Stance.ASSERTS: ("says so", "say so"),
    Stance.CONFIRMS: ("confirms it", "confirm it"),
    Stance.DOUBTS: ("doubts it", "doubt it"),
    Stance.DENIES: ("denies it", "deny it"),
}


def takes(stance: Stance, speakers: int = 1) -> str:
    """What one or several speakers do with a proposition: "denies it", "deny it"."""
    return STANCES[stance][speakers > 1]


def marked(status: Status) -> str:
    """The mark and the word: "● occurred"."""
    return f"{LOOKS[status].mark} {LOOKS[status].word}"
