"""The commands: thin, each in a module of its own; whatever is heavy is imported inside a command."""
