"""The commands of the command line, one a module; ``__main__`` registers them and turns faults into statuses.

They stand apart from ``__main__`` because each is a whole of its own: arguments in, files or text out.
"""
