"""Pages of people: arriving, being oneself here, linking and parting, and whether the house stands."""
