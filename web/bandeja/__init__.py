"""The inbox as the officer works with it: which rows, under which filters, and the pane that does the work."""
