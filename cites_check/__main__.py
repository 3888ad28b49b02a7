"""`python -m cites_check` is the same program as `cites-check`."""

from cites_check.main import run

if __name__ == "__main__":
    run()
