"""Look a logger up with `logging.getLogger` inside `forward`

The calls of a logger are left out of the graph, but the lookup is Python code of the logging module, and strict mode
fails in it. Look the logger up at the top of the file.
"""

import logging

import torch

tags = {"python.side-effect", "python.graph-break"}
expect = {"strict": "export: GB6215"}
near = ["standard_library/logger_of_the_module"]


_log = logging.getLogger(__name__)


class Model(torch.nn.Module):
    def forward(self, x):
        logging.getLogger(__name__).debug("input of shape %s", tuple(x.shape))
        return x.tanh()


class LooksUpBefore(torch.nn.Module):
    """Use the logger of the file."""

    def forward(self, x):
        _log.debug("input of shape %s", tuple(x.shape))
        return x.tanh()


model = Model()
rewrites = {"logger of the file": LooksUpBefore()}
example_args = (torch.randn(3),)
more_args = [(torch.zeros(3),)]
