"""Where the site's parts are: in a checkout, or in the installed package."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from exportdb.errors import ExportdbError


@dataclass(frozen=True, slots=True)
class Places:
    """What the site is made from."""

    #: Templates, hand-written pages, assets.
    site: Path
    config: Path
    #: The checkout with its documents; None where exportdb is installed as a package.
    checkout: Path | None

    @property
    def overrides(self) -> Path:
        """Templates that go before those of the theme."""
        return self.site / "overrides"


def find_places() -> Places:
    """The parts of the site. Raises ExportdbError when they are not there."""
    package = Path(__file__).resolve().parent.parent
    installed, checkout = package / "_site", package.parent
    if (installed / "mkdocs.yml").is_file():
        return Places(installed, installed / "mkdocs.yml", None)
    if (checkout / "mkdocs.yml").is_file() and (checkout / "site" / "templates").is_dir():
        return Places(checkout / "site", checkout / "mkdocs.yml", checkout)
    raise ExportdbError(
        f"the parts of the site are neither in {installed} nor in {checkout / 'site'}",
        hint="install exportdb again: pip install --force-reinstall 'exportdb[site]'",
    )
