#!/usr/bin/env python3
"""Writes the tables of AWS SDK integrations from botocore's API models.

    pip download --no-deps -d models botocore==1.44.8
    pip download --no-deps -d models botocore==1.37.0
    asl-schema/tools/sdk_catalogue.py models/botocore-1.44.8*.whl models/botocore-1.37.0*.whl

In:  two botocore wheels: the newest (then set `AS_OF` in sdk.rs), and an old one for the services that AWS retired and botocore dropped.
     src/resource/sdk/services.txt, kept by hand: the services that Step Functions documents, one a line, with those it no longer does.
Out: beside it, sorted by bytes, for Rust code that bisects them:
     actions.txt  `service Prefix action action ...`, a line per service of services.txt; Prefix is that of its errors
     members.txt  `service action,Member,!Required action ...`: the parameters of every action
     aliases.txt  `name service`: what boto3, the CLI, IAM and endpoints call a service, if not by its own name with hyphens
     others.txt   services that AWS has and Step Functions does not document

The names follow the rules of Step Functions, which are those of the AWS SDK for Java 2:

* the prefix is botocore's `serviceId` in words, each with one capital, without a leading `Amazon` or `Aws` and a trailing `Service`;
* a service is its prefix in lower case;
* an action is the operation's name with its first letter in lower case, without the date that CloudFront's end with;
* a parameter is the member's name with the leading run of capitals in lower case, save one that begins a word, and then the first
  letter in upper case: `DBInstanceIdentifier` becomes `DbInstanceIdentifier`.

Idempotency tokens count as optional: the SDK fills them in. A member that is a word of Java gets `Value` behind it; AWS documents that
for `equals` alone, so of the other words both spellings are written, as optional.

`git diff --word-diff` shows what a refresh changes. Nothing that AWS accepted before should go: keep the old wheel for that.
"""

import gzip
import json
import pathlib
import re
import sys
import zipfile

FOLDER = pathlib.Path(__file__).resolve().parent.parent / "src" / "resource" / "sdk"
KEYWORDS = set(
    """abstract assert boolean break byte case catch char class const continue default do double else enum extends false final finally
    float for goto if implements import instanceof int interface long native new null package private protected public return short
    static strictfp super switch synchronized this throw throws transient true try void volatile while""".split()
)
# One `serviceId` under two names; the other is the one with all actions.
TWINS = {"sms-voice"}


def models(wheel):
    """The newest model of every service: (directory, model)."""
    newest = {}
    with zipfile.ZipFile(wheel) as archive:
        for name in archive.namelist():
            found = re.fullmatch(r"botocore/data/([^/]+)/([^/]+)/service-2\.json(\.gz)?", name)
            if found and found[1] not in TWINS:
                newest[found[1]] = max(newest.get(found[1], ("", "")), (found[2], name))
        for directory, (_, name) in sorted(newest.items()):
            text = archive.read(name)
            yield directory, json.loads(gzip.decompress(text) if name.endswith(".gz") else text)


def error_prefix(service_id):
    """`DynamoDB` is `DynamoDb`, `SESv2` is `SesV2`, `B2bi` is `B2Bi`."""
    text = re.sub(r"[^A-Za-z0-9]+", " ", service_id)
    text = re.sub(r"([^a-z]{2,})v([0-9]+)", r"\1 v\2 ", text)
    text = re.sub(r"([^A-Z]{2,})V([0-9]+)", r"\1 V\2 ", text)
    text = re.sub(r"(?<=[a-z])(?=[A-Z][a-zA-Z0-9])", " ", text)
    text = re.sub(r"([A-Z]+)([A-Z][a-z])", r"\1 \2", text)
    text = re.sub(r"([0-9])([a-zA-Z])", r"\1 \2", text)
    name = "".join(word.capitalize() for word in text.split())
    return name.removeprefix("Amazon").removeprefix("Aws").removesuffix("Service")


def member_names(name):
    run = re.match(r"[A-Z]*", name)[0]
    # The last capital of a run begins a word when a small letter follows it.
    length = len(run)
    if length > 1 and name[length : length + 1].islower():
        length -= 1
    camel = name[:length].lower() + name[length:]
    pascal = camel[:1].upper() + camel[1:]
    if camel == "equals":
        return [pascal + "Value"]
    return [pascal, pascal + "Value"] if camel in KEYWORDS else [pascal]


def actions(model):
    """Action to its members; a required one begins with `!`."""
    out = {}
    for operation in model["operations"].values():
        name = re.sub(r"\d{4}_\d{2}_\d{2}$", "", operation["name"])
        shape = model["shapes"][operation["input"]["shape"]] if "input" in operation else {}
        members = []
        for member, reference in shape.get("members", {}).items():
            filled_in = reference.get("idempotencyToken") or model["shapes"][reference["shape"]].get("idempotencyToken")
            names = member_names(member)
            required = member in shape.get("required", []) and not filled_in and len(names) == 1
            members += [("!" if required else "") + spelled for spelled in names]
        out[name[0].lower() + name[1:]] = sorted(members, key=lambda text: text.lstrip("!"))
    return out


def main(newest, retired):
    documented = sorted((FOLDER / "services.txt").read_text().split())
    prefixes, catalogue, directories, called, streams = {}, {}, {}, {}, set()
    for wheel in (newest, retired):
        for directory, model in models(wheel):
            meta = model["metadata"]
            prefix = error_prefix(meta["serviceId"])
            service = prefix.lower()
            if service in catalogue:
                continue
            prefixes[service], catalogue[service] = prefix, actions(model)
            directories[directory] = service
            for alias in (directory.replace("-", ""), meta["endpointPrefix"].lower(), meta.get("signingName", "").lower()):
                called.setdefault(alias, set()).add(service)
            if service in documented:
                streams |= {f"{service}:{name}" for name in event_streams(model)}

    # boto3's own name wins; another that means two services helps nobody.
    aliases = {alias: next(iter(services)) for alias, services in called.items() if len(services) == 1} | directories
    aliases = {
        alias: service
        for alias, service in aliases.items()
        if service in documented and alias.replace("-", "") not in catalogue and "." not in alias
    }
    # Documented by Step Functions, in neither wheel.
    unmodelled = {"honeycode": "Honeycode", "elasticinference": "ElasticInference", "sagemakerruntimehttp2": "SageMakerRuntimeHttp2"}
    known = [(service, catalogue.get(service, {})) for service in documented]
    write("actions.txt", (" ".join([name, prefixes.get(name) or unmodelled[name], *sorted(names)]) for name, names in known))
    write("members.txt", (" ".join([name, *(",".join([a, *names[a]]) for a in sorted(names))]) for name, names in known))
    write("aliases.txt", (f"{alias} {service}" for alias, service in sorted(aliases.items())))
    write("others.txt", sorted(set(catalogue) - set(documented)))
    print("documented, without a model:", *(name for name, names in known if not names))
    print("event streams, for unsupported.txt:", *sorted(streams))


def event_streams(model):
    """The actions that send or answer a stream of events: a state machine cannot call them."""
    for operation in model["operations"].values():
        for side in ("input", "output"):
            shape = model["shapes"].get(operation.get(side, {}).get("shape"), {})
            if any(model["shapes"][part["shape"]].get("eventstream") for part in shape.get("members", {}).values()):
                yield operation["name"][0].lower() + operation["name"][1:]
                break


def write(name, lines):
    text = "".join(line + "\n" for line in lines)
    before = (FOLDER / name).read_text() if (FOLDER / name).exists() else ""
    (FOLDER / name).write_text(text)
    words, known = set(text.split()), set(before.split())
    print(f"{name}: {len(text):,} bytes, {len(text.splitlines())} lines, {len(words - known)} words new, {len(known - words)} gone")


if __name__ == "__main__":
    main(*sys.argv[1:])
