"""Random alterations of a sealed office and of an auditor's bundle: whether each is named, and nothing else is."""
