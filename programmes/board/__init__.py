"""The board of a coaching environment: the week of its groups, who comes, who is there today."""
