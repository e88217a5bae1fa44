"""What yaml-language-server offers and says by the schema, where it is installed."""

import json
import shutil
import subprocess

import pytest
from command_line import FRANKLIN, SAMPLE

from timeline_tui.cli.beginning import SCHEMA_NAME, schema_text

SERVER = shutil.which("yaml-language-server")
EVENT = "events:\n  - date: 2021\n    title: a\n    "
OFFERED = {  # at the end of a file, among others
    "": {"events", "title", "locations"},
    "events:\n  ": {"event", "event with its source"},
    "events:\n  - ": {"event", "date", "claims"},
    EVENT: {"claims", "sources", "disputed_by"},
    f"{EVENT}claims:\n      - ": {"claim", "text", "quote"},
    f"{EVENT}sources: ": {"chain", "chain with a citation"},
    f"{EVENT}disputed_by:\n      - ": {"dispute", "chain"},
    "sources:\n  ": {"source"},
    "read: csv\n": {"event", "if", "records"},
    "read: csv\nevent:\n  ": {"date", "title"},
}
SAID = {
    SAMPLE.read_text(encoding="utf-8"): [],
    FRANKLIN.read_text(encoding="utf-8"): [],
    f"{EVENT}titel: b\n": ["Property titel is not allowed."],
    "events:\n  - title: a\n": ['Missing property "date".'],
    "read: csv\nevent: {titel: a}\n": ["Property titel is not allowed."],
}


@pytest.mark.skipif(SERVER is None, reason="yaml-language-server is not installed")
def test_the_server_offers_what_is_typed_most_and_names_mistakes(tmp_path):
    (tmp_path / SCHEMA_NAME).write_text(schema_text(), encoding="utf-8")
    with subprocess.Popen([SERVER, "--stdio"], stdin=-1, stdout=-1) as process:  # pipes

        def send(method, params, **more):
            data = json.dumps(
                {"jsonrpc": "2.0", "method": method, "params": params, **more}
            ).encode()
            process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(data), data))
            process.stdin.flush()

        def received(wanted):
            while True:
                length = int(process.stdout.readline().split(b":")[1])
                process.stdout.readline()
                message = json.loads(process.stdout.read(length))
                if wanted(message):
                    return message

        send("initialize", {"processId": None, "rootUri": None, "capabilities": {}}, id=0)
        received(lambda message: message.get("id") == 0)
        send("initialized", {})
        for number, typed in enumerate([*OFFERED, *SAID], 1):
            text = f"# yaml-language-server: $schema=./{SCHEMA_NAME}\n{typed}"
            file = {"uri": (tmp_path / f"{number}.yaml").as_uri()}
            document = {**file, "languageId": "yaml", "version": 1, "text": text}
            send("textDocument/didOpen", {"textDocument": document})
            found = received(lambda message: "diagnostics" in message.get("params", ()))
            if typed in SAID:
                assert [one["message"] for one in found["params"]["diagnostics"]] == SAID[typed]
                continue
            place = {"line": text.count("\n"), "character": len(text.rpartition("\n")[2])}
            send("textDocument/completion", {"textDocument": file, "position": place}, id=number)
            found = received(lambda message, number=number: message.get("id") == number)
            labels = {one["label"] for one in found["result"]["items"]}
            assert labels >= OFFERED[typed]
            assert not labels & {"null", "true", "false", "read"}
