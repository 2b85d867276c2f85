"""Tests of times: offered, chosen, called off, kept."""
