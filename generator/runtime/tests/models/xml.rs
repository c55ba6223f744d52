//! XML that is refused, and text that must come back as it was.

use crate::runtime as rt;
use crate::runtime::{Json, Value, Xml, XmlBody, xml_body};

const BODY: XmlBody = xml_body(Xml::element("note"));

pub struct Note {
    pub by: String,
    pub text: Option<String>,
    pub number: Option<i64>,
}
rt::record! {
    Note = "note" {
        by = required "by";
        text = "text";
        number = "number";
    } xml [
        Xml::attribute("by"),
        Xml::element("text"),
        Xml::element("number"),
    ]
}

fn note(by: &str, text: &str) -> Note {
    Note { by: by.to_owned(), text: Some(text.to_owned()), number: None }
}

/// What is wrong with an XML.
#[track_caller]
fn refused(xml: &str) -> String {
    BODY.read::<Note>(xml.as_bytes()).expect_err("refused").to_string()
}

#[test]
fn a_document_type_definition_is_refused_in_every_form() {
    let definitions = [
        "<!DOCTYPE note>",
        "<!DOCTYPE note SYSTEM \"file:///etc/passwd\">",
        "<!DOCTYPE note PUBLIC \"a\" \"http://127.0.0.1/dtd\">",
        "<!DOCTYPE note [<!ENTITY a \"x\"><!ENTITY b \"&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;\">]>",
        "<!DOCTYPE note [<!ENTITY % p SYSTEM \"http://127.0.0.1/\">%p;]>",
        "<!doctype note>",
    ];
    for definition in definitions {
        let message = refused(&format!("<?xml version=\"1.0\"?>{definition}<note by=\"x\"><text>&c;</text></note>"));
        assert!(message.contains("document type definition") || message.contains("not well-formed"), "{message}");
    }
}

#[test]
fn an_entity_that_xml_does_not_have_is_refused() {
    assert!(refused("<note by=\"x\"><text>&c;</text></note>").contains("entity"));
    assert!(refused("<note by=\"&c;\"/>").contains("entity"));
    assert!(!refused("<note by=\"x\"><text>&#0;</text></note>").is_empty());
    let known: Note = BODY.read(b"<note by=\"&lt;&#65;\"><text>&amp;&apos;&#x42;</text></note>").expect("a note");
    assert_eq!((known.by.as_str(), known.text.as_deref()), ("<A", Some("&'B")));
}

#[test]
fn depth_and_attributes_are_bounded() {
    let nested = |depth: usize| format!("<note by=\"x\">{}{}</note>", "<a>".repeat(depth), "</a>".repeat(depth));
    assert!(BODY.read::<Note>(nested(127).as_bytes()).is_ok());
    assert!(refused(&nested(128)).contains("deeper"));
    assert!(refused(&nested(1_000_000)).contains("deeper"));
    let wide = |count: usize| {
        let attributes: String = (0..count).map(|number| format!(" a{number}=\"\"")).collect();
        format!("<note by=\"x\"{attributes}/>")
    };
    assert!(BODY.read::<Note>(wide(200).as_bytes()).is_ok());
    assert!(refused(&wide(300)).contains("attributes"));
    assert!(refused(&wide(100_000)).contains("attributes"));
    let bound: String = (0..200).map(|number| format!(" xmlns:a{number}=\"urn:x\"")).collect();
    assert!(refused(&format!("<note by=\"x\"{bound}/>")).contains("namespace"));
}

#[test]
fn what_is_not_well_formed_is_refused() {
    let faults = [
        "",
        " ",
        "text",
        "<note by=\"x\"",
        "<note by=\"x\">",
        "<note by=\"x\"></other>",
        "<note by=\"x\"/><note by=\"x\"/>",
        "<note by=\"x\"/>text",
        "<note by=\"x\"/><![CDATA[text]]>",
        "</note>",
        "<note by=\"x\" by=\"y\"/>",
        "<note by=x/>",
        "<note by=\"x\"><text>a</note></text>",
        "<note by=\"x\"><![CDATA[a</note>",
        "<?xml version=\"1.0\"?>",
        "<?xml version=\"1.0\" encoding=\"iso-8859-1\"?><note by=\"x\"><text>ä</text></note>",
    ];
    for fault in faults {
        assert!(BODY.read::<Note>(fault.as_bytes()).is_err(), "{fault}");
    }
    assert!(BODY.read::<Note>(b"<note by=\"\xff\"/>").is_err());
    let latin = "<?xml version=\"1.0\" encoding=\"iso-8859-1\"?><note by=\"x\"/>";
    assert!(BODY.read::<Note>(latin.as_bytes()).is_ok(), "text of ASCII is the same in every such encoding");
}

#[test]
fn no_change_of_a_character_makes_the_reader_panic() {
    let xml = "<?xml version='1.0' encoding='utf-8'?><n:note xmlns:n='urn:n' by='a&#9;b'><!-- c --><text><![CDATA[<]]>&amp;\
        </text><number>1</number></n:note>";
    let odd = ["", "<", ">", "&", "'", "/", "!", "?", "[", "]", "\0", "ä", ":", "xmlns", "&#x", "<!DOCTYPE a>", "]]>"];
    for (place, _) in xml.char_indices() {
        for change in odd {
            let (before, after) = xml.split_at(place);
            let rest: String = after.chars().skip(1).collect();
            let _ = BODY.read::<Note>(format!("{before}{change}{rest}").as_bytes());
            let _ = BODY.read::<Json>(format!("{before}{change}").as_bytes());
        }
    }
}

#[test]
fn text_comes_back_as_it_was_or_is_refused() {
    for text in ["", " a ", "<&>\"'", "]]>", "a\r\nb\rc\nd\te", "ä\u{1F600}", "\n", "&amp;"] {
        let note = note(text, text);
        let written = BODY.write(note.view()).expect("writes");
        let read: Note = BODY.read(&written).expect("reads");
        assert_eq!(
            (read.by.as_str(), read.text.as_deref()),
            (text, Some(text)),
            "{}",
            String::from_utf8_lossy(&written)
        );
    }
    for text in ["\0", "\u{1b}", "\u{ffff}"] {
        assert!(BODY.write(note("x", text).view()).expect_err("refused").contains("XML cannot hold"), "{text:?}");
    }
}

#[test]
fn json_that_no_table_describes_comes_back_as_it_was() {
    let json =
        serde_json::json!({"@id": "1", "a": ["x", {"b": "y"}], "c": {"@d": "z", "#text": "t"}, "e": null, "f": ""});
    let written = BODY.write(json.view()).expect("writes");
    assert_eq!(BODY.read::<Json>(&written).expect("reads"), json, "{}", String::from_utf8_lossy(&written));
    assert!(BODY.write(serde_json::json!({"a b": 1}).view()).is_err());
}

pub enum Tree {
    Number(Box<Number>),
    Text(Box<Text>),
    Leaf(Box<Leaf>),
    Unknown(Json),
}
rt::union! { Tree = "tree" { Number(Box<Number>); Text(Box<Text>); Leaf(Box<Leaf>); } else Unknown }

pub struct Number {
    pub next: Option<Tree>,
    pub value: i64,
}
rt::record! { Number = "number" { next = "next"; value = required "value"; } }

pub struct Text {
    pub next: Option<Tree>,
    pub value: bool,
}
rt::record! { Text = "text" { next = "next"; value = required "value"; } }

pub struct Leaf {
    pub end: String,
}
rt::record! { Leaf = "leaf" { end = required "end"; } }

#[test]
fn a_union_is_the_variant_whose_members_can_be_read() {
    let read = |xml: &str| BODY.read::<Tree>(xml.as_bytes()).expect("reads");
    assert!(matches!(read("<t><value>1</value></t>"), Tree::Number(number) if number.value == 1));
    assert!(matches!(read("<t><value>true</value></t>"), Tree::Text(text) if text.value));
    assert!(matches!(read("<t><end>e</end></t>"), Tree::Leaf(leaf) if leaf.end == "e"));
    assert!(matches!(read("<t><value>x</value></t>"), Tree::Unknown(_)));
}

#[test]
fn unions_in_unions_take_a_time_that_does_not_double_with_each() {
    let depth = 100;
    let xml = format!("{}{}", "<next><value>x</value>".repeat(depth), "</next>".repeat(depth));
    let begin = std::time::Instant::now();
    assert!(matches!(BODY.read::<Tree>(xml.as_bytes()), Ok(Tree::Unknown(_))));
    let xml = format!("{}<end>e</end>{}", "<next><value>1</value>".repeat(depth), "</next>".repeat(depth));
    assert!(matches!(BODY.read::<Tree>(xml.as_bytes()), Ok(Tree::Number(_))));
    assert!(begin.elapsed() < std::time::Duration::from_secs(5), "{:?}", begin.elapsed());
}

pub struct Nested {
    pub nested: Option<Vec<Nested>>,
    pub value: i64,
}
rt::record! {
    Nested = "nested" { nested = "nested"; value = required "value"; }
    xml [Xml::inline("nested").items(&Xml::element("nested")), Xml::element("value")]
}

#[test]
fn lists_in_lists_take_a_time_that_does_not_double_with_each() {
    let depth = 100;
    let (open, close) = ("<nested><value>1</value>".repeat(depth), "</nested>".repeat(depth));
    let xml = format!("{open}<nested><value>x</value></nested>{close}");
    let begin = std::time::Instant::now();
    let error = BODY.read::<Nested>(xml.as_bytes()).map(|_| ()).expect_err("refused").to_string();
    assert!(error.ends_with("/nested/0/value: expected a 64-bit integer, found a string"), "{error}");
    let xml = format!("<a><value>1</value>{}{}</a>", "<nested>".repeat(depth), "</nested>".repeat(depth));
    let _ = BODY.read::<Nested>(xml.as_bytes());
    assert!(begin.elapsed() < std::time::Duration::from_secs(5), "{:?}", begin.elapsed());
    let read: Nested = BODY.read(b"<a><value>1</value><nested><x><value>2</value></x></nested></a>").expect("reads");
    assert_eq!(read.nested.map(|nested| nested.iter().map(|it| it.value).collect()), Some(vec![2]));
}
