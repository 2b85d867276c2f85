"""Easy Finnish writes dates and numbers as Finnish does."""

from config.formats.fi.formats import *  # noqa: F403 - the same formats by definition
