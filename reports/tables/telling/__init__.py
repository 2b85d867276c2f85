"""What was counted, put into words: one module for each table report."""
