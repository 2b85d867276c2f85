"""What helps editors keep the pages true: care, checks, links, languages, uploads."""
