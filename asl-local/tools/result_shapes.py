#!/usr/bin/env python3
"""Writes src/shapes.json: what the results of common AWS calls look like. Needs botocore.

    python3 asl-local/tools/result_shapes.py > asl-local/src/shapes.json

TestState checks mocked results against the API's model. Of 20,000 actions this keeps the ones that workflows call most; a result of
another action is not checked. To add one, add a line to ACTIONS and run the script again.
"""
import json

import botocore.session

# botocore's service: (the name in ARNs of SDK integrations, the name of the optimized integration or None, operations)
ACTIONS = {
    "lambda": ("lambda", "lambda", ["Invoke", "GetFunction", "ListFunctions"]),
    "dynamodb": ("dynamodb", "dynamodb", ["GetItem", "PutItem", "UpdateItem", "DeleteItem", "Query", "Scan"]),
    "sqs": ("sqs", "sqs", ["SendMessage", "ReceiveMessage"]),
    "sns": ("sns", "sns", ["Publish"]),
    "events": ("eventbridge", "events", ["PutEvents"]),
    "stepfunctions": ("sfn", "states", ["StartExecution", "StartSyncExecution", "DescribeExecution", "SendTaskSuccess", "SendTaskFailure"]),
    "s3": ("s3", None, ["GetObject", "PutObject", "HeadObject", "ListObjectsV2", "DeleteObject", "CopyObject"]),
    "kms": ("kms", None, ["Encrypt", "Decrypt"]),
    "secretsmanager": ("secretsmanager", None, ["GetSecretValue", "CreateSecret"]),
    "ssm": ("ssm", None, ["GetParameter"]),
    "ecs": ("ecs", "ecs", ["RunTask"]),
    "batch": ("batch", "batch", ["SubmitJob"]),
    "glue": ("glue", "glue", ["StartJobRun"]),
    "athena": ("athena", "athena", ["StartQueryExecution", "GetQueryExecution"]),
    "codebuild": ("codebuild", "codebuild", ["StartBuild"]),
    "bedrock-runtime": ("bedrockruntime", "bedrock", ["InvokeModel"]),
}
TYPES = {
    "string": "string", "blob": "string", "timestamp": "string", "character": "string", "boolean": "boolean",
    "integer": "number", "long": "number", "float": "number", "double": "number",
}
# What AWS was recorded to check where the model has moved on since: a MemorySize of 10,241 is refused.
RECORDED = {"MemorySize": {"max": 10240}}
shapes, known = [], {}


def pascal(name):
    """A member's name in an SDK integration: the leading capitals lowered as the SDK for Java does, then the first letter raised."""
    run = 0
    while run < len(name) and name[run].isupper():
        run += 1
    if run > 1:
        keep = run if run == len(name) else run - 1
        name = name[:keep].lower() + name[keep:]
    return name[:1].upper() + name[1:]


def shape(of, sdk):
    key = (of.name, sdk)
    if key in known:
        return known[key]
    known[key] = index = len(shapes)
    shapes.append(None)
    kind = of.type_name
    if kind == "structure":
        name = pascal if sdk else (lambda member: member[:1].upper() + member[1:])
        members = {name(member): shape(inner, sdk) for member, inner in of.members.items()}
        made = {"type": "object", "members": members}
        required = [name(member) for member in of.required_members]
        if required:
            made["required"] = required
    elif kind == "list":
        made = {"type": "array", "items": shape(of.member, sdk)}
    elif kind == "map":
        made = {"type": "object", "values": shape(of.value, sdk)}
    else:
        made = {"type": TYPES[kind]}
        if kind == "string" and of.enum:
            made["enum"] = list(of.enum)
    for limit in ("min", "max"):
        if limit in of.metadata and kind != "structure":
            made[limit] = RECORDED.get(of.name, {}).get(limit, of.metadata[limit])
    shapes[index] = made
    return index


session, actions = botocore.session.get_session(), {}
for service, (sdk_name, optimized, operations) in ACTIONS.items():
    model = session.get_service_model(service)
    for operation in operations:
        output = model.operation_model(operation).output_shape
        action = operation[0].lower() + operation[1:]
        if output is None:
            continue
        actions[f"aws-sdk:{sdk_name}:{action}"] = shape(output, True)
        if optimized:
            actions[f"{optimized}:{action}"] = shape(output, False)
print(json.dumps({"actions": actions, "shapes": shapes}, indent=None, separators=(",", ":")))
