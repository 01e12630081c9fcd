"""How a check is told: one file for each form."""
