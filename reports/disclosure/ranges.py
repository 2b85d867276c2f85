"""How wide a count stays when some are told: exact, by whole-number programming over what hangs together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from reports.disclosure.facts import WIDTH
from reports.disclosure.programming import NEAR, ContradictionError, least
from reports.disclosure.tables import Sum, Tables

if TYPE_CHECKING:
    import numpy as np

MOST = 1e5
DIRECTIONS = 3


class Rules:
    """The rules of some tables as matrices; `ranges` asks them with some columns told."""

    def __init__(self, tables: Tables, loose: Sequence[Sum]) -> None:
        import numpy as np

        self.size = len(tables.whole)
        self.equal = _matrix([*tables.equal, *loose], self.size)
        self.least = _matrix(tables.least, self.size)
        self.whole = np.array(tables.whole, bool)
        self.low = np.array(tables.low, float)

    def narrow(
        self, told: np.ndarray, asked: Sequence[Sum], passes: Callable[[int, float], bool]
    ) -> Iterator[int]:
        """The places among `asked` of sums whose least and most are less than five apart, one by one.

        told: the value of each column, NaN for a hidden one. passes: whether one that is narrow may be so,
        by its place and its most. Raises ContradictionError.
        """
        import numpy as np

        hidden = np.flatnonzero(np.isnan(told))
        part_of = _parts(self.equal[:, hidden], self.least[:, hidden])
        place = {int(column): number for number, column in enumerate(hidden)}
        by_part: dict[int, list[int]] = {}
        for number, terms in enumerate(asked):
            open_terms = [column for column in terms if column in place]
            if open_terms:
                by_part.setdefault(int(part_of[place[open_terms[0]]]), []).append(number)
            elif not passes(number, sum(weight * told[column] for column, weight in terms.items())):
                yield number
        for part, numbers in by_part.items():
            columns = hidden[part_of == part]
            wanted = {number: asked[number] for number in numbers}
            for number, most in self._narrow_within(columns, told, wanted):
                if not passes(number, most):
                    yield number

    def is_possible(self, told: np.ndarray) -> bool:
        """Whether what is told can be true together."""
        import numpy as np

        hidden = np.flatnonzero(np.isnan(told))
        settled = ~self.equal[:, hidden].any(axis=1)
        if np.abs(self.equal[settled] @ np.nan_to_num(told)).max(initial=0) > NEAR:
            return False
        try:
            _Part(self, hidden, told).least(np.zeros(len(hidden)))
        except ContradictionError:
            return False
        return True

    def _narrow_within(
        self, columns: np.ndarray, told: np.ndarray, asked: dict[int, Sum]
    ) -> Iterator[tuple[int, float]]:
        import numpy as np

        part = _Part(self, columns, told)
        sums, base = part.written_out(list(asked.values()))
        low, high = np.full(len(asked), np.inf), np.full(len(asked), -np.inf)

        def see(direction: np.ndarray) -> None:
            values = sums @ part.least(-direction) + base
            np.minimum(low, values, out=low)
            np.maximum(high, values, out=high)

        for turn in range(DIRECTIONS):
            pending = ~(high - low >= WIDTH)
            if pending.sum() < 2:
                break
            weights = np.where(pending, np.where(np.arange(len(asked)) % (turn + 2) == 0, 1.0, -1.0), 0)
            see(weights @ sums)
            see(-weights @ sums)
        for number, name in enumerate(asked):
            for sign in (1.0, -1.0):
                if not high[number] - low[number] >= WIDTH:
                    see(sign * sums[number])
            if high[number] - low[number] < WIDTH - NEAR:
                yield name, float(high[number])


class _Part:
    """Hidden columns that hang together, with what the told ones leave of their rules."""

    def __init__(self, rules: Rules, columns: np.ndarray, told: np.ndarray) -> None:
        import numpy as np
        from scipy.sparse import csr_matrix

        self.columns, self.told = columns, told
        known = ~np.isnan(told)
        matrices, floors, ceilings = [], [], []
        for matrix, is_equal in ((rules.equal, True), (rules.least, False)):
            touched = matrix[:, columns].any(axis=1)
            rest = -matrix[touched][:, known] @ told[known]
            matrices.append(matrix[touched][:, columns])
            floors.append(rest)
            ceilings.append(rest if is_equal else np.full(len(rest), np.inf))
        self.matrix = csr_matrix(np.vstack(matrices))
        self.between = np.concatenate(floors), np.concatenate(ceilings)
        self.bounds = rules.low[columns], np.full(len(columns), MOST)
        self.whole = rules.whole[columns]

    def least(self, cost: np.ndarray) -> np.ndarray:
        """The values of the columns at which `cost` is least."""
        if not len(self.columns):
            return cost
        return least(cost, self.matrix, self.between, self.bounds, self.whole)

    def written_out(self, asked: Sequence[Sum]) -> tuple[np.ndarray, np.ndarray]:
        """The sums over the columns, and what the told ones add to each."""
        import numpy as np

        place = {int(column): number for number, column in enumerate(self.columns)}
        sums, base = np.zeros((len(asked), len(self.columns))), np.zeros(len(asked))
        for number, terms in enumerate(asked):
            for column, weight in terms.items():
                if column in place:
                    sums[number, place[column]] += weight
                else:
                    base[number] += weight * self.told[column]
        return sums, base


def _matrix(sums: Sequence[Sum], size: int) -> np.ndarray:
    import numpy as np

    matrix = np.zeros((len(sums), size))
    for number, terms in enumerate(sums):
        for column, weight in terms.items():
            matrix[number, column] += weight
    return matrix


def _parts(*matrices: np.ndarray) -> np.ndarray:
    """The number of the part in which each column lies: those that share a rule lie in one."""
    import numpy as np
    from scipy.sparse import csr_matrix
    from scipy.sparse.csgraph import connected_components

    rules = csr_matrix(np.vstack(matrices) != 0, dtype=float)
    _count, labels = connected_components(rules.T @ rules, directed=False)
    return np.asarray(labels)
