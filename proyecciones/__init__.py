"""What can be seen: views, each a pure function from one case's history to rows."""
