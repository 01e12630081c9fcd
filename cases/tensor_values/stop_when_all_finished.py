"""Stop decoding when every sequence has ended

`if finished.all(): break` asks for a value in each round. With a bound on the number of rounds all of them can be run:
a sequence that has ended goes on to write the filler.
"""

import torch

tags = {"python.control-flow", "torch.dynamic-value", "python.graph-break"}
expect = {"strict": "export: GB0170", "nonstrict": "export: GuardOnDataDependentSymNode"}
near = ["tensor_values/decode_for_fixed_steps"]

END, FILLER = 2, 0


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.register_buffer("best", torch.tensor([3, 4, 2, 1, 0]))

    def forward(self, token):
        written = torch.full((token.shape[0], 6), FILLER)
        finished = torch.zeros_like(token, dtype=torch.bool)
        for step in range(6):
            if finished.all():
                break
            token = self.best[token]
            written[:, step] = torch.where(finished, FILLER, token)
            finished = finished | (token == END)
        return written


class RunsOn(Model):
    """Run all rounds. Rounds in which all have ended change nothing, and are no longer saved."""

    def forward(self, token):
        written = torch.full((token.shape[0], 6), FILLER)
        finished = torch.zeros_like(token, dtype=torch.bool)
        for step in range(6):
            token = self.best[token]
            written[:, step] = torch.where(finished, FILLER, token)
            finished = finished | (token == END)
        return written


model = Model()
rewrites = {"all rounds": RunsOn()}
example_args = (torch.tensor([0, 1]),)
more_args = [(torch.tensor([2, 2]),), (torch.tensor([4, 0]),)]
