//! Contradictions, and names that cannot exist, are reported with their place, and the document is read nevertheless.

use crate::support::{ID, OK, document, operation, read, read_files, said, schema};

/// What is said of the schema by the code of contradictions: places and texts.
fn contradictions(flow: &str) -> Vec<String> {
    let (json, findings) = schema("3.1.0", flow);
    assert!(json.is_object(), "{flow}: {findings:?}");
    findings.into_iter().filter_map(|found| Some(found.strip_prefix("W0313 S/")?.to_owned())).collect()
}

#[test]
fn a_default_of_another_type_is_told() {
    let told = |flow: &str| contradictions(flow).concat();
    assert_eq!(told("{type: integer, default: amongus}"), "default: the default \"amongus\" is not of `type: integer`");
    assert_eq!(
        told("{type: [string, 'null'], default: [1]}"),
        "default: the default [1] is not of `type: string` or `type: null`"
    );
    assert_eq!(told("{type: array, items: {}, default: {}}"), "default: the default {} is not of `type: array`");
    for fine in [
        "{type: integer, default: 1}",
        "{type: integer, default: 1.0}",
        "{type: number, default: 1}",
        "{type: string, nullable: true, default: null}",
        "{type: [string, 'null'], default: null}",
        "{type: string}",
        "{default: amongus}",
    ] {
        assert_eq!(told(fine), "", "{fine}");
    }
    // In a parameter all is text.
    let query = "{name: q, in: query, schema: {type: integer, default: '1'}}";
    let read = operation(&format!("{{parameters: [{ID}, {query}], {OK}}}"));
    assert!(!read.findings.iter().any(|found| found.starts_with("W0313")), "{:?}", read.findings);
}

#[test]
fn a_format_for_values_of_another_type_is_left_out_and_told() {
    let read = |flow: &str| {
        let (json, findings) = schema("3.1.0", flow);
        let told = findings.into_iter().filter_map(|found| Some(found.strip_prefix("N0602 S/")?.to_owned()));
        (json, told.collect::<Vec<_>>().join("\n"))
    };
    let (json, told) = read("{type: integer, format: date-time}");
    assert_eq!(json, serde_json::json!({"type": "integer"}));
    assert_eq!(told, "format: `format: date-time` is for strings, and the type is integer; it has no effect");
    let told = read("{type: [boolean, array], format: int32}").1;
    assert_eq!(told, "format: `format: int32` is for numbers, and the type is boolean or array; it has no effect");
    for fine in [
        "{type: string, format: int64}",
        "{type: number, format: int32}",
        "{type: integer, format: unixtime}",
        "{type: [integer, string], format: date-time}",
        "{format: date-time}",
        "{type: boolean, format: boolean}",
    ] {
        assert_eq!(read(fine).1, "", "{fine}");
    }
}

#[test]
fn a_limit_for_values_of_another_type_is_left_out_and_told() {
    let read = |flow: &str| {
        let (json, findings) = schema("3.1.0", flow);
        let told = findings.into_iter().filter_map(|found| Some(found.strip_prefix("N0602 S/")?.to_owned()));
        (json, told.collect::<Vec<_>>().join("\n"))
    };
    let (json, told) = read("{type: string, uniqueItems: true, maximum: 3, minLength: 1}");
    assert_eq!(json, serde_json::json!({"type": "string", "minLength": 1}));
    assert_eq!(
        told,
        "maximum: `maximum` limits numbers, and the type is string; it has no effect\n\
         uniqueItems: `uniqueItems` limits arrays, and the type is string; it has no effect"
    );
    let (json, told) = read("{type: [integer, boolean], maxLength: 5, minProperties: 1, exclusiveMinimum: 0}");
    assert_eq!(
        told,
        "maxLength: `maxLength` limits strings, and the type is integer or boolean; it has no effect\n\
         minProperties: `minProperties` limits objects, and the type is integer or boolean; it has no effect"
    );
    assert!(json.to_string().contains("exclusiveMinimum"), "{json}");
    for fine in [
        "{maxLength: 5, uniqueItems: true, minProperties: 1}",
        "{type: array, items: {}, uniqueItems: true}",
        "{type: boolean, uniqueItems: false}",
        "{type: [array, 'null'], items: {}, maxItems: 1}",
        "{type: string, format: decimal, minimum: 0}",
        "{type: number, minimum: 0}",
    ] {
        assert_eq!(read(fine).1, "", "{fine}");
    }
}

#[test]
fn bounds_that_no_value_keeps_are_told() {
    let told = |flow: &str| contradictions(flow).concat();
    assert_eq!(
        told("{type: integer, minimum: 5, maximum: 3}"),
        "minimum: `minimum` of 5 is above `maximum` of 3, so that no value is allowed"
    );
    assert_eq!(
        told("{type: number, minimum: 0.5, maximum: 0.25}"),
        "minimum: `minimum` of 0.5 is above `maximum` of 0.25, so that no value is allowed"
    );
    assert_eq!(
        told("{type: string, minLength: 3, maxLength: 2}"),
        "minLength: `minLength` of 3 is above `maxLength` of 2, so that no value is allowed"
    );
    assert_eq!(
        told("{type: array, items: {}, minItems: 3, maxItems: 2}"),
        "minItems: `minItems` of 3 is above `maxItems` of 2, so that no value is allowed"
    );
    assert_eq!(
        told("{type: object, minProperties: 3, maxProperties: 2}"),
        "minProperties: `minProperties` of 3 is above `maxProperties` of 2, so that no value is allowed"
    );
    assert_eq!(told("{type: integer, minimum: 3, maximum: 3}"), "");
}

#[test]
fn a_value_that_is_listed_twice_is_told() {
    assert_eq!(contradictions("{type: string, enum: [a, b, a]}"), ["enum/2: \"a\" is listed more than once"]);
    assert_eq!(contradictions("{type: integer, enum: [1, 1]}"), ["enum/1: 1 is listed more than once"]);
    assert_eq!(contradictions("{enum: [1, '1', null]}"), [""; 0]);
}

#[test]
fn a_required_member_that_nothing_declares_is_told() {
    let told = |flow: &str| contradictions(flow).concat();
    assert_eq!(
        told("{type: object, required: [a, c], properties: {a: {}, b: {}}}"),
        "required/1: `c` is required, but no property has this name"
    );
    for fine in [
        // Without members of its own a schema speaks of those that another one declares.
        "{required: [a]}",
        "{required: [a], properties: {b: {}}, additionalProperties: {type: string}}",
        "{required: [a], properties: {b: {}}, patternProperties: {'^a': {}}}",
        "{required: [a], properties: {b: {}}, allOf: [{$ref: '#/components/schemas/Other'}]}",
        "{allOf: [{$ref: '#/components/schemas/Other'}, {required: [a], properties: {b: {}}}]}",
        "{properties: {a: {}}, anyOf: [{required: [a], properties: {b: {}}}]}",
        "{properties: {a: {}}, if: {}, then: {required: [a], properties: {b: {}}}}",
        "{required: [a], properties: {b: {}}, if: {}, then: {properties: {a: {}}}}",
    ] {
        assert_eq!(told(fine), "", "{fine}");
    }
}

/// What is said of a path that has one operation, with `code` in front.
fn of_path(path: &str) -> Vec<String> {
    read(&document("3.0.3", &format!("paths:\n  '{path}': {{get: {{{OK}}}}}"))).findings
}

#[test]
fn a_path_that_cannot_be_asked_for_is_told() {
    for (path, expected) in [
        (
            "/foo/{param",
            "W0313 /paths/~1foo~1{param: the path /foo/{param has a brace without a counterpart, which names no parameter",
        ),
        (
            "/foo/param}/b",
            "W0313 /paths/~1foo~1param}~1b: the path /foo/param}/b has a brace without a counterpart, which names no parameter",
        ),
        (
            "/items?id=###",
            "N0602 /paths/~1items?id=###: `###` of the path is a fragment, which is never sent; it is ignored",
        ),
    ] {
        assert!(of_path(path).iter().any(|found| found == expected), "{path}: {:?}", of_path(path));
    }
    assert_eq!(of_path("/foo/bar"), [""; 0]);
}

#[test]
fn two_paths_that_differ_in_names_of_parameters_alone_are_told() {
    let parameter =
        |name: &str| format!("parameters: [{{name: {name}, in: path, required: true, schema: {{type: string}}}}]");
    let path = |path: &str, name: &str| format!("  {path}: {{{}, get: {{{OK}}}}}\n", parameter(name));
    let text = format!("paths:\n{}{}{}", path("/d/{x}", "x"), path("/d/{y}", "y"), path("/d/{y}/e", "y"));
    let told = read(&document("3.0.3", &text)).findings;
    assert_eq!(
        told,
        ["W0313 /paths/~1d~1{y}: the path /d/{y} differs from /d/{x} only in the names of its parameters"]
    );
}

#[test]
fn a_name_that_http_does_not_allow_is_told() {
    let told = |name: &str, place: &str| {
        let parameter = format!("{{name: {name}, in: {place}, schema: {{type: string}}}}");
        let found = operation(&format!("{{parameters: [{ID}, {parameter}], {OK}}}")).findings;
        found.concat().replace("/paths/~1a~1{id}/get/parameters/1/name", "name")
    };
    assert_eq!(
        told("X Foo", "header"),
        "W0313 name: HTTP does not allow \"X Foo\" as the name of a header; no request can contain it"
    );
    assert_eq!(
        told("\"b\\nad\"", "cookie"),
        "W0313 name: HTTP does not allow \"b\\nad\" as the name of a cookie; no request can contain it"
    );
    assert_eq!(told("X-Foo", "header") + &told("a_b", "cookie") + &told("'a b'", "query"), "");
}

#[test]
fn a_reference_that_is_no_text_is_told() {
    for flow in ["{$ref: 1, type: string}", "{$ref: [a], type: string}", "{$ref: {}, type: string}"] {
        let (json, findings) = schema("3.0.3", flow);
        assert_eq!(json, serde_json::json!({"type": "string"}), "{flow}");
        assert!(
            findings.len() == 1 && findings[0].starts_with("W0309 S/$ref: `$ref` must be a string, but it is "),
            "{findings:?}"
        );
    }
    assert!(schema("3.0.3", "{type: object, properties: {$ref: {type: string}}}").1.is_empty());
}

#[test]
fn a_server_variable_that_is_not_declared_is_told() {
    let told = |variables: &str| {
        let server = format!("servers: [{{url: 'https://{{a}}.example/{{b}}'{variables}}}]");
        read(&document("3.0.3", &server)).findings
    };
    assert_eq!(
        told(", variables: {a: {default: x}}"),
        ["W0313 /servers/0/url: `{b}` stands in the URL, but `variables` does not declare it"]
    );
    assert_eq!(told(", variables: {a: {default: x}, b: {default: y}}"), [""; 0]);
}

#[test]
fn a_scope_that_no_flow_declares_is_told() {
    let told = |needed: &str, scopes: &str| {
        let flows = format!("{{clientCredentials: {{tokenUrl: 'https://a/t', scopes: {scopes}}}}}");
        let schemes = format!("components: {{securitySchemes: {{app: {{type: oauth2, flows: {flows}}}}}}}");
        let operation = format!("{{security: [{{app: {needed}}}], responses: {{'204': {{description: d}}}}}}");
        let text = document("3.0.3", &format!("paths: {{/a: {{get: {operation}}}}}\n{schemes}"));
        let findings = read(&text).findings;
        findings.into_iter().filter(|found| found.starts_with("W0313")).collect::<Vec<_>>().concat()
    };
    let scopes = "{Edu.Read: r, Edu.Write: w}";
    assert_eq!(
        told("[Edu.Read, Edu.Wrte]", scopes),
        "W0313 /paths/~1a/get/security/0/app/1: the flows of `app` declare no scope `Edu.Wrte` [did you mean `Edu.Write`?]"
    );
    assert_eq!(told("[Edu.Read, Edu.Write]", scopes), "");
    // A scheme that declares no scope leaves them open.
    assert_eq!(told("[anything]", "{}"), "");
}

/// A document with these servers, and an operation for each of the lists of requirements (none: it has no `security`).
fn secured(servers: &str, requirements: &[&str], schemes: &str) -> String {
    let operations = requirements.iter().enumerate().map(|(index, security)| {
        let security = if security.is_empty() { String::new() } else { format!("security: {security}, ") };
        format!("  /p{index}: {{get: {{{security}responses: {{'204': {{description: d}}}}}}}}\n")
    });
    let paths: String = operations.collect();
    let paths = if paths.is_empty() { "paths: {}\n".to_owned() } else { format!("paths:\n{paths}") };
    document("3.0.3", &format!("servers: {servers}\n{paths}components: {{securitySchemes: {{{schemes}}}}}"))
}

const KEY: &str = "{type: apiKey, in: header, name: X-Key}";

#[test]
fn a_security_scheme_that_the_document_does_not_declare_is_told() {
    let application = secured("[]", &["[{appliction: []}]"], &format!("application: {KEY}"));
    assert_eq!(
        read(&application).findings,
        [
            "W0313 /paths/~1p0/get/security/0/appliction: there is no security scheme `appliction`; the client sends its \
             credentials as the header `Authorization` [did you mean `application`?]"
        ]
    );
    // One that another document of the API declares is used, and told once for each document.
    let first = secured("[]", &["[{app: []}]"], &format!("app: {KEY}"));
    let second = secured("[]", &["[{app: []}]", "[{app: []}]"], "").replace("/p", "/q");
    let both = [("first.yaml", first.as_str()), ("second.yaml", second.as_str())];
    assert_eq!(
        read_files(&both, &["first.yaml", "second.yaml"]).findings,
        [
            "W0313 /paths/~1q0/get/security/0/app: this document declares no security scheme `app`; that of first.yaml is \
             used"
        ]
    );
    let refers = secured("[]", &["[{app: []}]"], "app: {$ref: 'first.yaml#/components/securitySchemes/app'}");
    let refers = refers.replace("/p", "/q");
    let both = [("first.yaml", first.as_str()), ("second.yaml", refers.as_str())];
    assert_eq!(read_files(&both, &["first.yaml", "second.yaml"]).findings, [""; 0]);
    assert_eq!(read_files(&both, &["second.yaml", "first.yaml"]).findings, [""; 0]);
}

#[test]
fn a_server_that_has_another_name_in_one_place_is_told() {
    let told = |first: &str, second: &str| {
        let documents = [secured(first, &[], ""), secured(second, &[], "")];
        let files = [("first.yaml", documents[0].as_str()), ("second.yaml", documents[1].as_str())];
        read_files(&files, &["first.yaml", "second.yaml"]).findings
    };
    let global = "{url: 'https://a.example/v1', x-name: global}";
    let globl = |url: &str| format!("[{{url: 'https://{url}.example/v1', x-name: globl}}]");
    assert_eq!(
        told(&format!("[{global}, {global}]"), &globl("a")),
        [
            "W0313 /servers/0: the server https://a.example/v1 is named `globl` here, and `global` elsewhere [did you mean \
             `global`?]"
        ]
    );
    // A name that is nearly another one is a mistake by any URL.
    assert_eq!(
        told(&format!("[{global}, {global}]"), &globl("b")),
        ["W0313 /servers/0: no other server is named `globl`, and several are named `global` [did you mean `global`?]"]
    );
    let level = |n: u8| format!("[{{url: 'https://l{n}.example', x-name: governmentL{n}}}]");
    assert_eq!(told(&level(4), &level(5)), [""; 0]);
    assert_eq!(told(&format!("[{global}]"), &format!("[{global}]")), [""; 0]);
}

#[test]
fn an_operation_without_security_among_others_that_have_one_is_told() {
    let told = |requirements: &[&str]| read(&secured("[]", requirements, &format!("app: {KEY}"))).findings;
    let app = "[{app: []}]";
    assert_eq!(
        told(&[app, "", app]),
        [
            "W0313 /paths/~1p1/get: the operation has no `security`, and all others of the document have one; it is called \
             without credentials"
        ]
    );
    assert_eq!(told(&[app, "[]", app]), [""; 0]);
    assert_eq!(told(&[app, "", ""]), [""; 0]);
    assert_eq!(told(&["[]", ""]), [""; 0]);
    assert_eq!(told(&["", ""]), [""; 0]);
    let root = secured("[]", &[app, ""], &format!("app: {KEY}"));
    assert_eq!(read(&format!("{root}security: [{{app: []}}]\n")).findings, [""; 0]);
}

#[test]
fn a_second_schema_of_one_name_in_another_file_is_told() {
    let told = |files: &[(&str, &str)], roots: &[&str]| -> Vec<String> {
        let read = read_files(files, roots);
        assert!(read.bundle.is_some(), "{:?}", read.findings);
        read.findings.into_iter().filter(|found| found.contains("0604") || found.contains("0601")).collect()
    };
    let root = |schema: &str| document("3.0.3", &format!("components:\n  schemas:\n    Pet: {schema}"));
    let (one, two) = (root("{type: object}"), root("{type: string}"));
    let second = "W0604 /components/schemas/Pet: the schema `Pet` is read as `Pet_two`: one.yaml has another `Pet`";
    assert_eq!(told(&[("one.yaml", &one), ("two.yaml", &two)], &["one.yaml", "two.yaml"]), vec![second]);
    // Alike is one schema.
    assert_eq!(told(&[("one.yaml", &one), ("two.yaml", &one)], &["one.yaml", "two.yaml"]), [""; 0]);
    // A file that only a reference reaches.
    let refers =
        one.replace("{type: object}", "{type: object, properties: {a: {$ref: 'two.yaml#/components/schemas/Pet'}}}");
    assert_eq!(told(&[("one.yaml", &refers), ("two.yaml", &two)], &["one.yaml"]), [second]);
    // A name that is made of a place is no name of the document's own.
    let refers = one.replace("{type: object}", "{type: object, properties: {a: {$ref: 'Pet.yaml'}}}");
    let noted = "N0601 : the schema in Pet.yaml is read as `Pet_Pet`: one.yaml has a `Pet`";
    assert_eq!(told(&[("one.yaml", &refers), ("Pet.yaml", "type: string\n")], &["one.yaml"]), [noted]);
}

#[test]
fn an_empty_value_is_sent_by_no_way_of_its_own() {
    let query = |empty: &str| format!("{{name: q, in: query, allowEmptyValue: {empty}, schema: {{type: boolean}}}}");
    let told = |empty: &str| operation(&format!("{{parameters: [{ID}, {}], {OK}}}", query(empty))).findings.concat();
    assert!(told("true").contains("N0602"), "{}", told("true"));
    assert!(told("true").contains("`allowEmptyValue` is ignored"), "{}", told("true"));
    assert_eq!(told("false"), "");
}

#[test]
fn a_structure_that_is_not_read_as_its_media_type_says_is_told() {
    let told = |media: &[&str]| {
        let schema = "schema: {type: object, properties: {a: {type: string}}}";
        let content: Vec<String> = media.iter().map(|media| format!("{media}: {{{schema}}}")).collect();
        let content = content.join(", ");
        let get = format!("{{get: {{responses: {{'200': {{description: d, content: {{{content}}}}}}}}}}}");
        let told = said(&[("api.yaml", &document("3.0.3", &format!("paths: {{/a: {get}}}")))]);
        told.concat().replace("L0501 /paths/~1a/get/responses/200/content/", "")
    };
    for (media, expected) in [
        (
            "application/x-protobuf",
            "application~1x-protobuf: the value of `application/x-protobuf` has a structure; it is kept as octets",
        ),
        ("text/plain", "text~1plain: the value of `text/plain` has a structure; it is read and written as JSON"),
    ] {
        assert_eq!(told(&[media]), expected);
        // Beside JSON it says the same.
        assert_eq!(told(&["application/json", media]), "", "{media}");
    }
    for media in [
        "application/json",
        "application/xml",
        "application/problem+json",
        "'*/*'",
        "application/x-ndjson",
        "text/event-stream",
    ] {
        assert_eq!(told(&[media]), "", "{media}");
    }
}

#[test]
fn a_root_element_without_a_name_is_told() {
    let told = |schema: &str| {
        let content = format!("content: {{application/xml: {{schema: {schema}}}}}");
        let post = format!("{{post: {{requestBody: {{{content}}}, responses: {{'204': {{description: d}}}}}}}}");
        let component =
            "components: {schemas: {S: {type: object, properties: {a: {type: string}, b: {type: string}}}}}";
        said(&[("api.yaml", &document("3.0.3", &format!("paths: {{/a: {post}}}\n{component}")))]).concat()
    };
    let place = "L0501 /paths/~1a/post/requestBody/content/application~1xml: ";
    let message = "nothing names the root element of this XML, which `xml.name` would do; it is `root`";
    let members = "properties: {a: {type: string}, b: {type: string}}";
    assert_eq!(told(&format!("{{type: object, {members}}}")), format!("{place}{message}"));
    assert_eq!(told("{type: array, items: {type: string}}"), format!("{place}{message}"));
    for named in [
        format!("{{type: object, {members}, xml: {{name: a}}}}"),
        "{$ref: '#/components/schemas/S'}".to_owned(),
        "{type: array, items: {type: string}, xml: {name: a}}".to_owned(),
        "{type: object, properties: {Root: {type: string}}}".to_owned(),
        "{type: string}".to_owned(),
    ] {
        assert_eq!(told(&named), "", "{named}");
    }
}
