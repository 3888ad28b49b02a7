"""cites-check: import declarations checked against the CITES Appendices."""

__version__ = "0.1.0"
