"""The command line: commands, exit codes, progress."""

from generator.cli.app import main

__all__ = ["main"]
