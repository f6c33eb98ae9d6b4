"""What the checkers report: verdicts per line, per derivation, and the ladder they stand on."""

from __future__ import annotations

from dataclasses import dataclass, replace

LADDER = ("refuted", "unchecked", "sampled", "proved", "kernel")


def weakest(statuses: list[str]) -> str:
    """The lowest of some statuses."""
    return min(statuses, key=LADDER.index) if statuses else "unchecked"


@dataclass(frozen=True)
class LineReport:
    """The separate verdicts on one line; an empty string is a pass, text says why not."""

    number: int
    dimension: str
    replay: str
    balls: str
    algebra: str
    #: The balls could not be evaluated or tell nothing, so they refute nothing either.
    undecided: bool = False

    @property
    def status(self) -> str:
        """Where the line stands on the ladder."""
        if self.dimension or self.replay or (self.balls and not self.undecided):
            return "refuted"
        if self.balls:
            return "unchecked"
        return "sampled" if self.algebra else "proved"

    @property
    def failures(self) -> tuple[str, ...]:
        """The checks that did not pass, with their reasons."""
        return tuple(
            f"{k}: {v}" for k in ("dimension", "replay", "balls", "algebra") if (v := getattr(self, k))
        )


@dataclass(frozen=True)
class Report:
    """The verdicts on a derivation, or on a numeric statement (which has no lines)."""

    law: str
    name: str
    title: str
    lines: tuple[LineReport, ...]
    status: str
    failures: tuple[str, ...] = ()
    level: str = "proved"

    @property
    def reaches(self) -> bool:
        """Whether the status is at least the level that was demanded."""
        return LADDER.index(self.status) >= LADDER.index(self.level)

    def demanding(self, level: str) -> Report:
        """The same verdicts, held against another level."""
        return replace(self, level=level)
