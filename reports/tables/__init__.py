"""Tables of the founding documents in the same shape: ended how, service points, municipal finance, ESF+.

To add one: a function that counts over frames, one that tells what was counted in words (`telling/`), and a
line in `listed.py`. The page, the command and every file follow from the line.
"""
