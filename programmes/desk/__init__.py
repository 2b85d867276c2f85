"""What workers do beside the path of one person: the tally, coaching, contacts with employers, figures."""
