"""What comes next, who does it and by when: pure functions over one case."""
