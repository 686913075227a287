"""Commands: every click command that a module here defines is a command of `mediacion`."""
