"""Reading in a child process: what a hostile file can do ends with it.

``outside`` is the parent's part, ``inside`` the child's, ``limits`` what the child takes from itself before it
sees the file, ``answer`` what the two say to one another.
"""
