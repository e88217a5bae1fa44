"""The documentation site: `sphinx-build -W -c docs . site` makes it of the pages as they stand.

The whole repository is the source: links and pictures lead on here as they do where it is hosted.
Nothing is fetched, neither when the site is built nor when it is read.
"""

from __future__ import annotations

import shutil
import tomllib
from pathlib import Path

from sphinx.application import Sphinx

_ROOT = Path(__file__).parents[1]
_URLS = tomllib.loads((_ROOT / "pyproject.toml").read_text("utf-8"))["project"]["urls"]
_CONTENTS = f"""
```{{toctree}}
:hidden:

Start <self>
docs/format
docs/query
docs/screen
docs/import
docs/config
docs/editors
docs/examples
```

```{{toctree}}
:hidden:
:glob:
:caption: From the shell

docs/commands
docs/commands/timeline
docs/commands/*
```

```{{toctree}}
:hidden:
:caption: The project

docs/architecture
docs/performance
CHANGELOG
CONTRIBUTING
SECURITY
CODE_OF_CONDUCT
Source code <{_URLS["Source"]}>
```
"""

project = "timeline"
extensions = ["myst_parser"]
root_doc = "README"
include_patterns = ["*.md", "docs/**"]
exclude_patterns = [".*", "**/.*", "dist", "site"]
nitpicky = True
myst_heading_anchors = 4  # named as Git forges name them

html_theme = "furo"
html_title = "timeline"
html_static_path = ["site.css"]
html_css_files = ["site.css"]
html_copy_source = False
html_show_copyright = False
html_show_sphinx = False


def setup(app: Sphinx) -> None:
    """Called by Sphinx."""
    app.connect("source-read", _with_contents)
    app.connect("build-finished", _with_index)


def _with_contents(app: Sphinx, page: str, source: list[str]) -> None:
    if page == root_doc:
        source[0] += _CONTENTS


def _with_index(app: Sphinx, error: Exception | None) -> None:
    """A server shows a folder by its index.html."""
    if error is None:
        shutil.copy(app.outdir / f"{root_doc}.html", app.outdir / "index.html")
