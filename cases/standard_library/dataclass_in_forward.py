"""Make and change dataclasses inside `forward`

Both modes follow dataclasses that hold tensors: plain and frozen ones, slots, default factories, `__post_init__`,
`replace`, `fields` and comparison. Only as an input or an output a dataclass has to be registered.
"""

import dataclasses

import torch

tags = {"python.dataclass"}
near = ["standard_library/dataclass_asdict"]


@dataclasses.dataclass(slots=True)
class State:
    hidden: torch.Tensor
    step: int = 0
    history: list = dataclasses.field(default_factory=list)


@dataclasses.dataclass(frozen=True)
class Settings:
    rounds: int
    rate: float = 0.5

    def __post_init__(self):
        object.__setattr__(self, "rate", self.rate / self.rounds)


class Model(torch.nn.Module):
    def forward(self, x):
        settings = dataclasses.replace(Settings(2), rounds=3)
        state = State(x)
        for _ in range(settings.rounds):
            state.history.append(state.hidden)
            state = dataclasses.replace(state, hidden=state.hidden.sin() * settings.rate, step=state.step + 1)
        return torch.stack(state.history) + state.step


model = Model()
example_args = (torch.randn(3),)
more_args = [(torch.zeros(3),)]
