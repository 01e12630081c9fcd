"""How alike two messages, two lines and two stacks are: each from 0 to 1."""

from __future__ import annotations

import builtins
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import pairwise

from exportdb_engine.protocol.signature import normalize

#: How much a word tells: its weight, from 0 up.
Weight = Callable[[str], float]

#: Words that a message has at least where being a part of another one says something.
MIN_WORDS = 5
_WORD = re.compile(r"[a-z0-9]+")
#: What a guard is about: its form tells causes apart where the words around it are always the same.
_GUARDED = (
    re.compile(r"data-dependent expression (.+?)(?: \(unhinted|\.  |$)", re.MULTILINE),
    re.compile(r"satisfy the generated guard (.+?)\.?$", re.MULTILINE),
    re.compile(r"(?:inferred to be|specialized it to be) a (constant \(\d+\))"),
    re.compile(r"Guard failed: (.+)"),
    re.compile(r"values of \S+ = \S+ and .* (must always be equal)"),
    re.compile(r"(?:expected|got) (u\d+ ?[<>=!]=? ?\d+|Eq\(.*\))"),
)
_DIMENSION = re.compile(r"L\[[^\]]*\](?:\[[^\]]*\])*\.size\(\)\[\d+\]")
_SYMBOL = re.compile(r"\b(?:zuf|zf|[suz])\d+\b")
_NUMBER = re.compile(r"(?<![\w.])\d+(?:\.\d+)?\b")
#: What tells more of a graph break than its text, which is the same for all.
_CONTEXT = re.compile(r"^\s*(?:Developer debug context|Detail|Higher Order Operator): (.+)$", re.MULTILINE)
_QUOTED = re.compile(r"[`'\"]([A-Za-z_][\w.]*)(?:\(\))?[`'\"]")
_BUILTINS = frozenset(dir(builtins))
_LIBRARIES = frozenset(("torch", "numpy", "aten", "math", "copy", "collections", "functools", "itertools", "random"))
#: The error of an operator, as Dynamo quotes it in each release; and what stopped inside of an operator's body.
_WRAPPED = (
    re.compile(r"fake tensors?: .*?: got \w+\(['\"](.+)['\"],?\)"),
    re.compile(r"^Failed running call_\w+ .*?(?:<arguments>|\)): ?(.+)"),
    re.compile(r"Got graph break/error: (.+)"),
    # what we say of an exported program that refuses its inputs
    re.compile(r"the exported program refuses it: \w+: (.+)"),
    re.compile(r"refuses what it declares and eager takes: (.+?)(?:, on \(|$)"),
)
_QUOTED_LENGTH = 12
#: What signatures of several releases say otherwise, and how it compares.
_REWORDED = (
    (
        re.compile(
            r"(?:Not all values of <dim> in the specified range.{0,60}? are valid because it was inferred to be"
            r"|You marked <dim> as dynamic but your code specialized it to be) a constant (?:<shape>|\(<n>\))\."
            r"(?: If you're using mark_dynamic.*?Dim\.AUTO\.)?"
        ),
        "<dim> was specialized to a constant.",
    ),
)
_OPERATOR = re.compile(r"\b(\w+)::(\w+)")
#: Names of the user's own in messages of torch's, and what stands for them.
_OWN = (
    (re.compile(r"(module attribute) (?!__)\w+"), r"\1 name"),
    (re.compile(r"\bself(?:\.\w+)+"), "self.name"),
    (re.compile(r"(arg names|here they are) \[[^\]]*\]"), r"\1 <names>"),
    (re.compile(r"<class '(?!torch\.|numpy\.|collections\.|transformers\.)[\w<>]+(?:\.[\w<>]+)+'>"), "<class 'own'>"),
    (re.compile(r"UserDefined(Object|Class)Variable\((?!_tuplegetter)\w+\)"), r"UserDefined\1Variable(own)"),
)
#: Operators of these are everybody's.
_NAMESPACES = frozenset(
    ("aten", "prims", "prim", "torch", "torchvision", "torchaudio", "higher_order", "quantized", "c10")
)
#: Where all guards of a report are among those of a case, which has others besides.
_MORE = 0.9
#: Of two messages of which one quotes the other.
_QUOTES = 0.97
_EXPLANATION = re.compile(r"\n|(?<=[.!?])\s+(?=[A-Z])| Explanation: ")


@dataclass(frozen=True, slots=True)
class Message:
    """A message as it is compared."""

    signature: str
    #: The part of the signature that tells the cause.
    telling: str
    words: frozenset[str]
    pairs: frozenset[tuple[str, str]]
    #: The same of its first sentence.
    head: frozenset[str]
    head_pairs: frozenset[tuple[str, str]]
    #: The guarded expressions without names of symbols, and the words of Dynamo's own notes.
    guarded: frozenset[str]
    context: frozenset[str]
    #: The functions of Python and of libraries that it is about.
    subjects: frozenset[str]


def message_of(text: str, signature: str | None = None) -> Message:
    """A message to compare. ``signature`` spares making it where it is known."""
    said = normalize(text) if signature is None else signature
    telling = _unnamed(_telling(said))
    for pattern, words_now in _REWORDED:
        telling = pattern.sub(words_now, telling)
    words = _WORD.findall(telling.lower())
    head = _WORD.findall(_head(telling).lower())
    return Message(
        said,
        telling,
        frozenset(words),
        _pairs(words),
        frozenset(head),
        _pairs(head),
        guards_of(text),
        context_of(text),
        subjects_of(text),
    )


def guards_of(text: str) -> frozenset[str]:
    """The expressions that a message says it guards, without names of symbols."""
    return frozenset(_form(found) for pattern in _GUARDED for found in pattern.findall(text))


def context_of(text: str) -> frozenset[str]:
    """The words of what Dynamo notes of the place in a message."""
    return frozenset(_WORD.findall(" ".join(_CONTEXT.findall(text)).lower()))


def alike_messages(asked: Message, known: Message, weight: Weight) -> float:
    """How much two messages say the same. A part of a message, such as its first line, counts nearly as much as all."""
    if asked.signature == known.signature:
        return 1.0
    if asked.telling == known.telling:
        return _QUOTES
    whole = 0.6 * _overlap(asked.words, known.words, weight) + 0.4 * _overlap_pairs(asked.pairs, known.pairs, weight)
    head = 0.6 * _overlap(asked.head, known.head, weight) + 0.4 * _overlap_pairs(
        asked.head_pairs, known.head_pairs, weight
    )
    # What is quoted, or written around it, has more words; then the smaller one stands within the larger.
    within = max(_within(asked.words, known.words, weight), _within(known.words, asked.words, weight))
    # Of a list of violations, one program has some and another one others.
    held = 0.5 * _within(asked.words, known.words, weight) + 0.5 * _within_pairs(asked.pairs, known.pairs)
    part = 0.85 * held if len(asked.words) >= MIN_WORDS else 0.0
    return min(0.99, max(whole, 0.5 * whole + 0.5 * head, 0.85 * head * within, part))


def subjects_of(text: str) -> frozenset[str]:
    """The functions that a message quotes, of Python and of libraries: those of the user have names of their own."""
    found = set()
    for name in _QUOTED.findall(text[:1500]):
        if name in _BUILTINS or name.partition(".")[0] in _LIBRARIES:
            found.add(name)
    return frozenset(found)


def alike_guards(one: frozenset[str], other: frozenset[str]) -> float | None:
    """1 for the same expressions, in part for those of the same operators; None where one of the two guards nothing."""
    if not one or not other:
        return None
    # A program that guards more than the report says may still be the same.
    same = max(len(one & other) / len(one | other), _MORE * len(one & other) / len(one))
    shapes, others = {_shape(form) for form in one}, {_shape(form) for form in other}
    return max(same, 0.5 * len(shapes & others) / len(shapes | others))


def alike_contexts(one: frozenset[str], other: frozenset[str], weight: Weight) -> float | None:
    """How much Dynamo's own notes agree; None where one of the two has none."""
    return _overlap(one, other, weight) if one and other else None


def share(asked: Iterable[str], known: Iterable[str], weight: Weight) -> float:
    """How much of what is asked for is known."""
    wanted = set(asked)
    total = sum(weight(word) for word in wanted)
    return sum(weight(word) for word in wanted & set(known)) / total if total else 0.0


def words_of(text: str) -> list[str]:
    """The words of a text as they are compared."""
    return _WORD.findall(text.lower())


def _telling(said: str) -> str:
    """What a message quotes, where it merely says that something else failed."""
    for pattern in _WRAPPED:
        match = pattern.search(said)
        if match and len(match[1]) >= _QUOTED_LENGTH:
            return match[1]
    return said


def _unnamed(said: str) -> str:
    """The text without the names of somebody's own operators, attributes and classes."""
    for pattern, name in _OWN:
        said = pattern.sub(name, said)
    for namespace, operator in set(_OPERATOR.findall(said)):
        if namespace not in _NAMESPACES:
            said = re.sub(rf"\b(?:{namespace}|{operator})\b", "op", said)
    return said


def _head(said: str) -> str:
    for part in _EXPLANATION.split(said, maxsplit=3):
        if len(part) >= 12:
            return part
    return said


def _form(expression: str) -> str:
    """An expression without names of symbols and sizes; small numbers, which mean something, are kept."""
    text = _DIMENSION.sub("s", expression)
    text = _SYMBOL.sub(lambda m: "f" if "f" in m[0] else m[0][0], text)
    return _NUMBER.sub(lambda m: m[0] if m[0] in ("0", "1", "2") else "n", text).replace(" ", "")


def _shape(form: str) -> str:
    """The operators of an expression alone."""
    return re.sub(r"[^A-Z<>=!%/]|(?<=\w)\w", "", form)


def _pairs(words: list[str]) -> frozenset[tuple[str, str]]:
    return frozenset(pairwise(words))


def _overlap(one: frozenset[str], other: frozenset[str], weight: Weight) -> float:
    total = sum(map(weight, one)) + sum(map(weight, other))
    return 2 * sum(map(weight, one & other)) / total if total else 0.0


def _overlap_pairs(one: frozenset[tuple[str, str]], other: frozenset[tuple[str, str]], weight: Weight) -> float:
    def of(pairs: Iterable[tuple[str, str]]) -> float:
        return sum(weight(a) + weight(b) for a, b in pairs)

    total = of(one) + of(other)
    return 2 * of(one & other) / total if total else 0.0


def _within_pairs(one: frozenset[tuple[str, str]], other: frozenset[tuple[str, str]]) -> float:
    return len(one & other) / len(one) if one else 0.0


def _within(one: frozenset[str], other: frozenset[str], weight: Weight) -> float:
    total = sum(map(weight, one))
    return sum(map(weight, one & other)) / total if total else 0.0
