"""What comes next in a mediation case: its next actions, and what the clock must do for it."""
