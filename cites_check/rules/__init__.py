"""The rules: what the law and the trade's codes ask of a line. One module a legal theme; `table.RULES` holds them all."""
