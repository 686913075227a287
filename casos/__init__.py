"""What may happen: facts, state, decisions, policy, money, the vault and the log."""
