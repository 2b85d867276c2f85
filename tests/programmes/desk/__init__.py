"""Tests of the desk: tally, coaching, contacts with employers, tablets, figures."""
