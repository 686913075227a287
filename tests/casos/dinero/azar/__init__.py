"""Random plans, payment histories and whole lives of agreements, each checked against a second, naive arithmetic."""
