"""What the inspector sees: ``build`` makes the Gradio page over a pipeline; ``STATIC`` holds its own files.

Screens are drawn in the browser from view-models (``presentation``) that actions answer with. Nothing
outside this package imports gradio to draw.
"""

from pathlib import Path

from assistant.ui.blocks import build

STATIC = Path(__file__).parent / "static"
"""Folder of the page's own styles and scripts, served at ``/ours``."""

__all__ = ["STATIC", "build"]
