"""Leave a loop with `break` after a count

The counter and the size that it is compared with are Python numbers while tracing, so `break`, `continue`, the `else`
of the loop and `finally` are simply followed. The graph holds the rounds that were made.
"""

import torch

tags = {"python.control-flow", "python.exception"}
near = ["python_statements/break_on_tensor_value"]


class Model(torch.nn.Module):
    def forward(self, x):
        rounds = 0
        while True:
            rounds += 1
            try:
                if rounds == 2:
                    continue
                x = x.sin() + rounds
            finally:
                x = x / 2
            if rounds > x.shape[0]:
                break
        for rest in range(3):
            if rest > rounds:
                break
        else:
            x = x + 1
        return x


model = Model()
example_args = (torch.randn(3),)
more_args = [(torch.zeros(3),)]
