"""From a taxon to what the Appendices say of it, for an origin, a date and a specimen. Pure."""
