"""A paper refers to nothing outside itself, whatever somebody has typed into it."""

import io
import threading
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer

import pikepdf
import pytest
import weasyprint

from tests.papers.reading import read
from tests.papers.samples import LETTERHEAD, SIGNATURE, clause, row, sample_document, section
from thidua.papers.document import Annex, Article, Basis, Column, Formula, Paragraph, Recipients, Table
from thidua.papers.pdf import SEALED, render

PAYLOADS = (
    '<link rel=attachment href="{file}">',
    '<link rel=stylesheet href="{url}/a.css">',
    '<a rel=attachment href="{file}">x</a>',
    '<img src="{url}/b.png">',
    '<img src="{file}">',
    "<style>@import url({url}/c.css);</style>",
    "<style>body{{background:url({url}/d.png)}}</style>",
    "<svg xmlns='http://www.w3.org/2000/svg'><image href='{url}/e.png'/></svg>",
    '<base href="{url}/"><img src=f.png>',
    '<p style="background-image:url({url}/g.png)">x</p>',
    '<object data="{url}/h.svg"></object>',
    '<embed src="{url}/i.svg">',
    '<input style="content:url({url}/j.png)">',
    "</title><img src={url}/k.png>",
    '" onload="x"><img src={url}/l.png>',
    "</style><script>fetch('{url}/m')</script>",
    "&lt;img src={url}/n.png&gt;",
    "{{{{ 7*7 }}}} {{% include 'x' %}} ${{7*7}} %(x)s {{0.__class__}}",
)


@pytest.fixture
def server():
    """A web server on this machine that remembers what it was asked for."""
    asked = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, *args):
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as http:
        threading.Thread(target=http.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{http.server_port}", asked
        http.shutdown()


@pytest.fixture
def payloads(server, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("bí mật")
    return [payload.format(url=server[0], file=secret.as_uri()) for payload in PAYLOADS]


def everywhere(text):
    """A paper with the text in each of its fields."""
    return sample_document(
        title=text,
        author=text,
        letterhead=replace(LETTERHEAD, superior=(text,), issuer=(text,), number=text, symbol=text, place=text),
        type_name=text,
        subject=(text,),
        blocks=(
            Paragraph(label=text, text=text),
            Basis(text=text),
            Formula(text=text),
            Article(label=text, text=text),
            section(text, text),
            clause(text, text),
            Table(columns=(Column(title=text, width=1),), rows=(row(text), row(text, group=True))),
        ),
        recipients=Recipients(heading=text, lines=(Recipients.Line(text=text),)),
        signatures=(replace(SIGNATURE, authority=(text,), position=(text,), name=text),),
        annexes=(Annex(label=text, type_name=text, title=(text,), reference=text, blocks=(Paragraph(text=text),)),),
    )


def letters(text):
    """The text without the breaks a line may have put in it."""
    return "".join(text.split())


def test_nothing_is_fetched_or_attached_and_the_text_is_printed_as_it_stands(server, payloads):
    for payload in payloads:
        pdf = render(everywhere(payload)).pdf
        printed = letters(" ".join(run.text for run in read(pdf).runs)).casefold()
        assert printed.count(letters(payload).casefold()) >= 20, payload
        with pikepdf.open(io.BytesIO(pdf)) as file:
            assert "/EmbeddedFiles" not in file.Root.Names
            assert "/AF" not in file.Root
            assert [sheet for sheet in file.pages if "/Annots" in sheet] == []
            assert str(file.docinfo["/Title"]) == payload
    assert server[1] == []


def test_the_same_texts_would_fetch_if_they_were_not_escaped(server, payloads):
    weasyprint.HTML(string="".join(payloads)).write_pdf()
    assert len(server[1]) >= 5


def test_fetcher_refuses_even_what_is_not_escaped(server, payloads):
    pdf = weasyprint.HTML(string="".join(payloads), url_fetcher=SEALED).write_pdf()
    assert server[1] == []
    with pikepdf.open(io.BytesIO(pdf)) as file:
        assert "/EmbeddedFiles" not in file.Root.get("/Names", {})


@pytest.mark.parametrize("address", ["http://[::1]/", "https://[::1]/", "file:///etc/hostname", "ftp://x/", "data:,x"])
def test_no_address_is_opened(address):
    with pytest.raises(ValueError, match="disallowed protocol"):
        SEALED.fetch(address)


def test_word_longer_than_a_line_is_broken_rather_than_cut_off():
    paper = read(render(sample_document(blocks=(Paragraph(text="W" * 400),), annexes=())).pdf)
    assert sum(run.text.count("W") for run in paper.runs) == 400
    assert max(run.right for run in paper.runs) <= 195.5
