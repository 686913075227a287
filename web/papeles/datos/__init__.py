"""What each kind of paper says: from a case's state to plain texts, with no clock and no markup."""
