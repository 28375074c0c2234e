"""Reads chat exports and describes how two people talk."""
