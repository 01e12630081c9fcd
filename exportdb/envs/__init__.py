"""Named environments: one torch release each, made with uv, that the one-file engine is handed to."""

from exportdb.envs.declared import HERE, Declared, find_file, load_declared
from exportdb.envs.interpreter import Interpreter, here, interpreter_of
from exportdb.envs.made import Made, envs_folder, made, made_of, remove

__all__ = [
    "HERE",
    "Declared",
    "Interpreter",
    "Made",
    "envs_folder",
    "find_file",
    "here",
    "interpreter_of",
    "load_declared",
    "made",
    "made_of",
    "remove",
]
