"""Things joined two by two, and the groups that come of it (union-find)."""

from __future__ import annotations

from collections import defaultdict


class Unions:
    """Groups of whole numbers that grow by joining."""

    def __init__(self) -> None:
        """Begin with nothing joined."""
        self._above: dict[int, int] = {}

    def root(self, one: int) -> int:
        """Return the number that stands for the group of another."""
        above = self._above
        above.setdefault(one, one)
        while above[one] != one:
            above[one] = above[above[one]]
            one = above[one]
        return one

    def join(self, a: int, b: int) -> None:
        """Put two numbers, and all that is joined to them, into one group.

        >>> joined = Unions()
        >>> joined.join(3, 1)
        >>> joined.join(1, 2)
        >>> joined.groups()
        [[1, 2, 3]]
        """
        above = self._above.get(a)
        if above is not None and above == self._above.get(b):
            # most pairs of a large group are joined already
            return
        first, second = sorted((self.root(a), self.root(b)))
        self._above[second] = first

    def groups(self) -> list[list[int]]:
        """Return the groups, each in order."""
        found: dict[int, list[int]] = defaultdict(list)
        for one in sorted(self._above):
            found[self.root(one)].append(one)
        return list(found.values())
