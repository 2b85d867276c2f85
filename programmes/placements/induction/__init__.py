"""The safety list of the first days: shown by the workplace, confirmed by the person (decision 0116)."""
