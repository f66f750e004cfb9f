"""The frame of the screens: one Gradio page with one component that draws everything itself.

In comes a pipeline, out goes ``gr.Blocks``. The template names no value, so Gradio never writes text of
a file or a model as markup; the browser asks through one server function and writes the answers as text.
"""

from typing import Any

import gradio as gr

from assistant.ui.actions import answer
from assistant.ui.needs import Pipeline

TITLE = "SFO review assurance"

STYLES = ("gradio", "theme", "assure", "pages", "settings")
"""Style sheets in the order in which they build on one another."""

HEAD = "".join(f'<link rel="stylesheet" href="/ours/{name}.css">' for name in STYLES)

TEMPLATE = '<div id="screens" class="screens"></div>'

ON_LOAD = "import('/ours/main.js').then((screens) => screens.begin(element, server));"


def build(pipeline: Pipeline) -> gr.Blocks:
    """The screens over that pipeline. The page's static files are expected at ``/ours``."""

    def ask(payload: Any) -> dict[str, Any]:  # noqa: ANN401 - whatever a browser sends
        return answer(pipeline, payload)

    blocks: gr.Blocks
    with gr.Blocks(title=TITLE, analytics_enabled=False, fill_width=True) as blocks:
        gr.HTML(
            html_template=TEMPLATE,
            js_on_load=ON_LOAD,
            head=HEAD,
            apply_default_css=False,
            server_functions=[ask],
            elem_id="frame",
        )
    return blocks
