"""`dragoman actors` and `dragoman who`: whom the codebook knows, and whom it sees in a text."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import click

from dragoman.cli.exits import Exit
from dragoman.cli.options import Date, form_option
from dragoman.cli.output import chosen, say, width, write
from dragoman.cli.words import given
from dragoman.settings import Settings


@click.command(short_help="List and search the states, bodies, groups and people known.")
@click.argument("asked", required=False, default="", metavar="[NAME|CODE]")
@click.option(
    "--kind",
    type=click.Choice(["state", "body", "group", "organ", "person"]),
    help="Only actors of this kind.",
)
@form_option
@click.pass_obj
def actors(settings: Settings, asked: str, kind: str | None, form: str | None) -> int:
    """List the actors that the codebook knows, or those with a name or a code.

    An exact name or code is preferred; without one, names that contain the words are listed.
    """
    from dataclasses import asdict

    from dragoman.codebook import load_codebook
    from dragoman.codebook.roster import roster
    from dragoman.present.table import table

    found = list(roster(load_codebook(settings.codebook).actors, asked, kind))
    if not found:
        say(f"dragoman: nobody is known as {asked!r}")
        return Exit.NOTHING
    if chosen(form) == "jsonl":
        write(json.dumps(asdict(k), ensure_ascii=False) + "\n" for k in found)
        return Exit.DONE
    rows = [
        (k.code, k.kind, _in_office(k.name, k.role, k.since, k.until), "; ".join(k.names))
        for k in found
    ]
    write([table(rows, ("code", "kind", "name", "also known as"), width=width())])
    return Exit.DONE


@click.command(short_help="Explain whom the words of a text stand for.")
@click.argument("text", metavar="TEXT")
@click.option(
    "--published",
    type=Date(),
    metavar="DATE",
    help="The date that says who held which office.",
)
@form_option
@click.pass_obj
def who(settings: Settings, text: str, published: str | None, form: str | None) -> int:
    """Explain each mention of an actor in TEXT: whom it stands for, and by which rule or row.

    TEXT is a sentence or a paragraph, or - for standard input.
    """
    found = list(_mentions(settings, given(text), published))
    if not found:
        say("dragoman: nobody is named")
        return Exit.NOTHING
    if chosen(form) == "jsonl":
        write(json.dumps(mention, ensure_ascii=False) + "\n" for mention in found)
        return Exit.DONE
    from dragoman.present.table import table

    rows = [
        (m["text"], m["kind"], "; ".join(_party(p) for p in m["parties"]), m["rule"]) for m in found
    ]
    write([table(rows, ("words", "kind", "stand for", "because"), width=width())])
    return Exit.DONE


def _mentions(settings: Settings, text: str, published: str | None) -> Iterator[dict[str, Any]]:
    from dragoman.model import Document, identifier
    from dragoman.parse import parse
    from dragoman.pipeline import load_reader
    from dragoman.recognise import recognise

    reader = load_reader(settings)
    whole = ((0, len(text)),) if text else ()
    document = Document(identifier(text), "-", text, whole, published=published, language="en")
    for mention in recognise(parse(document, reader.parser, reader.codebook), reader.codebook):
        yield {
            "start": mention.start,
            "end": mention.end,
            "text": mention.text,
            "kind": mention.kind.value,
            "parties": [{"code": p.code, "name": p.name, "role": p.role} for p in mention.parties],
            "rule": mention.rule,
        }


def _party(party: dict[str, str | None]) -> str:
    role = f", {party['role']}" if party["role"] else ""
    return f"{party['code']} ({party['name']}{role})"


def _in_office(name: str, role: str | None, since: str | None, until: str | None) -> str:
    dates = f" {since or ''}–{until or ''}" if since else ""
    return f"{name} ({role}{dates})" if role else name
