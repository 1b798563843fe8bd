"""Find, in place, what a text holds: numbers, times, places, actors, attributions, triggers."""
