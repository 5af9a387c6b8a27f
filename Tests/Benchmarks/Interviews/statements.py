#!/usr/bin/env python3
"""Turns the statements of one request, as PostgreSQL logged them, into a script for pgbench: the
same SQL with the same values, about another process each time. Identifiers of a copy begin with its
number in eight digits.
usage: statements.py LOG STAGE COPIES"""
import re
import sys

log, stage, copies = open(sys.argv[1]).read(), sys.argv[2], sys.argv[3]
number = stage[:8]
TYPES = [
    (r'\{"what":.*\}', "text"),
    (r"\{[0-9a-f]{8}-.*\}", "uuid[]"),
    (r"\{\"?\d{4}-\d\d-\d\d\"?(,.*)?\}", "date[]"),
    (r"\{-?\d+(,-?\d+)*\}", "int8[]"),
    (r"\{.*\}", "text[]"),
    (r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "uuid"),
    (r"\d{4}-\d\d-\d\d .*", "timestamptz"),
    (r"\d{4}-\d\d-\d\d", "date"),
    (r"-?\d+", "int8"),
    (r"[tf]", "boolean"),
    (r"-?\d+\.\d+", "float8"),
]


def literal(value, is_event):
    if value == "NULL":
        return value
    text = value[1:-1].replace("''", "'")
    kind = next((name for form, name in TYPES if re.fullmatch(form, text)), "text")
    # A new event, or key, is new each time.
    if is_event and kind == "uuid":
        return "gen_random_uuid()"
    # What is empty takes its type from where it stands.
    if text == "{}":
        return value
    # pgbench would take what follows a colon for a variable, in a text too.
    quoted = "E'" + text.replace("\\", "\\\\").replace("'", "''").replace(":", "\\x3a") + "'"
    return "(" + quoted.replace(number, "' || lpad(to_hex(:copy::int8), 8, '0') || E'") + f")::{kind}"


print(f"\\set copy random(1, {copies})")
entries = re.findall(
    r"^interviews\|LOG:  (?:execute [^:]*|statement): (.*?)(?=\n\w+\|(?:LOG|DETAIL):|\Z)"
    r"(?:\n\w+\|DETAIL:  parameters: ([^\n]*))?",
    log,
    re.S | re.M | re.I,
)
for statement, parameters in entries:
    values = dict(re.findall(r"\$(\d+) = (NULL|'(?:[^']|'')*')", parameters))
    is_insert = statement.startswith("INSERT INTO events")

    def value(match):
        known = values[match.group(1)]
        # Settings are texts, whatever they look like; the tenant is the same for all copies.
        if "set_config" in statement:
            return known
        return literal(known, is_insert and match.group(1) == "1")

    text = re.sub(r"\$(\d+)", value, statement)
    print(" ".join(text.split()) + ";")
