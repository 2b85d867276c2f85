"""A puzzle of whole numbers: sums that are told, and how wide others stay.

Solved by settling what a single sum settles, parting the rest into what hangs together, and asking HiGHS for
the ends of each range. A range counts as wide only when two whole answers were seen that far apart, and each
answer was checked against every rule by plain arithmetic.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from random import Random
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

# A number is named by whatever the one who asks calls it.
Name = Any
Terms = Mapping[Any, float]
Rule = tuple[dict[Name, float], float]
HIGHEST = 1e6
ERROR = 1e-5
ROUNDS = 8


class Puzzle:
    """Unknown numbers of 0 or more, whole unless said otherwise, and rules between them."""

    def __init__(self) -> None:
        self._equal: list[Rule] = []
        self._least: list[Rule] = []
        self._real: set[Name] = set()
        self._signed: set[Name] = set()
        self._known: dict[Name, float] | None = None
        self._is_broken = False

    def equal(self, terms: Terms, value: float) -> None:
        """The sum is the value."""
        self._equal.append(({name: weight for name, weight in terms.items() if weight}, value))

    def at_least(self, terms: Terms, value: float) -> None:
        """The sum is the value or more."""
        self._least.append((dict(terms), value))

    def real(self, name: Name) -> None:
        """The number need not be whole."""
        self._real.add(name)

    def signed(self, name: Name) -> None:
        """The number may be below 0."""
        self._signed.add(name)

    def is_possible(self) -> bool:
        """Whether any numbers answer every rule."""
        self._settle()
        return not self._is_broken and all(part.is_possible() for part in self._parts({}))

    def narrow(self, asked: Sequence[Terms], width: float) -> dict[int, tuple[float, float]]:
        """The places of the sums that no two answers hold `width` apart, with the least and most seen."""
        known = self._settle()
        found: dict[int, tuple[float, float]] = {}
        open_sums: dict[int, dict[Name, float]] = {}
        base: dict[int, float] = {}
        for place, terms in enumerate(asked):
            rest = {name: weight for name, weight in terms.items() if name not in known}
            base[place] = sum(weight * known[name] for name, weight in terms.items() if name in known)
            if rest:
                open_sums[place] = rest
            else:
                found[place] = (base[place], base[place])
        for part in self._parts(open_sums):
            for place, (low, high) in part.ranges(width).items():
                if high - low < width - ERROR:
                    found[place] = (low + base[place], high + base[place])
        return found

    def _settle(self) -> dict[Name, float]:
        """Numbers that follow from one sum alone: the last of a sum, or all of a sum that is 0."""
        if self._known is not None:
            return self._known
        self._known = known = {}
        waiting = defaultdict(list)
        for place, (terms, _value) in enumerate(self._equal):
            for name in terms:
                waiting[name].append(place)
        due = list(range(len(self._equal)))
        while due:
            terms, value = self._equal[due.pop()]
            rest = {name: weight for name, weight in terms.items() if name not in known}
            left = value - sum(weight * known[name] for name, weight in terms.items() if name in known)
            settled = {}
            if len(rest) == 1:
                ((name, weight),) = rest.items()
                settled[name] = left / weight
            elif abs(left) < ERROR and rest and self._is_one_way(rest):
                settled = dict.fromkeys(rest, 0.0)
            elif not rest and abs(left) > ERROR * (1 + abs(value)):
                self._is_broken = True
            for name, number in settled.items():
                known[name] = number if name in self._real else round(number)
                due += waiting[name]
                misses = abs(known[name] - number) > ERROR
                self._is_broken |= misses or (number < -ERROR and name not in self._signed)
        return known

    def _is_one_way(self, terms: Terms) -> bool:
        return not self._signed.intersection(terms) and len({weight > 0 for weight in terms.values()}) == 1

    def _parts(self, asked: Mapping[int, dict[Name, float]]) -> list[_Part]:
        """What is not settled, in parts that share no rule and no sum that is asked for."""
        known = self._settle()
        rules: list[tuple[dict[Name, float], float, bool]] = []
        for kind, is_equal in ((self._equal, True), (self._least, False)):
            for terms, value in kind:
                rest = {name: weight for name, weight in terms.items() if name not in known}
                left = value - sum(weight * known[name] for name, weight in terms.items() if name in known)
                if rest:
                    rules.append((rest, left, is_equal))
                elif not is_equal and left > ERROR:
                    self._is_broken = True
        head: dict[Name, Name] = {}

        def find(name: Name) -> Name:
            head.setdefault(name, name)
            while head[name] != name:
                head[name] = head[head[name]]
                name = head[name]
            return name

        for terms in [*(rule[0] for rule in rules), *asked.values()]:
            first, *others = terms
            for other in others:
                head[find(other)] = find(first)
            find(first)
        parts: dict[Name, _Part] = defaultdict(lambda: _Part(self._real, self._signed))
        for rule in rules:
            parts[find(next(iter(rule[0])))].rules.append(rule)
        for place, terms in asked.items():
            parts[find(next(iter(terms)))].asked[place] = terms
        return list(parts.values())


class _Part:
    """Numbers that hang together, their rules, and the sums that are asked for."""

    def __init__(self, real: set[Name], signed: set[Name]) -> None:
        self.rules: list[tuple[dict[Name, float], float, bool]] = []
        self.asked: dict[int, dict[Name, float]] = {}
        self._real, self._signed = real, signed

    def is_possible(self) -> bool:
        """Whether there is any answer, whole or not."""
        import numpy as np

        self._prepare()
        return self._ask(np.zeros(len(self._place)), whole=False) is not None

    def ranges(self, width: float) -> dict[int, tuple[float, float]]:
        """The least and most of each sum asked for, as far as needed to see that it is wide."""
        import numpy as np

        if not self.asked:
            return {}
        self._prepare()
        sums = np.zeros((len(self.asked), len(self._place)))
        for number, terms in enumerate(self.asked.values()):
            for name, weight in terms.items():
                sums[number, self._place[name]] = weight
        low, high = np.full(len(sums), np.inf), np.full(len(sums), -np.inf)

        def look(cost: np.ndarray) -> None:
            answer = self._ask(cost, whole=True)
            if answer is not None:
                np.minimum(low, sums @ answer, out=low)
                np.maximum(high, sums @ answer, out=high)

        random = Random(2026)  # noqa: S311 - sides to look to, no secret
        for _round in range(ROUNDS):
            pending = ~(high - low >= width)
            if pending.sum() < 2:
                break
            sides = np.array([random.choice((-1.0, 1.0)) for _sum in range(len(sums))]) * pending
            look(sides @ sums)
            look(-sides @ sums)
        for number in range(len(sums)):
            for sign in (1.0, -1.0):
                if not high[number] - low[number] >= width:
                    look(sign * sums[number])
        return {
            place: (float(low[number]), float(high[number])) if high[number] >= low[number] else (0.0, 0.0)
            for number, place in enumerate(self.asked)
        }

    def _prepare(self) -> None:
        import numpy as np

        names = dict.fromkeys(name for terms, _left, _equal in self.rules for name in terms)
        names |= dict.fromkeys(name for terms in self.asked.values() for name in terms)
        self._place = {name: number for number, name in enumerate(names)}
        self._matrix = np.zeros((len(self.rules), len(names)))
        self._floor = np.array([left for _terms, left, _equal in self.rules], float)
        self._ceiling = np.array([left if equal else np.inf for _terms, left, equal in self.rules], float)
        for number, (terms, _left, _equal) in enumerate(self.rules):
            for name, weight in terms.items():
                self._matrix[number, self._place[name]] = weight
        self._lowest = np.array([-HIGHEST if name in self._signed else 0.0 for name in names])
        self._whole = np.array([name not in self._real for name in names], bool)

    def _ask(self, cost: np.ndarray, *, whole: bool) -> np.ndarray | None:
        """An answer at which the cost is least; None when there is none that holds."""
        for programme in ("plain", "whole", "slow"):
            answer = self._programme(cost, programme)
            if answer is None and programme == "plain":
                return None
            if answer is None:
                continue
            if not whole:
                return answer
            rounded = self._rounded(answer)
            if self._holds(rounded):
                return rounded
        return None

    def _programme(self, cost: np.ndarray, kind: str) -> np.ndarray | None:
        from scipy.optimize import Bounds, LinearConstraint, milp

        answer = milp(
            cost,
            constraints=[LinearConstraint(self._matrix, self._floor, self._ceiling)] if self.rules else [],
            bounds=Bounds(self._lowest, HIGHEST),
            integrality=None if kind == "plain" else self._whole.astype(int),
            options={"presolve": kind != "slow", "mip_rel_gap": 0},
        )
        found: np.ndarray | None = answer.x
        return found

    def _rounded(self, answer: np.ndarray) -> np.ndarray:
        import numpy as np

        rounded: np.ndarray = np.where(self._whole, np.round(answer), answer)
        return rounded

    def _holds(self, answer: np.ndarray) -> bool:
        values = self._matrix @ answer
        fine = (values >= self._floor - ERROR) & (values <= self._ceiling + ERROR)
        return bool(fine.all() and (answer >= self._lowest - ERROR).all())
