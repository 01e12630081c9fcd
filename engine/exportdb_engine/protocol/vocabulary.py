"""The closed sets of words that a result is made of.

Scripts rely on these strings; DESIGN calls them names that stay.
"""

from __future__ import annotations

import enum
import re

#: Raised whenever a record's meaning changes or a field goes; new optional fields do not raise it.
PROTOCOL_VERSION = 1

#: The variant that is the case's own ``model``; every other variant is the label of a rewrite.
ORIGINAL = "original"


class Mode(str, enum.Enum):
    """How ``torch.export.export`` traces: through Dynamo's bytecode analysis, or with the Python interpreter."""

    STRICT = "strict"
    NONSTRICT = "nonstrict"

    __str__ = str.__str__


_LOWER = re.compile(r"lower:[a-z0-9][a-z0-9_-]*")


class Stage(str, enum.Enum):
    """The stages of the pipeline, in the order in which they run."""

    EAGER = "eager"
    EXPORT = "export"
    RUN = "run"
    GENERALIZE = "generalize"
    DECOMPOSE = "decompose"
    SERIALIZE = "serialize"
    RETRACE = "retrace"
    #: Properties over drawn shapes, of the exported, the decomposed and the reloaded program.
    SHAPES = "shapes"
    #: The same program under other specs of dynamic shapes: which are accepted, and what relates the dimensions.
    SPECS = "specs"
    #: torch's own list of all that stands in the way; in no tier, asked for by name.
    DRAFT = "draft"
    # And ``lower:<backend>`` for every backend, which installed packages may add to: see _missing_.

    __str__ = str.__str__

    @classmethod
    def _missing_(cls, value: object) -> Stage | None:
        if not isinstance(value, str) or not _LOWER.fullmatch(value):
            return None
        stage = str.__new__(cls, value)
        stage._name_, stage._value_ = value.upper(), value
        known = cls._value2member_map_.setdefault(value, stage)
        assert isinstance(known, cls)
        return known

    @property
    def backend(self) -> str | None:
        """The name of the backend that this stage lowers to."""
        return self.value.removeprefix("lower:") if self.value.startswith("lower:") else None

    @property
    def needs(self) -> Stage | None:
        """The stage that has to pass before this one can be reached."""
        if self is Stage.EAGER:
            return None
        if self in (Stage.EXPORT, Stage.SPECS, Stage.DRAFT):
            return Stage.EAGER
        return Stage.EXPORT if self is Stage.RUN else Stage.RUN

    @property
    def uses(self) -> tuple[Stage, ...]:
        """Stages whose results this one takes up where there are any, whether they passed or not."""
        return (Stage.DECOMPOSE, Stage.SERIALIZE) if self is Stage.SHAPES else ()

    @property
    def order(self) -> int:
        return STAGES.index(self) if self in STAGES else len(STAGES)


#: Those of the tiers, in order.
STAGES: tuple[Stage, ...] = tuple(stage for stage in Stage if stage is not Stage.DRAFT)
MODES: tuple[Mode, ...] = tuple(Mode)
#: Backends that the engine has of its own; each is a stage ``lower:<name>``.
BACKENDS = (
    "aot_eager",
    "aoti",
    "cudagraphs",
    "executorch",
    "executorch-xnnpack",
    "inductor",
    "iree",
    "onnxruntime",
    "openvino",
    "tensorrt",
    "torch-mlir",
    "tvm",
)
#: The group of entry points by which installed packages add further ones.
BACKEND_GROUP = "exportdb.backends"
#: How much is measured: what a person waits for, what CI checks, and all there is.
TIERS: dict[str, tuple[Stage, ...]] = {
    "quick": STAGES[: STAGES.index(Stage.RETRACE) + 1],
    "standard": STAGES[: STAGES.index(Stage.SHAPES) + 1],
    "full": STAGES,
}


class Outcome(str, enum.Enum):
    """How a cell came out."""

    PASS = "pass"
    #: Refused with a diagnosis that is meant for the user.
    FAIL = "fail"
    #: Ran, and computed something other than eager.
    WRONG = "wrong"
    #: A shape property is broken inside what the program declares.
    UNSOUND = "unsound"
    #: The compiler's own assertion or a bug in it.
    INTERNAL = "internal"
    #: The process died: a signal, ``os._exit``, ``sys.exit``.
    CRASH = "crash"
    TIMEOUT = "timeout"
    #: Memory ran out, or the memory limit was met.
    OOM = "oom"
    #: Not measured, for the reason in the message.
    SKIP = "skip"
    #: Eager itself fails: the case is at fault.
    INVALID = "invalid"

    __str__ = str.__str__


OUTCOMES: tuple[Outcome, ...] = tuple(Outcome)


def selected_stages(names: list[str] | tuple[str, ...]) -> tuple[Stage, ...]:
    """The named stages and all that they need or use, in order.

    Raises ValueError when a name is no stage.
    """
    wanted: set[Stage] = set()
    for name in names:
        try:
            stage: Stage | None = Stage(name)
        except ValueError:
            raise ValueError(f"no stage is called {name!r}; the stages are {', '.join(Stage)}") from None
        while stage is not None:
            wanted |= {stage, *stage.uses}
            stage = stage.needs
    aside = sorted(stage for stage in wanted if stage not in STAGES)
    return (*(stage for stage in STAGES if stage in wanted), *aside)
