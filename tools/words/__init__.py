"""Learn the nets of a pack that understand words: what they learn from, the net, how it is written."""
