"""The desk: pages served on loopback, each with a JSON twin."""
