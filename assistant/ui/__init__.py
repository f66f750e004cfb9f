"""What the inspector sees: the only importer of gradio."""
