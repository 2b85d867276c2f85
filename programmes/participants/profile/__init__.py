"""Me and work: what a person says of themself in short steps, and how it is read."""
