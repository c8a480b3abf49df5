"""Refuse every connection that leaves this machine.

Python imports a module of this name by itself when it starts, so all child processes of the tests
(dbt, workbook readers, the dashboard's server) are guarded as well.
"""

import socket

_LOOPBACK = ("127.", "::1", "localhost", "0.0.0.0")  # noqa: S104  (addresses to compare with)
_connect, _connect_ex, _getaddrinfo = (
    socket.socket.connect,
    socket.socket.connect_ex,
    socket.getaddrinfo,
)


class NetworkUsedError(RuntimeError):
    """The product tried to reach the network."""


def _check(host: object) -> None:
    name = host.decode() if isinstance(host, bytes) else host
    if isinstance(name, str) and name and not name.startswith(_LOOPBACK):
        raise NetworkUsedError(f"Nothing may leave this machine, but {name} was called.")


def _guarded_connect(self, address):
    if self.family != socket.AF_UNIX:
        _check(address[0])
    return _connect(self, address)


def _guarded_connect_ex(self, address):
    if self.family != socket.AF_UNIX:
        _check(address[0])
    return _connect_ex(self, address)


def _guarded_getaddrinfo(host, *args, **kwargs):
    _check(host)
    return _getaddrinfo(host, *args, **kwargs)


socket.socket.connect = _guarded_connect
socket.socket.connect_ex = _guarded_connect_ex
socket.getaddrinfo = _guarded_getaddrinfo
