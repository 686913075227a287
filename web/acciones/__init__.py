"""From a decision's data to a form and back: every decision that a person may take has its screen."""
