"""What tests need around them: a PostgreSQL server and a Chromium."""
