//! The emitted files: what each kind of schema and of operation becomes, as text.

use generator::internals::output::HEADER;
use generator::{Config, Examples, Memory, Tree, generate};
use insta::assert_snapshot;

/// Emits the crate of one document.
#[track_caller]
fn emit(document: &str) -> Tree {
    let mut config = Config::single("api.yaml", "sample");
    config.examples = Examples::Doctests;
    let files = Memory::new([("api.yaml", document)]);
    let outcome = generate(&files, &config);
    let findings: Vec<&str> = outcome.diags.iter().map(|finding| finding.message.as_str()).collect();
    outcome.tree.unwrap_or_else(|| panic!("not emitted: {findings:?}"))
}

/// The schemas below, in a document of their own, each used by no operation.
#[track_caller]
fn emit_schemas(schemas: &str) -> Tree {
    emit(&format!(
        "openapi: 3.0.3\ninfo: {{title: Sample, version: '1'}}\npaths: {{}}\ncomponents:\n  schemas:\n{schemas}"
    ))
}

/// A file without its header.
#[track_caller]
fn text<'t>(tree: &'t Tree, path: &str) -> &'t str {
    let text = tree.get(path).unwrap_or_else(|| {
        let paths: Vec<&str> =
            tree.iter().map(|(path, _)| path.as_str()).filter(|path| !path.contains("runtime")).collect();
        panic!("no {path} among {paths:?}")
    });
    text.split_once("\n\n").expect("a header and a blank line").1
}

/// Cargo allows capitals in the name of a crate, and rustc warns of them.
#[test]
fn a_crate_with_capitals_in_its_name_has_no_warning() {
    let of = |name| {
        let files = Memory::new([("api.yaml", "openapi: 3.0.3\ninfo: {title: Sample, version: '1'}\npaths: {}\n")]);
        let tree = generate(&files, &Config::single("api.yaml", name)).tree.expect("a crate");
        text(&tree, "src/lib.rs").contains("#![allow(non_snake_case)]")
    };
    assert_eq!(["PetStore", "pet-store"].map(of), [true, false]);
}

const CONTACT: &str = "
openapi: 3.0.3
info: {title: Contacts, version: 1.2.3}
paths:
  /contacts/{contact-id}:
    patch:
      tags: [contact]
      operationId: contact.update
      parameters:
        - {name: contact-id, in: path, required: true, schema: {type: string}, example: a=1}
      requestBody:
        required: true
        content:
          application/json:
            schema: {$ref: '#/components/schemas/contact'}
            examples: {moved: {value: {name: null, address: {city: Berlin, street: null}, phones: ['1']}}}
      responses:
        '200': {description: Done., content: {application/json: {schema: {$ref: '#/components/schemas/contact'}}}}
        '204': {description: Done.}
components:
  schemas:
    contact:
      type: object
      required: [id]
      properties:
        id: {type: string, readOnly: true, description: Names the contact.}
        name: {type: string, nullable: true, maxLength: 256}
        phones: {type: array, items: {type: string}, maxItems: 1}
        address: {allOf: [{$ref: '#/components/schemas/address'}], nullable: true, x-replace: whole}
        parent: {allOf: [{$ref: '#/components/schemas/contact'}], nullable: true}
    address: {type: object, properties: {city: {type: string, nullable: true}, street: {type: string, nullable: true}}}
";

#[test]
fn a_record_that_is_read_and_patched_has_two_forms() {
    assert_snapshot!(text(&emit(CONTACT), "src/models/contact.rs"));
}

#[test]
fn a_value_that_is_replaced_whole_has_a_form_without_default() {
    assert_snapshot!(text(&emit(CONTACT), "src/models/address.rs"));
}

#[test]
fn an_operation_is_a_function_with_a_table_and_a_doctest() {
    assert_snapshot!(text(&emit(CONTACT), "src/contact.rs"));
}

#[test]
fn a_module_that_is_called_like_the_crate_is_named_by_its_whole_path_in_examples() {
    let tree = emit(&CONTACT.replace("tags: [contact]", "tags: [sample]").replace("contact.update", "sample.update"));
    let example = text(&tree, "src/sample.rs");
    assert!(example.contains("/// use sample::models;\n"), "{example}");
    assert!(example.contains("/// let request = sample::sample::update("), "{example}");
    // An import would take the name of the crate, which rustdoc and users name after it.
    assert!(!tree.iter().any(|(_, text)| text.contains("use sample::{sample,")));
}

#[test]
fn an_enum_keeps_what_it_does_not_know() {
    let tree = emit_schemas(
        "
    size: {type: string, enum: [small, unknownFutureValue], x-read-only-values: [unknownFutureValue]}
    level: {type: integer, enum: [1, -2]}
",
    );
    assert_snapshot!(format!("{}\n{}", text(&tree, "src/models/size.rs"), text(&tree, "src/models/level.rs")));
}

#[test]
fn a_union_holds_its_variants_in_boxes() {
    let tree = emit_schemas(
        "
    pet:
      oneOf: [{$ref: '#/components/schemas/cat'}, {$ref: '#/components/schemas/dog'}]
      discriminator: {propertyName: kind, mapping: {tom: '#/components/schemas/cat'}}
    cat: {type: object, properties: {kind: {type: string}}}
    dog: {type: object, properties: {kind: {type: string}, friend: {$ref: '#/components/schemas/pet'}}}
",
    );
    assert_snapshot!(text(&tree, "src/models/pet.rs"));
}

#[test]
fn an_open_record_keeps_other_members_and_an_alias_is_a_second_name() {
    let tree = emit_schemas(
        "
    open: {type: object, minProperties: 1, required: [tags], properties: {tags: {$ref: '#/components/schemas/tags'}}, additionalProperties: {type: integer}}
    tags: {type: array, items: {type: string, minLength: 1}, maxItems: 3}
",
    );
    assert_snapshot!(format!("{}\n{}", text(&tree, "src/models/open.rs"), text(&tree, "src/models/tags.rs")));
}

#[test]
fn parameters_bodies_and_answers_that_differ_are_types_of_their_own() {
    let tree = emit(
        "
openapi: 3.0.3
info: {title: Things, version: '1'}
paths:
  /things:
    post:
      tags: [things]
      operationId: things.make
      parameters:
        - {name: top, in: query, required: true, schema: {type: integer, format: int32, minimum: 1}}
        - {name: X-Trace, in: header, schema: {type: string}}
        - {name: ids, in: query, style: pipeDelimited, explode: false, schema: {type: array, items: {type: string}}}
      requestBody:
        content:
          application/json: {schema: {type: object, properties: {a: {type: string}}}}
          image/png: {schema: {type: string, format: binary}}
      responses:
        '200': {description: Made., content: {application/json: {schema: {type: string}}, text/csv: {schema: {type: string}}}}
        '202': {description: Later., content: {application/json: {schema: {type: integer}}}}
        '404': {description: No., content: {application/json: {schema: {type: boolean}}}}
        default: {description: Broken., content: {text/plain: {schema: {type: string}}}}
",
    );
    assert_snapshot!(text(&tree, "src/things.rs"));
}

#[test]
fn servers_and_schemes_are_statics_and_enums() {
    let tree = emit(
        "
openapi: 3.0.3
info: {title: Things, version: '1.0', description: All things.}
servers:
  - {url: 'https://a.example/v1', x-name: world}
  - {url: 'https://{region}.example', x-name: regional, variables: {region: {default: eu, enum: [eu, us]}}}
security: [{app: [read, write]}, {app: [all]}, {key: []}, {}]
paths:
  /things: {get: {tags: [things], operationId: list, responses: {'204': {description: None.}}}}
components:
  securitySchemes:
    app: {type: oauth2, flows: {clientCredentials: {tokenUrl: 'https://t.example', scopes: {}}}}
    key: {type: apiKey, in: header, name: X-Key}
",
    );
    for file in ["src/servers.rs", "src/schemes.rs", "src/things.rs", "src/lib.rs", "Cargo.toml", "README.md"] {
        assert_snapshot!(file.replace(['/', '.'], "_"), text(&tree, file));
    }
}

#[test]
fn prose_of_the_document_is_harmless_in_rustdoc() {
    let description = r#"A <b>tag</b>, [a name], https://a.example/x_(y), <https://b.example>.
[in](https://c.example) and [out](../other.md). `code <T>` and `open.

    indented

- one
    - two
          deep
```rust
panic!()
```
| a | `b|c` |
|---|---|
"#;
    let schema = serde_json::json!({"type": "object", "description": format!("{description}\u{202e}\u{7}"), "properties": {"*/": {"type": "string", "description": "ends */ here\n# not hidden"}}});
    let tree = emit_schemas(&format!("    prose: {schema}\n"));
    assert_snapshot!(text(&tree, "src/models/prose.rs"));
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    assert_eq!(emit(CONTACT), emit(CONTACT));
}

#[test]
fn every_file_says_that_it_is_generated() {
    for (path, text) in emit(CONTACT).iter() {
        assert!(text.lines().next().is_some_and(|first| first.contains(HEADER)), "{path}");
    }
}

#[test]
fn a_file_imports_what_it_names_and_nothing_else() {
    let tree = emit(
        r##"
openapi: 3.0.3
info: { title: Plans, version: "1" }
paths:
  /plan:
    put:
      operationId: put
      requestBody: { content: { application/json: { schema: { $ref: "#/components/schemas/Plan" } } } }
      responses: { "200": { description: Done., content: { application/json: { schema: { $ref: "#/components/schemas/Plan" } } } } }
    patch:
      operationId: patch
      requestBody: { content: { application/json: { schema: { $ref: "#/components/schemas/Plan" } } } }
      responses: { "204": { description: Done. } }
components:
  schemas:
    Plan: { type: object, properties: { inner: { $ref: "#/components/schemas/Inner" } } }
    Inner: { type: object, properties: { id: { type: string, readOnly: true }, name: { type: string } } }
"##,
    );
    let plan = text(&tree, "src/models/plan.rs");
    // `PlanInput` is a second name of `PlanPatch`, so no `InnerInput` stands in this file.
    assert!(plan.contains("pub type PlanInput = PlanPatch;"), "{plan}");
    assert!(plan.contains("use super::{Inner, InnerPatch};"), "{plan}");
}

/// What the table of an operation says of the member `a` of its form, by the `encoding` that the document gives it.
#[track_caller]
fn encoded_as(encoding: &str) -> String {
    let tree = emit(&format!(
        "
openapi: 3.0.3
info: {{title: Forms, version: '1'}}
paths:
  /form:
    post:
      tags: [form]
      operationId: send
      requestBody:
        content:
          application/x-www-form-urlencoded:
            schema: {{type: object, properties: {{a: {{type: array, items: {{type: string}}}}}}}}
            encoding: {{a: {encoding}}}
      responses: {{'204': {{description: Sent.}}}}
"
    ));
    let file = text(&tree, "src/form.rs");
    let part = file.split_once("rt::Part::new(\"a\")").map(|(_, part)| part.split(']').next().unwrap_or(part));
    part.unwrap_or("nothing").to_owned()
}

#[test]
fn a_member_of_a_form_explodes_where_the_document_says_so_and_else_by_its_style() {
    for (encoding, expected) in [
        ("{explode: false}", ".style(rt::Style::Form).explode(false)"),
        ("{explode: true}", ".style(rt::Style::Form).explode(true)"),
        ("{style: form}", ".style(rt::Style::Form).explode(true)"),
        ("{style: form, explode: false}", ".style(rt::Style::Form).explode(false)"),
        ("{style: spaceDelimited}", ".style(rt::Style::SpaceDelimited).explode(false)"),
        ("{style: pipeDelimited, explode: true}", ".style(rt::Style::PipeDelimited).explode(true)"),
        ("{allowReserved: true}", ".style(rt::Style::Form).explode(true).allow_reserved()"),
        ("{contentType: application/json}", ".content_type(\"application/json\")"),
        ("{headers: {X-Sum: {schema: {type: string}}}}", "nothing"),
        ("{}", "nothing"),
    ] {
        assert_eq!(encoded_as(encoding), expected, "{encoding}");
    }
}

#[test]
fn text_that_reads_like_a_path_imports_nothing() {
    let tree = emit(
        r##"
openapi: 3.0.3
info: { title: Batches, version: "1" }
paths:
  /models::batch/rt::run: { post: { tags: [batch], operationId: run, responses: { "204": { description: Done. } } } }
"##,
    );
    let batch = text(&tree, "src/batch.rs");
    assert!(batch.contains("/models::batch/rt::run"), "{batch}");
    // There is no module of models at all.
    assert_eq!(tree.get("src/models/mod.rs"), None);
    assert!(!batch.contains("use super::models"), "{batch}");
}

/// What is emitted for a document whose only module has this many operations.
fn operations(count: usize) -> Tree {
    emit(&document(count))
}

fn document(count: usize) -> String {
    let paths: String = (0..count)
        .map(|number| {
            format!(
                "  /things/{number}: {{get: {{tags: [match], operationId: match.fn{}, summary: Gets a|b, \
                 responses: {{'204': {{description: Done.}}}}}}}}\n",
                if number == 0 { String::new() } else { number.to_string() }
            )
        })
        .collect();
    format!("openapi: 3.0.3\ninfo: {{title: Things, version: '1'}}\npaths:\n{paths}")
}

#[test]
fn the_front_page_lists_each_operation_of_a_small_api() {
    let tree = operations(100);
    let page = text(&tree, "src/lib.rs");
    // Rustdoc finds names that are keywords of Rust without `r#`, and a bar would end the cell.
    assert!(page.contains("//! | [`match::fn()`] | Gets a\\|b<br>`GET /things/0` |\n"), "{page}");
    assert!(page.contains("//! | [`match::fn99()`] | Gets a\\|b<br>`GET /things/99` |\n"), "{page}");
    assert!(text(&tree, "README.md").contains("| `match::fn` | `GET /things/0` |\n"));
}

#[test]
fn the_front_page_lists_the_modules_of_a_large_api() {
    let tree = operations(101);
    let page = text(&tree, "src/lib.rs");
    // The document says nothing of its tag, so that nothing stands beside the number.
    assert!(page.contains("//! | Module | Operations |\n//! |---|---:|\n//! | [`mod@match`] | 101 |\n"), "{page}");
    assert!(!page.contains("GET /things"), "{page}");
    let tagged = emit(&document(101).replace("paths:", "tags: [{name: match, description: Games. Of two.}]\npaths:"));
    let page = text(&tagged, "src/lib.rs");
    assert!(page.contains("//! | [`mod@match`] | 101 | Games. |\n"), "{page}");
}

#[test]
fn a_member_with_one_value_says_so() {
    let schemas = "    Dog: {type: object, required: [kind], properties: {kind: {type: string, enum: [dog]}}}\n";
    let tree = emit_schemas(schemas);
    let dog = text(&tree, "src/models/dog.rs");
    assert!(dog.contains("/// Its only value is `dog`.\n    pub kind: DogKind,"), "{dog}");
    assert!(dog.contains("kind = required \"kind\" = \"dog\";"), "{dog}");
    assert!(dog.contains("Dog: Default = \"Dog\""), "{dog}");
}

#[test]
fn a_sample_leaves_out_an_optional_body_of_which_nothing_is_known() {
    let sample = |required: &str, schema: &str| {
        let tree = emit(&format!(
            "openapi: 3.0.3\ninfo: {{title: T, version: '1'}}\npaths:\n  /things: {{post: {{operationId: make, tags: [things], \
             requestBody: {{{required}content: {{application/json: {{schema: {schema}}}}}}}, \
             responses: {{'204': {{description: d}}}}}}}}\n"
        ));
        let module = text(&tree, "src/things.rs");
        module.lines().find(|line| line.contains("things::make(")).unwrap_or_default().to_owned()
    };
    let (empty, known) =
        ("{type: object, additionalProperties: false}", "{type: object, properties: {a: {type: string}}}");
    assert!(sample("", empty).contains("make(None)"), "{}", sample("", empty));
    assert!(sample("required: true, ", empty).contains("::new()"), "{}", sample("required: true, ", empty));
    assert!(sample("", known).contains("::new()"), "what it is of is worth saying: {}", sample("", known));
}

#[test]
fn a_sample_gives_text_to_a_union_that_takes_it() {
    let sample = |title: &str| {
        let tree = emit(&format!(
            "openapi: 3.0.3\ninfo: {{title: T, version: '1'}}\npaths:\n  /things: {{post: {{operationId: make, tags: [things], \
             requestBody: {{required: true, content: {{application/json: {{schema: {{$ref: '#/components/schemas/Thing'}}, \
             example: {{title: {title}}}}}}}}}, responses: {{'204': {{description: d}}}}}}}}\ncomponents: {{schemas: {{Thing: {{\
             type: object, required: [title], properties: {{title: {{oneOf: [{{type: string, format: date}}, {{type: string}}, \
             {{type: integer}}]}}}}}}}}}}\n"
        ));
        // However the lines of the sample are broken.
        text(&tree, "src/things.rs").split_whitespace().filter(|word| *word != "///").collect::<String>()
    };
    assert!(sample("First").contains("Thing::new(\"First\")"), "{}", sample("First"));
    // As text it would be the other variant.
    assert!(sample("'2026-11-27'").contains("::Date("), "{}", sample("'2026-11-27'"));
    assert!(sample("1").contains("::Integer(1)"), "{}", sample("1"));
}
