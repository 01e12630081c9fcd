"""What the stages of a chain hand on to one another."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import torch

from exportdb_engine.compare import Difference, differences
from exportdb_engine.observe import Observation, fresh, observe_module
from exportdb_engine.program import Program
from exportdb_engine.protocol import ORIGINAL, Export, Limits, Mode, Outcome
from exportdb_engine.protocol.devices import CPU


class NotHolding(Exception):
    """A stage ran to its end, and what it asks for does not hold."""

    def __init__(self, outcome: Outcome, code: str, message: str, **detail: Any) -> None:
        super().__init__(message)
        self.outcome, self.code, self.message, self.detail = outcome, code, message, detail


@dataclass(slots=True)
class Work:
    """A chain under way: the program, and what earlier stages made."""

    program: Program
    mode: Mode
    case_path: str
    variant: str = ORIGINAL
    limits: Limits = field(default_factory=Limits)
    #: Where the program lies: ``cpu`` or ``cuda``.
    device: str = CPU
    #: Keeps word of what is being tried, for a process that outlives this one.
    trying: Callable[[dict[str, Any]], None] = lambda what: None
    #: Further files and folders of the program, besides the case.
    sources: tuple[str, ...] = ()
    #: Eager on the example; set by the stage eager.
    reference: Observation = field(default_factory=Observation)
    #: A second call of the same module, on equal inputs: tells whether state is kept.
    reference_again: Observation = field(default_factory=Observation)
    #: The exported program; set by the stage export.
    exported: Any = None
    #: Its ``module()``, made once and kept: making it costs more than running it.
    module: Any = None
    #: The decomposed and the reloaded program's; set by the stages decompose and serialize where they came so far.
    decomposed: Any = None
    reloaded: Any = None
    #: What it looks like; filled by the stage export even when it is refused, as far as tracing came.
    export: Export | None = None

    def eager(
        self,
        program: Program | None = None,
        args: tuple[Any, ...] | None = None,
        kwargs: Mapping[str, Any] | None = None,
    ) -> Observation:
        """Run a program in eager mode on a copy of its model."""
        chosen = program or self.program
        return observe_module(
            fresh(chosen.model), chosen.args if args is None else args, chosen.kwargs if kwargs is None else kwargs
        )

    def eager_twice(self) -> tuple[Observation, Observation]:
        """Two calls of one copy of the model, each on a copy of the example."""
        model = fresh(self.program.model)
        return self._observe(model), self._observe(model)

    def on_module(
        self, module: torch.nn.Module, args: tuple[Any, ...] | None = None, kwargs: Mapping[str, Any] | None = None
    ) -> Observation:
        """Run an exported program's module, which goes on with its buffers as they were before."""
        (seen,) = self._calls(module, 1, args, kwargs)
        return seen

    def _observe(
        self, module: torch.nn.Module, args: tuple[Any, ...] | None = None, kwargs: Mapping[str, Any] | None = None
    ) -> Observation:
        return observe_module(
            module, self.program.args if args is None else args, self.program.kwargs if kwargs is None else kwargs
        )

    def _calls(
        self,
        module: torch.nn.Module,
        count: int,
        args: tuple[Any, ...] | None = None,
        kwargs: Mapping[str, Any] | None = None,
    ) -> list[Observation]:
        # Parameters too: a program may write to them, and the modules of an exported program share them.
        state = {**dict(module.named_buffers()), **dict(module.named_parameters())}
        saved = {name: tensor.detach().clone() for name, tensor in state.items()}
        seen = [self._observe(module, args, kwargs) for _ in range(count)]
        with torch.no_grad():
            for name, tensor in state.items():
                tensor.copy_(saved[name])
        return seen

    def module_again(self) -> torch.nn.Module:
        """The exported program's module, made when it is first asked for."""
        if self.module is None:
            self.module = self.exported.module()
        made: torch.nn.Module = self.module
        return made

    def same_state_as_eager(self, module: torch.nn.Module) -> None:
        """Raise unless two calls in a row do what two calls of the eager model do."""
        first, second = self._calls(module, 2)
        _compare(self.reference, first)
        _compare(self.reference_again, second, prefix="second call: ")

    def same_as_eager(self, module: torch.nn.Module, *, slack: float = 1.0) -> None:
        """Raise unless an exported program's module does on the example what eager does."""
        _compare(self.reference, self.on_module(module), slack=slack)


def _compare(expected: Observation, actual: Observation, *, slack: float = 1.0, prefix: str = "") -> None:
    if actual.raised is not None:
        raise actual.raised
    refuse_differences(differences(expected, actual, slack=slack), prefix)


def refuse_differences(found: Sequence[Difference], prefix: str = "") -> None:
    """Raise NotHolding with the outcome ``wrong`` when there is a difference; the first one gives the code."""
    if found:
        message = "\n".join(prefix + str(difference) for difference in found[:20])
        listed = [difference.as_json() for difference in found[:20]]
        raise NotHolding(Outcome.WRONG, found[0].code, message, differences=listed)
