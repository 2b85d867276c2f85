"""Every address × every kind of person: who they are, the rules, the tables, and the rows asked about."""
