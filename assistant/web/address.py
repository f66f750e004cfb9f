"""Where the server may listen: this computer only, until sign-in exists.

Comes in: the address from the settings. Goes out: the address, or a refusal that says why. It stands
alone because where is listened and which names are answered must be one list.
"""

from assistant.errors import BadSetting

OWN = frozenset({"127.0.0.1", "localhost", "::1"})
"""This computer's own names; the perimeter answers to each, so wherever is listened the page can be opened."""


def loopback(host: str) -> str:
    """The address if it is one of this computer's own names; ``BadSetting`` for any other."""
    if host not in OWN:
        raise BadSetting(
            f"The assistant does not listen on {host}: there is no sign-in yet, so it takes only this "
            "computer's own names, 127.0.0.1, ::1 and localhost. Use 127.0.0.1 (the default of ASSISTANT_HOST)."
        )
    return host
