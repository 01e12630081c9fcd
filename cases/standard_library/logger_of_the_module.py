"""Log from `forward` with a logger made at the top of the file

Strict mode leaves the calls out, and non-strict mode makes them while tracing; neither keeps them, so the exported
program logs nothing. Texts with a tensor in them are accepted.
"""

import logging

import torch

tags = {"python.side-effect"}
near = ["standard_library/logger_looked_up_in_forward", "standard_library/warn_in_forward"]


_log = logging.getLogger(__name__)


class Model(torch.nn.Module):
    def forward(self, x):
        _log.debug("input of shape %s", tuple(x.shape))
        hidden = x.tanh()
        if _log.isEnabledFor(logging.DEBUG):
            _log.debug("hidden %s", hidden)
        return hidden * 2


model = Model()
example_args = (torch.randn(3),)
more_args = [(torch.zeros(3),)]
