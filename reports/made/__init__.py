"""What the worker makes of the reports: files that take long, and the draft of an edition."""
