"""Open data: the published editions as files for anyone's programs, under CC BY 4.0."""
