"""What screens ask of the views, one module per screen: SQL in, plain rows out."""
