"""The key ring: which keys this site may sign with, and whose they are.

One TOML file says it; a secret never stands in it, but in a variable of the environment or in a file of its own:

    [[key]]
    organisation = "SDL"                     # the organisation's code: its seal
    pkcs12 = "so-du-lich.p12"                # beside this file, or an absolute path
    secret_env = "THIDUA_SEAL_SDL"

    [[key]]
    person = "lan.anh"                       # a login name: a personal key
    pkcs11 = "/usr/lib/softhsm/libsofthsm2.so"
    token = "thidua"
    label = "lan-anh"
    secret_file = "lan-anh.pin"
    chain = "co-quan-chung-thuc.pem"         # certificates between the key's own and the root, if need be
"""

import os
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from typing import Any

import pkcs11
from asn1crypto import x509
from pyhanko.sign.pkcs11 import PKCS11Signer
from pyhanko.sign.signers.pdf_cms import Signer, SimpleSigner

from thidua.papers.signatures.certificates import Holder, certificates, holder, own_certificate

TOKENS = Lock()
"""Taken while a token is open: a process can sign in to a token only once."""

OWNERS = ("organisation", "person")
SECRETS = ("secret_env", "secret_file")
OF_A_FILE = {"pkcs12"}
OF_A_TOKEN = {"pkcs11", "token", "label"}
KNOWN = {*OWNERS, *SECRETS, *OF_A_FILE, *OF_A_TOKEN, "chain"}


class KeyRingError(ValueError):
    """A key cannot be opened; its text says which and why, in Vietnamese."""


@dataclass(frozen=True)
class StoredKey:
    """A key of the ring, opened only to sign or to be looked at."""

    kind: str
    owner: str
    entry: dict[str, str] = field(repr=False)
    folder: Path = field(repr=False)

    @property
    def spoken(self) -> str:
        """Whose key it is, in a message."""
        return f"Khóa của {'tổ chức' if self.kind == 'organisation' else 'người dùng'} “{self.owner}”"

    @contextmanager
    def opened(self) -> Iterator[Signer]:
        """pyHanko's signer, as long as the key is open. Raises KeyRingError."""
        secret, chain = self._secret(), self._chain()
        if "pkcs12" in self.entry:
            yield self._of_file(secret, chain)
            return
        with TOKENS, self._library() as library:
            yield self._of_token(self._session(library, secret), chain)

    def holder(self) -> Holder:
        """What its certificate says. Raises KeyRingError."""
        with self.opened() as signer:
            return holder(own_certificate(signer))

    def _secret(self) -> str:
        if "secret_env" in self.entry:
            name = self.entry["secret_env"]
            if name not in os.environ:
                raise KeyRingError(f"{self.spoken}: chưa đặt biến môi trường {name}.")
            return os.environ[name]
        return self._read("secret_file").decode().rstrip("\r\n")

    def _chain(self) -> list[x509.Certificate]:
        if "chain" not in self.entry:
            return []
        try:
            return [x509.Certificate.load(der) for der in certificates(self._read("chain"))]
        except ValueError as error:
            raise KeyRingError(f"{self.spoken}: tệp {self.entry['chain']} không phải chứng thư.") from error

    def _of_file(self, secret: str, chain: list[x509.Certificate]) -> Signer:
        try:
            signer: Signer = SimpleSigner.load_pkcs12_data(self._read("pkcs12"), chain, secret.encode())
            signer.embed_roots = False
        except (ValueError, AttributeError, TypeError) as error:
            if isinstance(error, KeyRingError):
                raise
            raise KeyRingError(
                f"{self.spoken}: không mở được {self.entry['pkcs12']}; kiểm tra mật khẩu và tệp PKCS#12."
            ) from error
        return signer

    @contextmanager
    def _library(self) -> Iterator[Any]:
        """The token's library, shut down behind every use: that ends all sessions, also one that python-pkcs11 leaves
        open after a wrong PIN, or of a token that is gone; and a process forked meanwhile begins with its own."""
        try:
            library = pkcs11.lib(self.entry["pkcs11"])
        except (pkcs11.PKCS11Error, RuntimeError) as error:
            raise KeyRingError(f"{self.spoken}: không nạp được thư viện {self.entry['pkcs11']}.") from error
        try:
            yield library
        except pkcs11.PKCS11Error as error:
            raise KeyRingError(f"{self.spoken}: {self._token} không ký; kiểm tra thiết bị còn cắm không.") from error
        finally:
            with suppress(pkcs11.PKCS11Error):  # a library that cannot end has said why before
                library.finalize()

    def _session(self, library: Any, secret: str) -> pkcs11.Session:
        try:
            session: pkcs11.Session = library.get_token(token_label=self.entry["token"]).open(user_pin=secret)
        except (pkcs11.PinIncorrect, pkcs11.PinInvalid, pkcs11.PinLenRange) as error:
            raise KeyRingError(f"{self.spoken}: sai mã PIN của {self._token}; sai nhiều lần sẽ bị khóa.") from error
        except pkcs11.PinLocked as error:
            raise KeyRingError(f"{self.spoken}: {self._token} đã khóa vì sai mã PIN nhiều lần.") from error
        except pkcs11.PKCS11Error as error:
            raise KeyRingError(
                f"{self.spoken}: không mở được {self._token}; kiểm tra tên, thiết bị đã cắm chưa."
            ) from error
        return session

    def _of_token(self, session: pkcs11.Session, chain: list[x509.Certificate]) -> Signer:
        label = self.entry["label"]
        signer = PKCS11Signer(
            session, label, ca_chain=chain, key_label=label, embed_roots=False, other_certs_to_pull=()
        )
        try:
            own = x509.Certificate.load(own_certificate(signer))
        except (pkcs11.PKCS11Error, ValueError, AttributeError) as error:
            raise KeyRingError(f"{self.spoken}: {self._token} không có khóa và chứng thư “{label}”.") from error
        signer.use_raw_mechanism = own.public_key.algorithm == "ec"  # few tokens hash for ECDSA themselves
        return signer

    @property
    def _token(self) -> str:
        return f"thiết bị “{self.entry['token']}”"

    def _read(self, name: str) -> bytes:
        try:
            return (self.folder / self.entry[name]).read_bytes()
        except OSError as error:
            raise KeyRingError(f"{self.spoken}: không đọc được tệp {self.entry[name]}.") from error


@dataclass(frozen=True)
class KeyRing:
    """The keys that the file names rightly, and what is wrong with the rest of it."""

    keys: tuple[StoredKey, ...] = ()
    unread: tuple[str, ...] = ()

    def seal_of(self, code: str) -> StoredKey | None:
        """The seal of the organisation with this code."""
        return self._of("organisation", code)

    def person(self, login: str) -> StoredKey | None:
        """The personal key of the user with this login name."""
        return self._of("person", login)

    def faults(self) -> list[str]:
        """Everything that is wrong with the file and its keys, each of which is opened, in Vietnamese."""
        return [*self.unread, *(fault for key in self.keys for fault in _faults_of(key))]

    def _of(self, kind: str, owner: str) -> StoredKey | None:
        return next((key for key in self.keys if (key.kind, key.owner) == (kind, owner)), None)


def load(path: Path) -> KeyRing:
    """The ring that the file describes; what cannot be read is told by `faults`."""
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8")).get("key", [])
    except (OSError, UnicodeDecodeError) as error:
        return KeyRing(unread=(f"Không đọc được tệp khóa {path}: {error}.",))
    except tomllib.TOMLDecodeError as error:
        return KeyRing(unread=(f"Tệp khóa {path} viết sai TOML: {error}.",))
    keys: dict[tuple[str, str], StoredKey] = {}
    unread = []
    for number, entry in enumerate(entries if isinstance(entries, list) else [entries], start=1):
        if wrong := _wrong(entry):
            unread.append(f"Tệp khóa {path}, khóa thứ {number}: {wrong}")
            continue
        kind = next(owner for owner in OWNERS if owner in entry)
        key = StoredKey(kind, entry[kind], entry, path.parent)
        if (kind, key.owner) in keys:
            unread.append(f"Tệp khóa {path}, khóa thứ {number}: {key.spoken} đã khai báo ở trên.")
        keys.setdefault((kind, key.owner), key)
    return KeyRing(tuple(keys.values()), tuple(unread))


def _wrong(entry: Any) -> str:
    """What an entry lacks or has too much; empty when it is right."""
    if not isinstance(entry, dict) or not all(isinstance(value, str) and value for value in entry.values()):
        return "mỗi mục phải là một chuỗi không rỗng."
    if foreign := sorted(entry.keys() - KNOWN):
        return f"không hiểu mục {', '.join(foreign)}."
    if sum(owner in entry for owner in OWNERS) != 1:
        return "ghi một trong hai mục organisation (mã tổ chức) hoặc person (tên đăng nhập)."
    if sum(secret in entry for secret in SECRETS) != 1:
        return "ghi một trong hai mục secret_env (biến môi trường) hoặc secret_file (tệp) giữ mật khẩu."
    if entry.keys() & (OF_A_FILE | OF_A_TOKEN) not in (OF_A_FILE, OF_A_TOKEN):
        return "ghi pkcs12 (tệp), hoặc cả ba mục pkcs11 (thư viện), token và label."
    return ""


def _faults_of(key: StoredKey) -> Iterator[str]:
    try:
        certificate = key.holder()
    except KeyRingError as error:
        yield str(error)
        return
    now = datetime.now(UTC)
    if certificate.valid_until < now:
        yield f"{key.spoken}: chứng thư đã hết hạn ngày {certificate.valid_until:%d/%m/%Y}."
    elif certificate.valid_from > now:
        yield f"{key.spoken}: chứng thư có hiệu lực từ ngày {certificate.valid_from:%d/%m/%Y}."
