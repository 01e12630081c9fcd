"""Drives workers: hands them jobs, and takes in what they measure."""

from exportdb.runner.worker import Worker

__all__ = ["Worker"]
