"""Who plays when no person does: a view and a seed in, orders and answers out."""
