"""Names: from what a declaration says to the taxon meant. Pure; what is read comes from the store handed in."""

from cites_check.names.matcher import Matcher
from cites_check.names.store import NameStore

__all__ = ["Matcher", "NameStore"]
