"""The model endpoint: a Request in, a RawReply out, and nothing an endpoint does raises an exception.

The only importer of openai. It stands alone so that every way a call can end is told apart in one place:
``transport`` bounds what comes in, ``outcome`` classifies it, ``client`` asks and asks again.
"""

from assistant.edges.model.client import Model
from assistant.edges.model.local import local_servers

__all__ = ["Model", "local_servers"]
