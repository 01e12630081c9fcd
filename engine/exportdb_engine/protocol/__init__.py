"""The contract between the engine and everything else. Imports no torch, and nothing else of the engine.

The names are found when they are first used (PEP 562), so that a command that asks for one word loads no more.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from exportdb_engine.protocol.identity import (
        EngineMissing,
        chain_fingerprint,
        engine_sha256,
        environment_key,
        fingerprints,
        text_sha256,
        this_environment,
    )
    from exportdb_engine.protocol.installed import backend_versions
    from exportdb_engine.protocol.records import (
        Begun,
        CaseText,
        Cell,
        Chain,
        End,
        Environment,
        Export,
        Guard,
        Header,
        Job,
        Limits,
        ProtocolError,
        RangeConstraint,
        Record,
        Reload,
        Symbol,
        Value,
        decode,
        encode,
    )
    from exportdb_engine.protocol.vocabulary import (
        BACKEND_GROUP,
        BACKENDS,
        MODES,
        ORIGINAL,
        OUTCOMES,
        PROTOCOL_VERSION,
        STAGES,
        TIERS,
        Mode,
        Outcome,
        Stage,
        selected_stages,
    )

__all__ = [
    "BACKENDS",
    "BACKEND_GROUP",
    "MODES",
    "ORIGINAL",
    "OUTCOMES",
    "PROTOCOL_VERSION",
    "STAGES",
    "TIERS",
    "Begun",
    "CaseText",
    "Cell",
    "Chain",
    "End",
    "EngineMissing",
    "Environment",
    "Export",
    "Guard",
    "Header",
    "Job",
    "Limits",
    "Mode",
    "Outcome",
    "ProtocolError",
    "RangeConstraint",
    "Record",
    "Reload",
    "Stage",
    "Symbol",
    "Value",
    "backend_versions",
    "chain_fingerprint",
    "decode",
    "encode",
    "engine_sha256",
    "environment_key",
    "fingerprints",
    "selected_stages",
    "text_sha256",
    "this_environment",
]

_HOME = {
    "backend_versions": "installed",
    **dict.fromkeys(
        (
            "EngineMissing",
            "chain_fingerprint",
            "engine_sha256",
            "environment_key",
            "fingerprints",
            "text_sha256",
            "this_environment",
        ),
        "identity",
    ),
    **dict.fromkeys(
        (
            "Begun",
            "CaseText",
            "Cell",
            "Chain",
            "End",
            "Environment",
            "Export",
            "Guard",
            "Header",
            "Job",
            "Limits",
            "ProtocolError",
            "RangeConstraint",
            "Record",
            "Reload",
            "Symbol",
            "Value",
            "decode",
            "encode",
        ),
        "records",
    ),
    **dict.fromkeys(
        (
            "BACKENDS",
            "BACKEND_GROUP",
            "MODES",
            "ORIGINAL",
            "OUTCOMES",
            "PROTOCOL_VERSION",
            "STAGES",
            "TIERS",
            "Mode",
            "Outcome",
            "Stage",
            "selected_stages",
        ),
        "vocabulary",
    ),
}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(importlib.import_module(f"{__name__}.{_HOME[name]}"), name)
    globals()[name] = value
    return value
