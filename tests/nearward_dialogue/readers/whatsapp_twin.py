"""The slow and obvious reader of two header forms, line by line, which the fast one must equal."""

import re

HEADER = re.compile(r"(\[)?(\d\d)/(\d\d)/(\d{4}), (\d\d:\d\d(?::\d\d)?)(?(1)\]| -) ")


def slowly(raw: bytes) -> list[list[object]]:
    """Messages as [local time, sender, words]; only files without notices of WhatsApp's own."""
    found: list[list[object]] = []
    lines = raw.decode().split("\n")
    first = HEADER.match(lines[0])
    for line in lines[:-1] if raw.endswith(b"\n") else lines:
        match = HEADER.match(line)
        if match and first and (match[1], len(match[5])) == (first[1], len(first[5])):
            day = (
                f"{match[4]}-{match[3]}-{match[2]}T{match[5]}".ljust(19, ":")
                .replace("::::", ":00")
                .replace(":::", ":00")
            )
            name, _, words = line[match.end() :].partition(": ")
            found.append([day, name, words])
        else:
            found[-1][2] = f"{found[-1][2]}\n{line}"
    for message in found:
        message[2] = str(message[2]).removesuffix("\r")
    return found
