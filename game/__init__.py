"""Bargaining Chips: two capitals, sealed orders, and the people both depend on."""
