"""Names: the taxonomic tree, scientific and common names, and ranges, made from the raw sources."""
