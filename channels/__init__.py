"""The ways in: REST for programs, and the page on which one can talk."""
