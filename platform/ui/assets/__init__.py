"""Makes what the pages load: fonts, one stylesheet, one sprite. Used at set-up only."""
