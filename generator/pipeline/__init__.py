"""The order of the steps: read → check → render. Nothing here writes; releasing is the publisher's work."""

from generator.pipeline.output import Sink
from generator.pipeline.steps import Build, Step, build, check, check_all, gate, plain

__all__ = ["Build", "Sink", "Step", "build", "check", "check_all", "gate", "plain"]
