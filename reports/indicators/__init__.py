"""Indicators: the registry of every figure, in the order in which reports show them.

To add one: write its cohort function beside its likes, a line in the `listed_` module of its kind, and a test
worked by hand. The page, the commands, the files and the method appendix follow from the line.
"""

from reports.indicators.listed_outcome import OUTCOME
from reports.indicators.listed_process import PROCESS
from reports.indicators.listed_structure import STRUCTURE
from reports.indicators.measures import Summary
from reports.indicators.registry import Indicator

__all__ = ["HEADLINE", "INDICATORS", "Indicator", "Summary"]

HEADLINE = "P3"

INDICATORS: dict[str, Indicator] = {line.id: line for line in (*STRUCTURE, *PROCESS, *OUTCOME)}
