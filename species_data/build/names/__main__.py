"""`python -m species_data.build.names`."""

from species_data.build.names.build import main

main()
