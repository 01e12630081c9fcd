"""The corpus: which cases there are, read without running them."""

from exportdb.corpus.areas import Area, load_areas
from exportdb.corpus.collections import Collection, collections, default_cases_folder, load_corpus
from exportdb.corpus.registry import Registry, load_registry

__all__ = [
    "Area",
    "Collection",
    "Registry",
    "collections",
    "default_cases_folder",
    "load_areas",
    "load_corpus",
    "load_registry",
]
