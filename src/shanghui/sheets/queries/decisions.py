"""What was said before about rows that look alike."""

from shanghui.sheets.models import DuplicateDecision


def pair(one: str, other: str) -> tuple[str, str]:
    """The two keys in the order in which a decision holds them."""
    return (one, other) if one <= other else (other, one)


class Decisions:
    """All decisions of one organisation about one kind: as many as people have answered, so they fit in memory."""

    def __init__(self, organisation_id: int, kind: str) -> None:
        rows = DuplicateDecision.objects.filter(organisation_id=organisation_id, kind=kind)
        self._same = {(left, right): same for left, right, same in rows.values_list("left", "right", "same")}

        self._stored = {
            key: int(other[1:])
            for pair_of_keys, same in self._same.items()
            for key, other in (pair_of_keys, pair_of_keys[::-1])
            if same and other.startswith("#")
        }

    def stored_as(self, key: str) -> int | None:
        """The stored row that somebody said this is, or that it was written into."""
        return self._stored.get(key)

    @property
    def any_stored(self) -> bool:
        return bool(self._stored)

    def about(self, key: str, *others: str) -> bool | None:
        """True: the same; False: two things; None: nobody was asked. `others` are keys of the same other side."""
        answers = [self._same[pair(key, other)] for other in others if pair(key, other) in self._same]
        return answers[0] if answers else None
