"""Money: amounts, debts, plans, allocation of payments, and the verdict on an agreement.

Everything here is pure: no log, no clock, no policy object. Amounts are exact `Decimal` pesos rounded
HALF_UP to the centavo; rates, limits, calendars and days of grace come in as plain values.
"""
