"""Parts of the state-space detector: parameters, filter, bank of changes, episodes."""
