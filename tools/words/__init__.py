"""Learn the encoder of a pack and what stands on it: where it starts, what it learns from, its model, how it is written."""
