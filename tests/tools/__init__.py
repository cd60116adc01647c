"""Tools that look at a finished deck from outside: scripts to run by hand, and functions for the tests."""
