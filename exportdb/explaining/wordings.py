"""Wordings of older releases that no measured result may have, and the graph breaks that they are today.

Dynamo has numbered its graph breaks since torch 2.8; before, the message of ``Unsupported`` was all there was. Each
entry was read off the release that is named, at the place that raises the id today.
"""

from __future__ import annotations

import re

#: How the message begins, the id that it has today, and the last release that said it so.
_KNOWN = tuple(
    (re.compile(pattern), code, release)
    for pattern, code, release in (
        (r"Dynamic control flow is not supported at the moment", "GB0170", "2.6"),
        (r"^generic_jump ", "GB0170", "2.7"),
        (r"^data dependent operator: ", "GB0033", "2.7"),
        (r"^dynamic shape operator \(no meta kernel\)", "GB0037", "2.7"),
        (r"^dynamic shape operator: ", "GB0036", "2.7"),
        (r"^'?(?:skip function|call_function .* in skip_files)", "GB0007", "2.7"),
        (r"^Graph break due to unsupported builtin", "GB0007", "2.7"),
        (r"^'?inline in skipfiles: ", "GB0008", "2.7"),
        (r"^call torch\._dynamo\.disable\(\) wrapped function", "GB0098", "2.7"),
        (r"^builtin: ", "GB0059", "2.7"),
        (r"^call_function ", "GB0147", "2.7"),
        (r"^call_method ", "GB0156", "2.7"),
        (r"^torch\.\* op returned non-Tensor", "GB0208", "2.7"),
        (r"^Logger not supported for non-export cases", "GB0291", "2.7"),
        (r"^Tensor\.backward", "GB0123", "2.7"),
        (r"^Tensor\.item", "GB0124", "2.7"),
        (r"^Tensor\.requires_grad_", "GB0125", "2.7"),
        (r"^Tensor\.resize_as_", "GB0127", "2.7"),
        (r"^Tensor\.resize_", "GB0126", "2.7"),
        (r"^Dynamic slicing with Tensor arguments", "GB0038", "2.7"),
    )
)


#: Messages that release after release said otherwise: what they say today.
_TODAY = tuple(
    (re.compile(pattern, re.DOTALL), today)
    for pattern, today in (
        # 2.1 to 2.3
        (
            r"^.*value is data-dependent \(and thus .*?trying to evaluate is ([^\n]+?)(?: \(unhinted.*|$)",
            r"Could not guard on data-dependent expression \1 (unhinted: \1)",
        ),
        # 2.5 to 2.8, of an exported program that was called
        (r"^Expected input at \*args\S*\.shape\[(\d+)\] to be equal to (\d+).*", r"Guard failed: x.size()[\1] == \2"),
        (r"^Expected input at \*args\S*\.shape\[(\d+)\] to be ([<>]=?) (\d+).*", r"Guard failed: x.size()[\1] \2 \3"),
        # the verifiers of torch.export and of ExecuTorch
        (
            r"^Operator (?:torch\._ops\.)?(aten\.[\w.]+) is not (?:Aten Canonical|in Core ATen opset).*",
            r"not core ATen: \1",
        ),
    )
)


def today(message: str) -> str:
    """The message as a release of today would say it; as it is where that is not known."""
    for pattern, wording in _TODAY:
        match = pattern.match(message.strip())
        if match:
            return match.expand(wording)
    return message


def ids_of(message: str) -> tuple[str, ...]:
    """The graph-break id that a message of an older release stands for; empty where it is none of them."""
    said = message.strip()
    return next(((code,) for pattern, code, _ in _KNOWN if pattern.search(said)), ())
