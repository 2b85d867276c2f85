"""Outputs: the figures of a report as files for other programs."""
