"""The database: reviews, runs, raw replies, drafts and the append-only decisions, on SQLite or PostgreSQL.

Records of the domain go in and come out; nothing outside this package knows of tables or SQL.
"""

from assistant.edges.store.kept import KeptReply, KeptReview, KeptRun, KeptTask, Spent, Task
from assistant.edges.store.store import Store

__all__ = ["KeptReply", "KeptReview", "KeptRun", "KeptTask", "Spent", "Store", "Task"]
