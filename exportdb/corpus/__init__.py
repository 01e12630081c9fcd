"""The corpus: which cases there are, read without running them."""

from exportdb.corpus.collections import Collection, collections, default_cases_folder, load_corpus
from exportdb.corpus.registry import Registry, load_registry

__all__ = ["Collection", "Registry", "collections", "default_cases_folder", "load_corpus", "load_registry"]
