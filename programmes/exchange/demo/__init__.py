"""Synthetic people with a history that obeys every rule, for looking at the service and trying it out."""

from programmes.exchange.demo.loading import FEWEST, Made, load_demo
from programmes.exchange.demo.stamp import NotADemoError, check_free, flush_demo, stamp

__all__ = ["FEWEST", "Made", "NotADemoError", "check_free", "flush_demo", "load_demo", "stamp"]
