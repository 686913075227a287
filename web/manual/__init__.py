"""The officer's manual: its text, what it names, its pictures, and the command that prints it."""
