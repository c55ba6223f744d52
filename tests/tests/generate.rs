//! `generator::generate`: what a command may rely on wherever it runs.

use std::thread;

use generator::{Config, Memory, Policy, generate};

const LOSSY: &str = "\
openapi: 3.0.3
info: {title: Lossy, version: '1'}
paths: {}
components: {schemas: {Pet: {type: array, maxItms: 3, items: {not: {type: string}}}}}
";

fn codes_of_errors(config: &Config) -> Vec<&'static str> {
    let outcome = generate(&Memory::new([("api.yaml", LOSSY)]), config);
    let errors = outcome.diags.iter().filter(|found| found.severity == generator::Severity::Error);
    let codes: Vec<&str> = errors.map(|found| found.code.as_str()).collect();
    assert_eq!(outcome.tree.is_none(), !codes.is_empty(), "{codes:?}");
    codes
}

#[test]
fn what_a_configuration_refuses_is_an_error() {
    let config = Config::single("api.yaml", "lossy");
    assert!(codes_of_errors(&config).is_empty());
    assert_eq!(codes_of_errors(&Config { warnings: Policy::Refused, ..config.clone() }), ["W0301"]);
    assert_eq!(codes_of_errors(&Config { losses: Policy::Refused, ..config }), ["L0502"]);
}

#[test]
fn the_stack_of_the_caller_does_not_matter() {
    for link in ["type: object, properties: {a: NEXT}", "type: array, items: NEXT", "additionalProperties: NEXT"] {
        let deep = (0..58).fold("{}".to_owned(), |inner, _| format!("{{{}}}", link.replace("NEXT", &inner)));
        let text = format!(
            "openapi: 3.0.3\ninfo: {{title: Deep, version: '1'}}\npaths: {{}}\n\
             components: {{schemas: {{User: {{properties: {{a: {{$ref: '#/components/schemas/Deep'}}}}}}, Deep: {deep}}}}}"
        );
        let small = thread::Builder::new().stack_size(64 << 10);
        let run =
            move || generate(&Memory::new([("deep.yaml", text)]), &Config::single("deep.yaml", "deep")).tree.is_some();
        assert!(small.spawn(run).expect("a thread").join().expect("no panic"), "the document is refused: {link}");
    }
}
