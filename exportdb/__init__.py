"""exportdb: what torch.export accepts, refuses and gets wrong, measured. This side never imports torch."""

__version__ = "0.1.0"
