"""Where the server may listen: this computer only, until sign-in exists.

Comes in: the address from the settings. Goes out: the address, or a refusal that says why.
"""

import ipaddress

from assistant.errors import BadSetting


def loopback(host: str) -> str:
    """The address if it is this computer's own; ``BadSetting`` for any other."""
    try:
        own = host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        own = False
    if not own:
        raise BadSetting(
            f"The assistant does not listen on {host}: there is no sign-in yet, so anybody who reaches that "
            "address could read the reviews. Use 127.0.0.1 (the default of ASSISTANT_HOST)."
        )
    return host
