"""Lives of cases, written as data so that a lawyer can read and judge them."""
