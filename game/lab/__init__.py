"""Many games: simulation, forecasts and the measures by which a scenario is tuned."""
