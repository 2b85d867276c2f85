"""Swedish of Finland: 3.3.2026, kl. 9.30, 5 000."""

from config.formats.fi.formats import *  # noqa: F403 - the same but for the word before a time

DATETIME_FORMAT = "j.n.Y \\k\\l. G.i"
SHORT_DATETIME_FORMAT = "j.n.Y \\k\\l. G.i"
TIME_FORMAT = "\\k\\l. G.i"
