"""Nobody is left behind: people go from one worker to another, somebody stands in, somebody leaves."""
