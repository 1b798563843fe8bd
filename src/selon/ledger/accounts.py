"""Names with roles, for a desk that is served to others. Passwords are kept only as Argon2 hashes."""

from __future__ import annotations

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import Connection, select

from selon.errors import BadSetting
from selon.ledger.tables_review import accounts
from selon.ledger.trail import now

ROLES = ("reader", "reviewer", "editor")
# NIST SP 800-63B-4: length is what counts, 15 where a password stands alone
SHORTEST = 15

_hasher = PasswordHasher()


def add_account(connection: Connection, *, name: str, role: str, password: str) -> None:
    """Make an account, or give an existing one a new role and password.

    Raises:
        BadSetting: an unknown role, an empty name, a short password.
    """
    if role not in ROLES:
        raise BadSetting(f"no role {role!r}", hint=f"roles: {', '.join(ROLES)}")
    if not name.strip() or len(name) > 80:
        raise BadSetting("an account needs a name of 1 to 80 characters")
    if len(password) < SHORTEST:
        raise BadSetting(f"a password needs at least {SHORTEST} characters", hint="a few words are better than signs")
    connection.execute(accounts.delete().where(accounts.c.name == name))
    connection.execute(
        accounts.insert().values(name=name, role=role, password_hash=_hasher.hash(password), created_at=now(), active=True)
    )


def close_account(connection: Connection, name: str) -> None:
    """Let nobody in under a name any more; what they did stays in the trail.

    Raises:
        BadSetting: no such account.
    """
    if not connection.execute(accounts.update().where(accounts.c.name == name).values(active=False)).rowcount:
        raise BadSetting(f"no account {name!r}")


def has_accounts(connection: Connection) -> bool:
    """Say whether anybody could log in."""
    return connection.execute(select(accounts.c.name).where(accounts.c.active).limit(1)).first() is not None


def check_password(connection: Connection, name: str, password: str) -> str | None:
    """Return the role of an account if the password is right; the same time goes by for unknown names."""
    row = connection.execute(select(accounts).where(accounts.c.name == name, accounts.c.active)).first()
    try:
        _hasher.verify(row.password_hash if row else _decoy(), password)
    except (VerificationError, InvalidHashError):
        return None
    return str(row.role) if row else None


def role_of(connection: Connection, name: str) -> str | None:
    """Return the role that a name has now, None where it may no longer come in."""
    row = connection.execute(select(accounts.c.role).where(accounts.c.name == name, accounts.c.active)).first()
    return str(row.role) if row else None


@cache
def _decoy() -> str:
    return _hasher.hash("nobody has this password")
