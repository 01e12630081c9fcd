from __future__ import annotations

import pytest

from exportdb.query.errors import BadValueError
from exportdb.query.versions import version_range

RELEASES = ["2.9.1", "2.11.0", "2.12.0", "2.12.1", "2.13.0+cpu", "2.14.0rc1", "2.14.0", "2.15.0.dev20270101+cu130"]


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("2.12", "2.12.0 2.12.1"),
        ("2.1", ""),  # the part is 1, and not what begins with it
        ("==2.13.0", "2.13.0+cpu"),
        (">=2.14", "2.14.0rc1 2.14.0 2.15.0.dev20270101+cu130"),
        (">=2.14.0", "2.14.0 2.15.0.dev20270101+cu130"),
        ("<2.11", "2.9.1"),
        ("<=2.12", "2.9.1 2.11.0 2.12.0 2.12.1"),
        (">2.12", "2.13.0+cpu 2.14.0rc1 2.14.0 2.15.0.dev20270101+cu130"),
        ("2.11..2.13", "2.11.0 2.12.0 2.12.1 2.13.0+cpu"),
        ("!=2", ""),
    ],
)
def test_the_releases_in_a_range(text: str, held: str) -> None:
    assert [release for release in RELEASES if version_range(text).holds(release)] == held.split()


@pytest.mark.parametrize("text", ["", "new", ">=", "2.13..", "..2.13", "2.x y", ">=>2", "²"])
def test_what_is_no_version(text: str) -> None:
    with pytest.raises(BadValueError, match="is no version"):
        version_range(text)


def test_a_version_that_cannot_be_compared_is_in_no_range() -> None:
    assert not any(version_range(text).holds("unknown") for text in ("<9", ">=0", "!=2.13"))
