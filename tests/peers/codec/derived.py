#!/usr/bin/env python3
"""Writes the same types with serde's derive: what an emitted crate is compared with.

Usage: derived.py MODELS ROOT
  MODELS  a folder of emitted models
  ROOT    the name of a type; it and all types that it reaches are written

Enums of strings have the documented values alone, formats of strings are `String`, unions are untagged enums with one
variant for any other value. Additional members are not kept, since `flatten` would slow the peer down.
"""
import pathlib
import re
import sys

STRUCT = re.compile(r"^pub struct (\w+) \{\n(.*?)^\}", re.M | re.S)
ENUM = re.compile(r"^pub enum (\w+) \{\n(.*?)^\}", re.M | re.S)
ALIAS = re.compile(r"^pub type (\w+) =\s+(.*?);", re.M | re.S)
MACRO = re.compile(r"^rt::(record|string_enum|union)! \{\n    (\w+)[^{]*\{\n(.*?)^    \}", re.M | re.S)
WIRE = re.compile(r'^        (?:r#)?(\w+) = (required |full )?"((?:[^"\\]|\\.)*)"', re.M)
FIELD = re.compile(r"^    pub (?:r#)?(\w+):\s+(.*?),\n", re.M | re.S)
VARIANT = re.compile(r"^    (\w+)\((.*?)\),\n", re.M | re.S)
KEYWORDS = {"type", "ref", "self", "use", "for", "match", "in", "as", "where", "static", "final", "override", "default", "mod"}
TEXTS = r"rt::(?:DateTime|Date|Time|Uuid|Secret|Decimal|Duration|Base64\w*|Url|Email)\b"


def read(folder):
    structs, enums, aliases, macros = {}, {}, {}, {}
    for path in sorted(pathlib.Path(folder).rglob("*.rs")):
        text = re.sub(r"^\s*///.*\n|^\s*#\[.*\]\n", "", path.read_text(), flags=re.M)
        structs.update(STRUCT.findall(text))
        enums.update(ENUM.findall(text))
        aliases.update(ALIAS.findall(text))
        for kind, name, body in MACRO.findall(text):
            lines = {field: (wire, need != "") for field, need, wire in WIRE.findall(body)}
            macros[name] = (kind, lines)
    return structs, enums, aliases, macros


def plain(ty):
    ty = re.sub(r"\s+", " ", ty).strip()
    ty = re.sub(TEXTS, "String", ty)
    ty = ty.replace("rt::UnixTime", "i64").replace("rt::ErasedBox", "Box").replace("rt::Json", "serde_json::Value")
    return ty.replace("rt::Map<", "std::collections::BTreeMap<String, ")


def main(folder, root):
    structs, enums, aliases, macros = read(folder)
    done, todo = set(), [root]
    print("use serde::{Deserialize, Serialize};")
    while todo:
        name = todo.pop()
        if name in done:
            continue
        done.add(name)
        used = []
        if name in structs:
            wires = macros[name][1]
            print(f"\n#[derive(Debug, Serialize, Deserialize)]\npub struct {name} {{")
            for field, ty in FIELD.findall(structs[name]):
                if field not in wires:
                    continue
                ty = plain(ty)
                used.append(ty)
                wire, needed = wires[field]
                # A member that must be there and may be null is an `Option` that is written.
                skips = ty.startswith("Option<") and not needed
                option = ', default, skip_serializing_if = "Option::is_none"' if skips else ""
                ident = f"r#{field}" if field in KEYWORDS else field
                print(f'    #[serde(rename = "{wire}"{option})]\n    pub {ident}: {ty},')
            print("}")
        elif name in enums and macros[name][0] == "string_enum":
            print(f"\n#[derive(Debug, Serialize, Deserialize)]\npub enum {name} {{")
            for variant, (wire, _) in macros[name][1].items():
                print(f'    #[serde(rename = "{wire}")]\n    {variant},')
            print("}")
        elif name in enums:
            print(f"\n#[derive(Debug, Serialize, Deserialize)]\n#[serde(untagged)]\npub enum {name} {{")
            for variant, ty in VARIANT.findall(enums[name]):
                ty = plain(ty)
                used.append(ty)
                print(f"    {variant}({ty}),")
            print("}")
        elif name in aliases:
            used.append(plain(aliases[name]))
            print(f"\npub type {name} = {used[0]};")
        for ty in used:
            todo.extend(word for word in re.findall(r"\b[A-Z]\w*", ty) if word in structs or word in enums or word in aliases)


main(*sys.argv[1:])
