"""A realistic instance from a seed: invented debtors, a court, payers, and officers who take the same decisions."""
