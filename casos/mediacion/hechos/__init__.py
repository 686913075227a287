"""Every fact of a mediation case, one module per stage of the work."""
