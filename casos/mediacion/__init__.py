"""The mediation case: a debtor's file from the portfolio or the court's agenda to its closing."""
