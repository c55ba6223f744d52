//! The facts of small documents, with their reasons.

use super::forms::Difference;
use super::{CompiledIn, Construction, DifferingMember, Edge, Facts, Form, Indirection, Obstacle, Reason, Use};
use crate::config::Config;
use crate::ir::{Api, Kind, NameOrigin, OperationId, TypeId};
use crate::pipeline::{self, Compiled};
use crate::source::{self, Memory};

/// One operation of each kind: `Sent` goes out by POST and `Patched` by PATCH, `Received` comes back.
const OPERATIONS: &str = "
openapi: 3.0.3
info: {title: t, version: '1'}
paths:
  /sent: {post: {operationId: send, requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Sent'}}}}, responses: {'204': {description: ok}}}}
  /patched: {patch: {operationId: patch, requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Patched'}}}}, responses: {'204': {description: ok}}}}
  /received: {get: {operationId: receive, responses: {'200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Received'}}}}}}}
components:
  schemas:
";

/// The analysed schemas, one a line. Those that the operations use and the schemas do not say are empty objects.
struct Sample {
    api: Api,
    facts: Facts,
}

impl Sample {
    #[track_caller]
    fn new(schemas: &[&str]) -> Self {
        let mut document = OPERATIONS.to_owned();
        for name in ["Sent", "Patched", "Received"] {
            if !schemas.iter().any(|schema| schema.starts_with(&format!("{name}:"))) {
                document.push_str(&format!("    {name}: {{type: object, properties: {{plain: {{type: string}}}}}}\n"));
            }
        }
        for schema in schemas {
            document.push_str(&format!("    {schema}\n"));
        }
        let files = Memory::new([("api.yaml", document.as_str())]);
        let config = Config::single("api.yaml", "sample");
        let (sources, mut diags) = source::load(&files, &config.roots());
        let compiled = pipeline::compile(&sources, &config.apis[0], &config, &mut diags);
        let findings: Vec<&str> = diags.iter().map(|finding| finding.message.as_str()).collect();
        let Compiled { api, facts, .. } = compiled.unwrap_or_else(|| panic!("not compiled: {findings:?}"));
        Self { api, facts }
    }

    #[track_caller]
    fn ty(&self, name: &str) -> TypeId {
        let is = |origin: &NameOrigin| *origin == NameOrigin::Component(name.to_owned());
        self.api.types.iter().find(|(_, def)| is(&def.name)).expect("the schema").0
    }

    #[track_caller]
    fn operation(&self, name: &str) -> OperationId {
        self.api.operations.iter().find(|(_, it)| it.id.as_deref() == Some(name)).expect("the operation").0
    }

    /// The position of a property.
    #[track_caller]
    fn field(&self, ty: &str, name: &str) -> usize {
        let Kind::Object(object) = &self.api.types[self.ty(ty)].kind else { panic!("{ty} is no object") };
        object.fields.iter().position(|field| field.name == name).expect("the property")
    }

    #[track_caller]
    fn form_reason(&self, ty: &str, form: Form) -> Option<Reason<DifferingMember>> {
        self.facts.form_reason(self.ty(ty), form)
    }

    /// The reason that a property is.
    #[track_caller]
    fn because(&self, ty: &str, field: &str, because: Difference) -> Option<Reason<DifferingMember>> {
        Some(Reason::Own(DifferingMember { field: self.field(ty, field), because }))
    }

    #[track_caller]
    fn edge_reason(&self, ty: &str, field: &str) -> Option<Indirection> {
        self.facts.edge_reason(self.ty(ty), self.field(ty, field))
    }
}

#[test]
fn a_member_of_one_direction_makes_two_forms() {
    let sample = Sample::new(&[
        "Sent: {type: object, properties: {plain: {type: string}, id: {type: string, readOnly: true}}}",
        "Patched: {type: object, properties: {key: {type: string, writeOnly: true}}}",
    ]);
    assert_eq!(sample.form_reason("Sent", Form::Input), sample.because("Sent", "id", Difference::ReadOnly));
    assert_eq!(sample.form_reason("Patched", Form::Patch), sample.because("Patched", "key", Difference::WriteOnly));
    assert_eq!(sample.facts.forms(sample.ty("Sent")), [Form::Input]);
    assert_eq!(sample.facts.forms(sample.ty("Patched")), [Form::Patch]);
}

#[test]
fn a_member_that_can_be_left_out_or_null_makes_two_forms() {
    let sample = Sample::new(&["Sent: {type: object, properties: {note: {type: string, nullable: true}}}"]);
    assert_eq!(
        sample.form_reason("Sent", Form::Input),
        sample.because("Sent", "note", Difference::OptionalAndNullable)
    );
}

#[test]
fn a_member_that_must_be_there_or_is_never_null_does_not() {
    let sample = Sample::new(&[
        "Sent: {type: object, required: [a], properties: {a: {type: string, nullable: true}, b: {type: string}}}",
    ]);
    assert_eq!(sample.form_reason("Sent", Form::Input), None);
    assert_eq!(sample.facts.forms(sample.ty("Sent")), [Form::Read]);
}

#[test]
fn two_forms_spread_to_what_mentions_them_and_the_reason_leads_back() {
    let sample = Sample::new(&[
        "Sent: {type: object, properties: {middle: {type: array, items: {$ref: '#/components/schemas/Middle'}}}}",
        "Middle: {type: object, properties: {inner: {$ref: '#/components/schemas/Inner'}}}",
        "Inner: {type: object, properties: {id: {type: string, readOnly: true}}}",
    ]);
    let (middle, inner) = (sample.ty("Middle"), sample.ty("Inner"));
    assert_eq!(sample.form_reason("Sent", Form::Input), Some(Reason::Mentions(middle)));
    assert_eq!(sample.form_reason("Middle", Form::Input), Some(Reason::Mentions(inner)));
    assert_eq!(sample.form_reason("Inner", Form::Input), sample.because("Inner", "id", Difference::ReadOnly));
}

#[test]
fn a_value_that_is_replaced_whole_has_a_form_where_every_member_is_given() {
    let sample = Sample::new(&[
        "Patched: {type: object, properties: {home: {allOf: [{$ref: '#/components/schemas/Home'}], x-replace: whole}}}",
        "Home: {type: object, properties: {city: {type: string}}}",
    ]);
    let patched = sample.because("Patched", "home", Difference::ReplacedWhole);
    assert_eq!(sample.form_reason("Patched", Form::Patch), patched);
    assert_eq!(sample.form_reason("Home", Form::Full), sample.because("Home", "city", Difference::Optional));
    assert_eq!(sample.facts.construction(sample.ty("Home"), Form::Full), Construction::Literal);
}

#[test]
fn what_a_client_sends_has_setters_and_what_it_only_receives_has_none() {
    let sample = Sample::new(&[
        "Sent: {type: object, properties: {inner: {$ref: '#/components/schemas/Inner'}}}",
        "Inner: {type: object, properties: {a: {type: string}}}",
    ]);
    let construction = |name| sample.facts.construction(sample.ty(name), Form::Read);
    assert_eq!(construction("Sent"), Construction::Setters);
    assert_eq!(construction("Inner"), Construction::Setters);
    assert_eq!(construction("Received"), Construction::Never);
    let sent_use = |name| sample.facts.sent_use(sample.ty(name));
    assert_eq!(sent_use("Sent"), Some(Use::Operation(sample.operation("send"))));
    assert_eq!(sent_use("Inner"), Some(Use::Inside(sample.ty("Sent"))));
    assert_eq!(sent_use("Received"), None);
}

#[test]
fn each_form_knows_what_it_is_emitted_for() {
    let sample = Sample::new(&[
        "Received: {type: object, properties: {inner: {$ref: '#/components/schemas/Inner'}}}",
        "Inner: {type: object, properties: {note: {type: string, nullable: true}}}",
        "Alone: {type: object, properties: {a: {type: string}}}",
    ]);
    let form_use = |name, form| sample.facts.form_use(sample.ty(name), form);
    assert_eq!(form_use("Received", Form::Read), Some(Use::Operation(sample.operation("receive"))));
    assert_eq!(form_use("Inner", Form::Read), Some(Use::Inside(sample.ty("Received"))));
    assert_eq!(form_use("Inner", Form::Input), None);
    assert_eq!(form_use("Alone", Form::Read), Some(Use::Unreached));
}

#[test]
fn what_is_sent_by_patch_and_by_post_is_one_type_with_two_names() {
    let sample = Sample::new(&[
        "Sent: {type: object, properties: {inner: {$ref: '#/components/schemas/Inner'}}}",
        "Patched: {type: object, properties: {inner: {$ref: '#/components/schemas/Inner'}}}",
        "Inner: {type: object, properties: {note: {type: string, nullable: true}}}",
    ]);
    let inner = sample.ty("Inner");
    assert_eq!(sample.facts.forms(inner), [Form::Patch, Form::Input]);
    assert!(sample.facts.is_second_name(inner, Form::Input));
    assert!(!sample.facts.is_second_name(inner, Form::Patch));
    assert!(!sample.facts.is_second_name(sample.ty("Sent"), Form::Input));
}

#[test]
fn a_member_that_only_a_client_can_give_is_an_obstacle_to_conversion() {
    let sample = Sample::new(&[
        "Sent: {type: object, properties: {inner: {$ref: '#/components/schemas/Inner'}}}",
        "Inner: {type: object, required: [key], properties: {key: {type: string, writeOnly: true}}}",
    ]);
    let obstacle = |name| sample.facts.conversion_obstacle(sample.ty(name));
    let field = sample.field("Inner", "key");
    assert_eq!(obstacle("Inner"), Some(Reason::Own(Obstacle::RequiredWriteOnly { field })));
    assert_eq!(obstacle("Sent"), Some(Reason::Mentions(sample.ty("Inner"))));
    assert_eq!(obstacle("Received"), None);
}

#[test]
fn a_union_of_two_forms_is_an_obstacle_to_conversion_and_one_of_one_form_is_not() {
    let sample = Sample::new(&[
        "Sent: {type: object, properties: {two: {$ref: '#/components/schemas/Two'}, one: {$ref: '#/components/schemas/One'}}}",
        "Two: {oneOf: [{$ref: '#/components/schemas/Inner'}, {type: string}]}",
        "One: {oneOf: [{type: integer}, {type: string}]}",
        "Inner: {type: object, properties: {note: {type: string, nullable: true}}}",
    ]);
    let obstacle = |name| sample.facts.conversion_obstacle(sample.ty(name));
    assert_eq!(obstacle("Two"), Some(Reason::Own(Obstacle::UnionOfTwoForms)));
    assert_eq!(obstacle("Sent"), Some(Reason::Mentions(sample.ty("Two"))));
    assert_eq!(obstacle("One"), None);
    assert_eq!(obstacle("Inner"), None);
}

#[test]
fn a_member_is_boxed_where_its_type_would_contain_itself() {
    let sample = Sample::new(&[
        "Node: {type: object, properties: {next: {$ref: '#/components/schemas/Node'}, all: {type: array, items: {$ref: '#/components/schemas/Node'}}}}",
    ]);
    assert_eq!(sample.edge_reason("Node", "next"), Some(Indirection::ContainsItself));
    assert_eq!(sample.facts.edge(sample.ty("Node"), sample.field("Node", "next")), Edge::Boxed);
    assert_eq!(sample.edge_reason("Node", "all"), None);
}

/// `prefix0` to `prefixN`, each with the next in `next`; the last leads to `end`.
fn chain(prefix: &str, length: usize, end: &str) -> Vec<String> {
    let schema = |number: usize| {
        let next = if number + 1 < length { format!("{prefix}{}", number + 1) } else { end.to_owned() };
        format!("{prefix}{number}: {{type: object, properties: {{next: {{$ref: '#/components/schemas/{next}'}}}}}}")
    };
    (0..length).map(schema).collect()
}

#[test]
fn a_cycle_of_many_types_is_erased_where_it_closes() {
    let schemas = chain("T", 5, "T0");
    let sample = Sample::new(&schemas.iter().map(String::as_str).collect::<Vec<_>>());
    assert_eq!(sample.edge_reason("T4", "next"), Some(Indirection::LargeCycle { types: 5 }));
    assert_eq!(sample.facts.edge(sample.ty("T4"), 0), Edge::Erased);
    for name in ["T1", "T2", "T3"] {
        assert_eq!(sample.edge_reason(name, "next"), None, "{name}");
    }
    // A type of a cycle counts for four, since a walk may come through it more than once.
    assert_eq!(sample.edge_reason("T0", "next"), Some(Indirection::LongChain { types: 16 }));
}

#[test]
fn a_cycle_of_few_types_is_boxed_where_it_closes() {
    let schemas = chain("T", 4, "T0");
    let sample = Sample::new(&schemas.iter().map(String::as_str).collect::<Vec<_>>());
    assert_eq!(sample.edge_reason("T3", "next"), Some(Indirection::ContainsItself));
    assert_eq!(sample.edge_reason("T2", "next"), None);
}

#[test]
fn a_long_chain_is_erased_every_sixteen_types() {
    let schemas = chain("T", 40, "Received");
    let sample = Sample::new(&schemas.iter().map(String::as_str).collect::<Vec<_>>());
    let erased: Vec<usize> =
        (0..40).filter(|number| sample.edge_reason(&format!("T{number}"), "next").is_some()).collect();
    // `Received`, at the end of the chain, is the first of the sixteen.
    assert_eq!(erased, [8, 24]);
    assert_eq!(sample.edge_reason("T24", "next"), Some(Indirection::LongChain { types: 16 }));
    assert_eq!(sample.facts.edge(sample.ty("T24"), 0), Edge::Erased);
    let here = |number: &usize| sample.facts.compiled_in(sample.ty(&format!("T{number}"))) == CompiledIn::EmittedCrate;
    assert_eq!((0..40).filter(here).collect::<Vec<usize>>(), [9, 25]);
}

#[test]
fn members_that_an_object_does_not_name_have_an_edge_behind_its_fields() {
    let sample = Sample::new(&[
        "Tree: {type: object, properties: {a: {type: string}}, additionalProperties: {$ref: '#/components/schemas/Tree'}}",
    ]);
    let tree = sample.ty("Tree");
    let Kind::Object(object) = &sample.api.types[tree].kind else { panic!("an object") };
    // A map is on the heap, so nothing more is needed.
    assert_eq!(sample.facts.edge(tree, super::recursion::rest_position(object)), Edge::Plain);
}
