"""Checks every example in an OpenAPI 3.1 document against the schema that it stands beside."""
import json
import sys

from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

document = json.load(open(sys.argv[1], encoding="utf-8"))
resource = Resource.from_contents(document, default_specification=DRAFT202012)
registry = Registry().with_resource("urn:document", resource)


def resolved(schema):
    """The schema with references that lead into the document, wherever it stands."""
    if isinstance(schema, dict):
        return {
            key: "urn:document" + value if key == "$ref" else resolved(value)
            for key, value in schema.items()
        }
    return [resolved(item) for item in schema] if isinstance(schema, list) else schema


def contents(operation):
    yield from operation.get("requestBody", {}).get("content", {}).items()
    for answer in operation["responses"].values():
        yield from answer.get("content", {}).items()


checked = faults = 0
for path, verbs in document["paths"].items():
    for verb, operation in verbs.items():
        for media, content in contents(operation):
            if "example" not in content:
                continue
            checked += 1
            validator = Draft202012Validator(
                resolved(content["schema"]), registry=registry, format_checker=FormatChecker()
            )
            for error in validator.iter_errors(content["example"]):
                faults += 1
                print(f"{verb.upper()} {path} {media}: {error.json_path}: {error.message}")
print(f"{checked} examples, {faults} faults")
sys.exit(1 if faults or not checked else 0)
