"""`assert` on the values of a tensor

Strict mode reads the bytecode of `assert`, sees that the message is a fixed text, and puts an assertion operator into
the graph. Non-strict mode runs Python, where `assert` needs a bool that does not exist yet, and refuses.
`torch._assert_async` is that operator, and works in both.
"""

import torch

tags = {"python.assert", "torch.dynamic-value"}
expect = {"nonstrict": "export: GuardOnDataDependentSymNode"}
near = ["python_statements/assert_with_formatted_message", "python_statements/assert_caught"]


class Model(torch.nn.Module):
    def forward(self, probabilities):
        assert (probabilities >= 0).all(), "negative probability"
        return probabilities.log()


class AssertsInGraph(torch.nn.Module):
    """Call the assertion operator, which raises RuntimeError; on a GPU it comes up later than the faulty call."""

    def forward(self, probabilities):
        torch._assert_async((probabilities >= 0).all(), "negative probability")
        return probabilities.log()


model = Model()
rewrites = {"torch._assert_async": AssertsInGraph()}
example_args = (torch.rand(4),)
more_args = [(torch.ones(4),), (torch.tensor([0.5, 1.0, 0.0, 0.2]),)]
