"""How people reach it: screens, papers, accounts and the command line."""
