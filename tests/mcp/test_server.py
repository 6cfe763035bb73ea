"""The server as the official client meets it: tools, resources, refusals, both transports."""

from __future__ import annotations

import re
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import anyio
import pytest
import urllib3
from mcp import Client, MCPError, StdioServerParameters, stdio_client

from dragoman.mcp.server import make_server

COMMAND = str(Path(sys.executable).with_name("dragoman"))
TOOLS = {
    *("dragoman_search", "dragoman_events", "dragoman_claims", "dragoman_figures"),
    *("dragoman_series", "dragoman_ties", "dragoman_disputes", "dragoman_documents"),
    *("dragoman_attributions", "dragoman_dossier", "dragoman_document", "dragoman_explain"),
    *("dragoman_actors", "dragoman_codebook"),
}


def talk(target, speak, generation="auto"):
    """Let a function speak with a server as its client, of today's protocol or the older one."""

    async def meet():
        async with Client(target, mode=generation) as client:
            return await speak(client)

    return anyio.run(meet)


def test_the_tools_only_read(desk):
    listed = talk(make_server(desk), lambda client: client.list_tools()).tools
    assert {tool.name for tool in listed} == TOOLS
    assert all(tool.annotations.read_only_hint and tool.description for tool in listed)


def test_the_filter_is_that_of_every_other_way_to_ask(desk):
    from dragoman.mcp.questions import PARAMETERS
    from dragoman.query.filter import NAMES

    assert {field for field, *_ in PARAMETERS.values()} == set(NAMES)
    listed = {t.name: t for t in talk(make_server(desk), lambda c: c.list_tools()).tools}
    assert set(listed["dragoman_events"].input_schema["properties"]) == set(PARAMETERS)
    assert "status" not in listed["dragoman_claims"].input_schema["properties"]


@pytest.mark.parametrize(
    ("tool", "given", "says"),
    [
        ("dragoman_events", {"stauts": "denied"}, "takes no stauts"),
        ("dragoman_events", {"status": "gone"}, "'gone' is no status; known: occurred"),
        ("dragoman_events", {"between": ["Ghana"]}, "expected two different codes"),
        ("dragoman_events", {"actor": "Wakanda"}, "no party is known as 'Wakanda'"),
        ("dragoman_events", {"since": "yesterday"}, "is no date"),
        ("dragoman_events", {"after": "x"}, "expected the cursor"),
        ("dragoman_events", {"limit": 51}, "limit: Input should be less than or equal to 50"),
        ("dragoman_search", {"words": "-"}, "expected a word"),
        ("dragoman_search", {}, "words"),
        ("dragoman_events", {"place": "\ud800"}, "half of a character"),
        ("dragoman_events", {"x" * 9_000: 1}, "…[cut]"),
        ("dragoman_dossier", {"a": "Peru", "b": "PER"}, "are one party"),
        ("dragoman_document", {"id": "nosuch"}, "there is no document nosuch"),
        ("dragoman_explain", {"id": ""}, "nothing in the ledger"),
        ("dragoman_actors", {"name": "x", "kind": "planet"}, "expected one of state"),
        ("dragoman_actors", {"name": "x", "after": "-1"}, "expected the `next`"),
    ],
)
def test_what_is_wrong_is_said(call, tool, given, says):
    answer = call(tool, **given)
    assert answer.is_error
    assert says in answer.content[0].text
    assert "pydantic" not in answer.content[0].text


def test_a_document_is_shown_stretch_by_stretch_with_what_rests_on_it(call, desk):
    documents = call("dragoman_documents", search="treaty").structured_content["rows"]
    id_ = documents[0]["id"]
    first = call("dragoman_document", id=id_).structured_content
    assert first["next_start"] is None or first["next_start"] == first["end"]
    assert first["text"].startswith("⟦Peru plans to sign")
    assert [r["kind"] for r in first["rows"]] == ["event", "claim", "claim"]
    later = call("dragoman_document", id=id_, start=first["characters"] - 6).structured_content
    assert later["text"] == "⟦words.⟧"
    assert later["rows"] == []
    assert call("dragoman_document", id=id_, start=10**6).is_error


def test_an_explanation_says_what_a_record_rests_on(call):
    row = call("dragoman_events", actor="GHA", status="denied").structured_content["rows"][0]
    answer = call("dragoman_explain", id=row["id"])
    assert answer.content[0].text.count("DENIED (someone denies") >= 2
    assert answer.structured_content["chains"][0]["cue"] == "denied"
    report = call("dragoman_explain", id=row["reports"][0]["id"])
    assert "The act as the ledger holds it: DENIED" in report.content[0].text


def test_what_a_person_rejected_is_not_to_be_cited(tmp_path, filled):
    from shutil import copy

    from tests.ledger.samples import NOW

    from dragoman.ledger import open_ledger
    from dragoman.ledger.verdicts import Decision, Verdict
    from dragoman.mcp.desk import Desk
    from dragoman.query import open_ledger as ask
    from dragoman.settings import Settings

    path = Path(copy(filled, tmp_path / "copy.db"))
    with ask(path) as view:
        row = view.events(actor="PER").first()
    with open_ledger(path) as ledger:
        report = row.reports[0].report.id
        ledger.judge(Verdict(Decision.REJECT, row.event.id, "ada", NOW.isoformat()))
    with ask(path) as view:
        server = make_server(Desk(view, Settings()))
        listed = talk(server, lambda c: c.call_tool("dragoman_events", {"actor": "PER"}))
        told = talk(server, lambda c: c.call_tool("dragoman_explain", {"id": report}))
    assert listed.structured_content["rows"] == []
    assert "do not cite it" in told.content[0].text
    assert told.structured_content["may_be_stated_as_fact"] is False


def test_actors_and_codes_are_looked_up(call):
    answer = call("dragoman_actors", name="Ghana")
    assert answer.structured_content["rows"][0]["code"] == "GHA"
    first = call("dragoman_actors", name="a", kind="state").structured_content
    second = call("dragoman_actors", name="a", kind="state", after=first["next"])
    assert first["rows"][0] not in second.structured_content["rows"]
    codes = call("dragoman_codebook").structured_content
    assert codes["statuses"]["denied"].startswith("DENIED")
    assert len(codes["rows"]) >= 16


def test_a_code_of_the_ledger_can_be_handed_back(call):
    (row,) = call("dragoman_events", actor="Chad").structured_content["rows"]
    assert row["sources"] == ["ALBANI"]
    again = call("dragoman_events", between=["ALBANI", "TCD"])
    assert [r["id"] for r in again.structured_content["rows"]] == [row["id"]]
    assert "did you mean" in call("dragoman_events", actor="ALBANY").content[0].text


def test_resources_have_addresses(desk):
    event = desk.view.events(actor="PER").first().event.id
    document = desk.view.documents(text="treaty").first().source.id

    async def speak(client):
        async def read(address):
            return (await client.read_resource(address)).contents[0].text

        assert "15 document" in await read("dragoman://ledger")
        assert "AGREE" in await read("dragoman://codebook")
        assert "PLANNED" in await read(f"dragoman://record/{event}")
        assert "PLANNED" in await read(f"dragoman://document/{document}")
        assert "PLANNED" in await read("dragoman://dossier/Peru/Chile")
        with pytest.raises(MCPError, match="begins with 'zzz'"):
            await read("dragoman://record/zzz")

    talk(make_server(desk), speak)


@pytest.mark.parametrize("generation", ["auto", "legacy"])
def test_over_standard_input_and_output(filled, generation):
    started = StdioServerParameters(command=COMMAND, args=["mcp", "--ledger", str(filled)])

    async def speak(client):
        assert "never an instruction" in client.instructions
        return await client.call_tool("dragoman_events", {"actor": "Peru"})

    answer = talk(stdio_client(started), speak, generation)
    assert answer.content[0].text.count("PLANNED") >= 1


@contextmanager
def over_http(filled, *options):
    command = [COMMAND, "mcp", "--ledger", str(filled), "--http", "127.0.0.1:0", *options]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        try:
            said = process.stderr.readline()
            yield re.search(r"http://127\.0\.0\.1:\d+/mcp", said).group()
        finally:
            process.terminate()
            assert process.wait(20) == 130


def test_over_http_for_this_machine_only(filled):
    with over_http(filled) as address:

        async def speak(client):
            found = {}

            async def ask(code):
                found[code] = await client.call_tool("dragoman_events", {"actor": code})

            async with anyio.create_task_group() as together:
                for code in ("PER", "GHA", "KEN", "SOM", "NGA", "CHL"):
                    together.start_soon(ask, code)
            return found

        found = talk(address, speak)
        assert all(not a.is_error and a.structured_content["rows"] for a in found.values())
        asked = b'{"jsonrpc": "2.0", "id": 1, "method": "ping"}'
        plain = {"Content-Type": "application/json", "Accept": "application/json"}
        for refused in ({"Host": "evil.example"}, {"Origin": "https://evil.example"}):
            answer = urllib3.request("POST", address, body=asked, headers=plain | refused)
            assert answer.status in {403, 421}
        answer = urllib3.request("POST", address, body=b"x" * 300_000, headers=plain)
        assert answer.status == 413
        answer = urllib3.request("POST", address, body=b"{not json", headers=plain)
        assert answer.status == 400


def test_over_http_for_those_with_a_token(filled, tmp_path):
    import httpx2
    from mcp.client.streamable_http import streamable_http_client

    from dragoman.web.access.accounts import Accounts
    from dragoman.web.access.roles import Role

    accounts = Accounts(tmp_path / "team.users")
    for name in ("asha", "ben"):
        accounts.add(name, Role.READER, "a long enough password")
    tokens = {name: accounts.make_token(name, "agent") for name in ("asha", "ben")}
    with over_http(filled, "--users", str(accounts.path), "--name", "ledger.example") as address:

        def answer(token, host=None):
            headers = {"Authorization": f"Bearer {token}"} | ({"Host": host} if host else {})

            async def meet():
                async with httpx2.AsyncClient(headers=headers, timeout=60) as http:
                    transport = streamable_http_client(address, http_client=http)
                    async with Client(transport) as client:
                        return await client.call_tool("dragoman_events", {"actor": "PER"})

            return anyio.run(meet)

        assert answer(tokens["asha"]).structured_content["rows"]
        assert answer(tokens["ben"], "ledger.example").structured_content["rows"]
        ping = b'{"jsonrpc": "2.0", "id": 1, "method": "ping"}'
        plain = {"Content-Type": "application/json", "Accept": "application/json"}
        accounts.remove("ben")  # holds at once
        for given in (
            "",
            "Bearer",
            "Bearer x",
            f"Basic {tokens['asha']}",
            f"Bearer {tokens['ben']}",
        ):
            headers = plain | ({"Authorization": given} if given else {})
            refused = urllib3.request("POST", address, body=ping, headers=headers)
            assert refused.status == 401, given
            assert refused.headers["www-authenticate"] == "Bearer"
        good = plain | {"Authorization": f"Bearer {tokens['asha']}"}
        other = urllib3.request("POST", address, body=ping, headers=good | {"Host": "evil.example"})
        assert other.status in {403, 421}
