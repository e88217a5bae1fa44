"""How Tab goes through what may stand at the cursor of a line, and into what a field may have.

Knows no widget and no grammar: what may stand where is told it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from timeline_tui.core.query.complete import Completion

_OPENING = (":", "=", ">", "<")


@dataclass(frozen=True, slots=True)
class Offer:
    """The completions of `line` at a place in it; the one `picked` stands there, none for -1.

    `before` is the offer in which a field was picked, if these are the values of one.
    """

    line: str = ""
    place: int = 0
    completions: tuple[Completion, ...] = ()
    picked: int = -1
    before: Offer | None = None

    @property
    def pick(self) -> Completion | None:
        """The completion that is picked."""
        return self.completions[self.picked] if self.picked >= 0 else None

    @property
    def text(self) -> str:
        """The line with what is picked."""
        pick = self.pick
        if pick is None:
            return self.line
        return self.line[: pick.insert_from] + pick.text + self.line[pick.insert_to :]

    @property
    def cursor(self) -> int:
        """Where in `text` the typing stands: behind what is picked."""
        pick = self.pick
        return self.place if pick is None else pick.insert_from + len(pick.text)

    @property
    def opens(self) -> bool:
        """Whether a field is picked, behind which a value is to stand."""
        return self.pick is not None and self.pick.text.endswith(_OPENING)

    @property
    def about(self) -> str:
        """What the field means whose values these are."""
        field = self.before.pick if self.before is not None else None
        return field.detail if field is not None else ""

    def opened(self, values: tuple[Completion, ...]) -> Offer:
        """The values of the field that is picked."""
        return Offer(self.text, self.cursor, values, before=self)

    def stepped(self, direction: int) -> Offer:
        """The next completion, round the end, or the one before; before the first value stands its
        field, and before that the field before."""
        if direction < 0 and self.before is not None and self.picked < 1:
            return replace(self, picked=-1) if self.picked == 0 else self.before.stepped(-1)
        if not self.completions:
            return self
        picked = max(self.picked, 0 if direction < 0 else -1) + direction
        return replace(self, picked=picked % len(self.completions))
