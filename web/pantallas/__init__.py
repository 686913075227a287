"""Screens: every module here that defines `bp` (a Blueprint) is part of the application."""
