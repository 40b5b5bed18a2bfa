"""The window: theme, painter, widgets and scenes. The only place that knows pygame."""
