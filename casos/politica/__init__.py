"""The policy: every deadline, threshold, limit and percentage, with its date of effect and its source."""
