"""Decision Transformer: the next action, from what came before

Returns, states and actions are woven into one sequence of three tokens a step. Inside is GPT-2, whose fused attention
comes out of the decomposition with other strides than it was traced with.
"""

import copy

import torch
from transformers import DecisionTransformerConfig, DecisionTransformerModel

requires = {"transformers"}
preload = ["transformers.modeling_utils"]
tags = {"torch.dim-auto"}
expect = {"strict": "decompose: ValueError", "nonstrict": "decompose: ValueError"}

_AUTO = torch.export.Dim.AUTO


def _inputs(batch, steps):
    states, actions = torch.randn(batch, steps, 3), torch.randn(batch, steps, 2)
    rewards, returns = torch.randn(batch, steps, 1), torch.randn(batch, steps, 1)
    return states, actions, rewards, returns, torch.arange(steps).repeat(batch, 1)


_config = DecisionTransformerConfig(state_dim=3, act_dim=2, hidden_size=16, n_layer=1, n_head=2, max_ep_len=32)
model = DecisionTransformerModel(_config).eval()
_eager = copy.deepcopy(model)
_eager.set_attn_implementation("eager")
rewrites = {"eager attention": _eager}
example_args = _inputs(2, 5)
dynamic_shapes = [{0: _AUTO, 1: _AUTO}] * 5
more_args = [_inputs(3, 7), _inputs(1, 3)]
