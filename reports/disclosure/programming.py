"""Whole-number programmes by HiGHS, solved so that its answers can be relied on."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from scipy.sparse import csr_matrix

NEAR = 1e-6


class ContradictionError(Exception):
    """No values answer every rule."""


def least(
    cost: np.ndarray,
    rules: np.ndarray | csr_matrix,
    between: tuple[np.ndarray, np.ndarray],
    bounds: tuple[np.ndarray, np.ndarray],
    whole: np.ndarray,
) -> np.ndarray:
    """The values, whole where they have to be, at which `cost` is least and `rules` lie `between`.

    Tables of sums have whole corners nearly always, so the plain programme is solved first. The HiGHS of
    scipy 1.17 calls some whole-number programmes impossible that are not, by its presolve: they are asked
    again without it.
    """
    import numpy as np
    from scipy.optimize import Bounds, LinearConstraint, milp

    constraints = [LinearConstraint(rules, *between)] if rules.shape[0] else []
    limits = Bounds(*bounds)
    answer = milp(cost, constraints=constraints, bounds=limits)
    if answer.x is None:
        raise ContradictionError(answer.message)
    if np.abs(answer.x - np.round(answer.x))[whole].max(initial=0) > NEAR:
        for presolve in (True, False):
            answer = milp(
                cost,
                constraints=constraints,
                bounds=limits,
                integrality=whole.astype(int),
                options={"mip_rel_gap": 0, "presolve": presolve},
            )
            if answer.x is not None:
                break
        else:
            raise ContradictionError(answer.message)
    values: np.ndarray = np.where(whole, np.round(answer.x), answer.x)
    return values
