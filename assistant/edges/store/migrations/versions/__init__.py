"""The changes themselves, in the order of their numbers; none is ever edited once released."""
