"""What the inspector sees: ``mount`` puts the Gradio page that ``build`` makes onto an application.

Screens are drawn in the browser from view-models (``presentation``) that actions answer with. Nothing
outside this package imports gradio to draw.
"""

from assistant.ui.blocks import build
from assistant.ui.mount import STATIC, mount

__all__ = ["STATIC", "build", "mount"]
