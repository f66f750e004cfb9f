"""The few exceptions of the assistant; everything else that can go wrong is data.

A failed request to a model is an ``Outcome``, a quotation that cannot be located is a ``Match``,
hidden text is a ``Notice``. What remains, as a tree:

    AssistantError              message is written for a person: what happened, what was kept, what to do
    ├── UnreadableFile          a file cannot be taken in
    ├── BadRubric               the rubric file breaks its own form (place and reason in the message)
    ├── BadInstructions         an instructions file is missing, or names a field that does not exist
    ├── NotFound                no review, draft or decision of that id
    ├── NotAllowed              a decision the rubric or the state of the assurance does not permit
    ├── NoEndpoint              drafting was asked for and no model endpoint is configured
    ├── BadSetting              a setting has a value that cannot be used
    └── StoreTrouble            the database cannot be opened or written
"""


class AssistantError(Exception):
    """Base of all; ``str(error)`` is one or two sentences for a person."""


class UnreadableFile(AssistantError):
    """A file cannot be taken in; the message says what to do (save as Word or PDF...)."""


class BadRubric(AssistantError):
    """The rubric file breaks its form; the message names the place and the reason."""


class BadInstructions(AssistantError):
    """An instructions file is missing, or names a field that does not exist."""


class NotFound(AssistantError):
    """No review, draft or decision of that id."""


class NotAllowed(AssistantError):
    """The rubric or the state of the assurance does not permit this decision."""


class NoEndpoint(AssistantError):
    """Drafting was asked for and no model endpoint is configured."""


class BadSetting(AssistantError):
    """A setting has a value that cannot be used."""


class StoreTrouble(AssistantError):
    """The database cannot be opened or written."""
