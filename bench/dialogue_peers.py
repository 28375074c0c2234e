"""Installs the readers of chats that others have made, each into a folder of its own, and tells how to run them."""

import shutil
import subprocess
import sys
from pathlib import Path

WHATSTK, CHAT_MINER, CHATPACK = "whatstk==0.9.1", "chat-miner==0.6.0", "chatpack==0.1.0"
NODE_PARSER, ANALYTICS = "whatsapp-chat-parser@4.0.2", "chat-analytics@1.1.2"
SCRIPTS = {
    "whatstk": """
import sys
from whatstk import WhatsAppChat
print(len(WhatsAppChat.from_source(sys.argv[1], max_size=None).df))
""",
    "chat_miner": """
import sys
from chatminer.chatparsers import WhatsAppParser
parser = WhatsAppParser(sys.argv[1])
parser.parse_file()
print(len(parser.parsed_messages.get_df()))
""",
    "chatpack": """
import sys
import chatpack
print(len(chatpack.WhatsAppParser().parse(sys.argv[1])))
""",
    "analytics": """
import { createRequire } from 'node:module';
const path = process.argv[2], log = console.log;
process.argv.splice(2, 9, '-p', 'whatsapp', '-i', path, '-o', `${path}.report.html`);
console.log = (...said) => { const found = /(\\d+) messages/.exec(said.join(' ')); if (found) log(found[1]); };
createRequire(import.meta.url)('chat-analytics/dist/lib/CLI.js');
""",
    "parser": """
import { readFileSync } from 'node:fs';
import { parseString } from 'whatsapp-chat-parser';
console.log(parseString(readFileSync(process.argv[2], 'utf8')).length);
""",
}


def peers(folder: Path) -> dict[str, list[str]]:
    """The command of each peer that could be installed here, to which the path of a chat is added."""
    found = {}
    if command := _from_npm(folder / "npm", "parser", NODE_PARSER):
        found["whatsapp-chat-parser 4.0.2 (reads only)"] = command
    if command := _from_npm(folder / "npm-analytics", "analytics", ANALYTICS):
        found["chat-analytics 1.1.2 (reads, makes its report)"] = command
    for name, package in (("chatpack", CHATPACK), ("whatstk", WHATSTK), ("chat_miner", CHAT_MINER)):
        if command := _from_pypi(folder / name, name, package):
            found[f"{package.replace('==', ' ')} (reads only)"] = command
    return found


def _from_pypi(folder: Path, name: str, package: str) -> list[str] | None:
    python = folder / "bin" / "python"
    if not (folder / "installed").exists():
        made = _done([sys.executable, "-m", "uv", "venv", "-q", "--clear", str(folder)])
        if not (made and _done([sys.executable, "-m", "uv", "pip", "install", "-q", "--python", str(python), package])):
            return None
        (folder / "installed").touch()
    return [str(python), str(_script(folder, f"{name}_run.py", SCRIPTS[name]))]


def _from_npm(folder: Path, name: str, package: str) -> list[str] | None:
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        return None
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / "node_modules").exists():
        (folder / "package.json").write_text('{"private": true}', encoding="utf-8")
        if not _done([npm, "install", "--silent", "--prefix", str(folder), package]):
            return None
    return [node, str(_script(folder, f"{name}.mjs", SCRIPTS[name]))]


def _script(folder: Path, name: str, code: str) -> Path:
    path = folder / name
    path.write_text(code.lstrip(), encoding="utf-8")
    return path


def _done(command: list[str]) -> bool:
    return subprocess.run(command, check=False, capture_output=True).returncode == 0
