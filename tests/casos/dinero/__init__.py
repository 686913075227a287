"""Money: the amounts, plans, allocations and verdicts of `casos/dinero`."""
