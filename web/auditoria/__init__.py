"""The auditor's bundle: one case readable and provable without this program, and the file that proves it."""
