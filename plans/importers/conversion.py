"""Other programs that turn a file into one of those we read: LibreOffice and pdftotext, where they are installed.

Both run on a copy in a folder of their own that is removed, with a time limit, without macros, and without fetching
what a file links to.
"""

import os
import shutil
import signal
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from plans.importers.blocks import UnreadableFileError
from plans.importers.decoding import MAX_BYTES, TOO_LARGE
from thidua.lib.office_files import UnsafeFileError, check_office_file

_SECONDS = 25
"""Less than a web server waits for an answer (gunicorn: 30); LibreOffice needs one to three."""
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MANIFEST = "META-INF/manifest.xml"
_SCRIPTING = "/org.openoffice.Office.Common/Security/Scripting"
_UPDATE = "/org.openoffice.Office.Writer/Content/Update"
_SETTINGS = (
    (_SCRIPTING, "MacroSecurityLevel", "3"),
    (_SCRIPTING, "DisableMacrosExecution", "true"),
    (_SCRIPTING, "BlockUntrustedRefererLinks", "true"),
    (_UPDATE, "Link", "2"),
)
_NOWHERE = "http://127.0.0.1:9"
"""A proxy where nobody answers."""


def to_docx(data: bytes, kind: str) -> bytes:
    """A `.doc`, `.odt` or `.rtf` file as `.docx`; raises UnreadableFileError where LibreOffice is missing or fails."""
    _refuse_dangerous(data, kind)
    program = shutil.which("soffice")
    if program is None:
        raise UnreadableFileError(
            f"Máy chủ không có LibreOffice để đọc tệp {kind}. Hãy mở bằng Word, lưu thành .docx rồi thử lại."
        )
    with TemporaryDirectory() as name:
        folder = Path(name)
        profile = _profile(folder)
        source = folder / f"source{kind}"
        source.write_bytes(data)
        done = _ran(
            [
                program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--nolockcheck",
                "--convert-to", "docx:MS Word 2007 XML", "--outdir", "out", source.name,
            ],
            folder,
        )  # fmt: skip
        result = folder / "out" / "source.docx"
        if not done or not result.exists():
            raise UnreadableFileError(f"Không chuyển được tệp {kind}. Hãy mở bằng Word, lưu thành .docx rồi thử lại.")
        return result.read_bytes()


def pdf_to_text(data: bytes) -> bytes:
    """The text of a PDF, laid out as on its pages; raises UnreadableFileError for one that has none."""
    program = shutil.which("pdftotext")
    if program is None:
        raise UnreadableFileError("Máy chủ chưa đọc được PDF. Hãy dùng tệp Word (.docx) hoặc dán văn bản của kế hoạch.")
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "source.pdf").write_bytes(data)
        done = _ran([program, "-layout", "-enc", "UTF-8", "-q", "source.pdf", "source.txt"], folder)
        result = folder / "source.txt"
        if not done or not result.exists():
            raise UnreadableFileError(
                "Không mở được tệp PDF (hỏng hoặc có mật khẩu). Hãy dùng tệp Word (.docx) của kế hoạch."
            )
        if result.stat().st_size > MAX_BYTES:
            raise UnreadableFileError(TOO_LARGE)
        text = result.read_bytes()
    if not text.strip():
        raise UnreadableFileError(
            "Tệp PDF là ảnh chụp, không có chữ. Hãy dùng tệp Word (.docx) hoặc dán văn bản của kế hoạch."
        )
    return text


def _refuse_dangerous(data: bytes, kind: str) -> None:
    if kind == ".doc" and _ENCRYPTED in data:
        raise UnreadableFileError("Tệp có mật khẩu. Hãy mở bằng Word, bỏ mật khẩu, lưu lại rồi thử lại.")
    if kind == ".odt":
        try:
            check_office_file(data, allow_active=True, required=_MANIFEST)
        except UnsafeFileError as error:
            raise UnreadableFileError(str(error)) from error


def _profile(folder: Path) -> Path:
    """A profile of LibreOffice's for this one run, with our settings."""
    settings = "".join(
        f'<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, name, value in _SETTINGS
    )
    user = folder / "profile" / "user"
    user.mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(
        f'<oor:items xmlns:oor="http://openoffice.org/2001/registry">{settings}</oor:items>', encoding="utf-8"
    )
    return user.parent


def _ran(command: list[str], folder: Path) -> bool:
    """Whether a program ended well and in time. It gets a process group, so that its helpers end with it."""
    surroundings = {name: value for name, value in os.environ.items() if name in ("PATH", "LANG", "SYSTEMROOT")}
    surroundings |= {"HOME": str(folder), "http_proxy": _NOWHERE, "https_proxy": _NOWHERE}
    with subprocess.Popen(
        command, cwd=folder, env=surroundings, start_new_session=True,
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    ) as process:  # fmt: skip
        try:
            return process.wait(_SECONDS) == 0
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            return False
