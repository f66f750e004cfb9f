"""The perimeter around the screens: address, headers, uploads, downloads, health."""
