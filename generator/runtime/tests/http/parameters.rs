//! The "Style Values" of OpenAPI: color = "blue", ["blue","black","brown"], {"R":100,"G":200,"B":150}.
use crate::runtime as rt;
use crate::support::leak;
use rt::{Param, ParamSpec, Style};
use serde_json::json;

struct Args {
    color: rt::Json,
}
rt::record! { Args = "args" { color = required "color"; } }

fn request(param: impl Into<Param>, color: rt::Json) -> rt::Request<(), ()> {
    let params: &'static [Param] = Box::leak(Box::new([param.into()]));
    let operation =
        leak(rt::Operation { id: "op", method: rt::Method::GET, path: "/x", params, ..rt::Operation::EMPTY });
    rt::Request::new(operation).args(&Args { color })
}

fn in_query(param: impl Into<Param>, color: rt::Json) -> String {
    request(param, color).query().unwrap_or_default()
}

fn in_path(param: impl Into<Param>, color: rt::Json) -> String {
    let params: &'static [Param] = Box::leak(Box::new([param.into()]));
    let operation =
        leak(rt::Operation { id: "op", method: rt::Method::GET, path: "/{color}", params, ..rt::Operation::EMPTY });
    let request: rt::Request<(), ()> = rt::Request::new(operation).arg(&color);
    request.check().unwrap();
    request.path()[1..].to_owned()
}

fn in_header(param: impl Into<Param>, color: rt::Json) -> String {
    let headers = request(param, color).headers();
    headers.get("color").map(|value| value.to_str().unwrap().to_owned()).unwrap_or_default()
}

fn in_cookie(param: impl Into<Param>, color: rt::Json) -> String {
    let headers = request(param, color).headers();
    headers.get("cookie").map(|value| value.to_str().unwrap().to_owned()).unwrap_or_default()
}

fn blue() -> rt::Json {
    json!("blue")
}
fn colors() -> rt::Json {
    json!(["blue", "black", "brown"])
}
fn rgb() -> rt::Json {
    json!({"R": 100, "G": 200, "B": 150})
}

/// The pairs of a query in alphabetical order, because `Json` may not keep the order of members.
fn members(text: &str) -> Vec<String> {
    let mut members: Vec<String> = text.split('&').map(str::to_owned).collect();
    members.sort();
    members
}

/// Sorts pairs of name and value by name, because `Json` may not keep the order of members.
fn sorted(text: &str, separator: &str) -> String {
    let parts: Vec<&str> = text.split(separator).collect();
    let mut pairs: Vec<String> = parts.chunks(2).map(|pair| pair.join(separator)).collect();
    pairs.sort();
    pairs.join(separator)
}

#[test]
fn matrix_in_the_path() {
    let param = || ParamSpec::path("color").style(Style::Matrix);
    assert_eq!(in_path(param(), json!("")), ";color");
    assert_eq!(in_path(param().explode(true), json!("")), ";color");
    assert_eq!(in_path(param(), blue()), ";color=blue");
    assert_eq!(in_path(param().explode(true), blue()), ";color=blue");
    assert_eq!(in_path(param(), colors()), ";color=blue,black,brown");
    assert_eq!(in_path(param().explode(true), colors()), ";color=blue;color=black;color=brown");
    let object = in_path(param(), rgb());
    assert_eq!(sorted(object.strip_prefix(";color=").unwrap(), ","), "B,150,G,200,R,100");
    let mut exploded: Vec<String> = in_path(param().explode(true), rgb()).split(';').map(str::to_owned).collect();
    exploded.sort();
    assert_eq!(exploded, ["", "B=150", "G=200", "R=100"]);
}

#[test]
fn label_in_the_path() {
    let param = || ParamSpec::path("color").style(Style::Label);
    assert_eq!(in_path(param(), blue()), ".blue");
    assert_eq!(in_path(param().explode(true), blue()), ".blue");
    assert_eq!(in_path(param(), colors()), ".blue,black,brown");
    assert_eq!(in_path(param().explode(true), colors()), ".blue.black.brown");
    assert_eq!(sorted(&in_path(param(), rgb())[1..], ","), "B,150,G,200,R,100");
    let mut exploded: Vec<String> = in_path(param().explode(true), rgb()).split('.').map(str::to_owned).collect();
    exploded.sort();
    assert_eq!(exploded, ["", "B=150", "G=200", "R=100"]);
}

#[test]
fn simple_in_the_path() {
    let param = || ParamSpec::path("color");
    assert_eq!(in_path(param(), blue()), "blue");
    assert_eq!(in_path(param(), colors()), "blue,black,brown");
    assert_eq!(in_path(param().explode(true), colors()), "blue,black,brown");
    assert_eq!(sorted(&in_path(param(), rgb()), ","), "B,150,G,200,R,100");
    let mut exploded: Vec<String> = in_path(param().explode(true), rgb()).split(',').map(str::to_owned).collect();
    exploded.sort();
    assert_eq!(exploded, ["B=150", "G=200", "R=100"]);
}

#[test]
fn simple_in_a_header_is_not_encoded() {
    let param = || ParamSpec::header("color");
    assert_eq!(in_header(param(), json!("light blue/50%")), "light blue/50%");
    assert_eq!(in_header(param(), colors()), "blue,black,brown");
    assert_eq!(sorted(&in_header(param(), rgb()), ","), "B,150,G,200,R,100");
    assert_eq!(members(&in_header(param().explode(true), rgb()).replace(',', "&")), ["B=150", "G=200", "R=100"]);
}

#[test]
fn form_in_the_query() {
    let param = || ParamSpec::query("color");
    assert_eq!(in_query(param(), json!("")), "color=");
    assert_eq!(in_query(param().explode(false), json!("")), "color=");
    assert_eq!(in_query(param(), blue()), "color=blue");
    assert_eq!(in_query(param(), colors()), "color=blue&color=black&color=brown");
    assert_eq!(in_query(param().explode(false), colors()), "color=blue,black,brown");
    assert_eq!(members(&in_query(param(), rgb())), ["B=150", "G=200", "R=100"]);
    let object = in_query(param().explode(false), rgb());
    assert_eq!(sorted(object.strip_prefix("color=").unwrap(), ","), "B,150,G,200,R,100");
}

#[test]
fn form_in_a_cookie() {
    let param = || ParamSpec::cookie("color");
    assert_eq!(in_cookie(param(), blue()), "color=blue");
    assert_eq!(in_cookie(param().explode(false), colors()), "color=blue,black,brown");
    // `&` does not separate cookies, so that each pair is a cookie.
    assert_eq!(in_cookie(param(), colors()), "color=blue; color=black; color=brown");
}

#[test]
fn space_delimited_in_the_query() {
    let param = || ParamSpec::query("color").style(Style::SpaceDelimited);
    assert_eq!(in_query(param(), colors()), "color=blue%20black%20brown");
    assert_eq!(in_query(param().explode(true), colors()), "color=blue&color=black&color=brown");
    let object = in_query(param(), rgb());
    assert_eq!(sorted(object.strip_prefix("color=").unwrap(), "%20"), "B%20150%20G%20200%20R%20100");
}

#[test]
fn pipe_delimited_in_the_query() {
    let param = || ParamSpec::query("color").style(Style::PipeDelimited);
    assert_eq!(in_query(param(), colors()), "color=blue%7Cblack%7Cbrown");
    assert_eq!(in_query(param().explode(true), colors()), "color=blue&color=black&color=brown");
    let object = in_query(param(), rgb());
    assert_eq!(sorted(object.strip_prefix("color=").unwrap(), "%7C"), "B%7C150%7CG%7C200%7CR%7C100");
}

#[test]
fn an_item_that_would_look_like_two_is_refused() {
    let refused = |param: ParamSpec, color| request(param, color).check().unwrap_err().to_string();
    let (pipes, spaces) = (Style::PipeDelimited, Style::SpaceDelimited);
    let rule = "holds the character that separates the items";
    for (param, color) in [
        (ParamSpec::header("color"), json!(["a,b", "c"])),
        (ParamSpec::header("color"), json!({"a": "1,b"})),
        (ParamSpec::header("color").explode(true), json!({"a": "1,b=9"})),
        (ParamSpec::query("color").style(pipes), json!(["a|b", "c"])),
        (ParamSpec::query("color").style(spaces), json!({"a b": "c"})),
    ] {
        let told = refused(param, color);
        assert!(told.ends_with(rule), "{told}");
    }
    assert_eq!(in_header(ParamSpec::header("color"), json!("a,b")), "a,b");
    assert_eq!(in_path(ParamSpec::path("color"), json!(["a,b", "c"])), "a%2Cb,c");
    let exploded = ParamSpec::query("color").style(pipes).explode(true);
    assert_eq!(in_query(exploded, json!(["a|b", "c"])), "color=a%7Cb&color=c");
}

#[test]
fn deep_object_in_the_query() {
    let param = || ParamSpec::query("color").style(Style::DeepObject);
    assert_eq!(members(&in_query(param(), rgb())), ["color%5BB%5D=150", "color%5BG%5D=200", "color%5BR%5D=100"]);
    assert_eq!(in_query(param(), json!({"b": {"c": 1}})), "color%5Bb%5D%5Bc%5D=1");
    // OpenAPI does not define lists here; most servers accept indexes.
    assert_eq!(in_query(param(), json!({"b": ["x", "y"]})), "color%5Bb%5D%5B0%5D=x&color%5Bb%5D%5B1%5D=y");
}

#[test]
fn nothing_is_sent_for_nothing() {
    for nothing in [json!(null), json!([]), json!({})] {
        for style in [Style::Form, Style::SpaceDelimited, Style::PipeDelimited, Style::DeepObject] {
            assert_eq!(request(ParamSpec::query("color").style(style), nothing.clone()).query(), None);
        }
        assert_eq!(in_header(Param::Header("color"), nothing.clone()), "");
        assert_eq!(in_cookie(Param::Cookie("color"), nothing), "");
    }
}

#[test]
fn values_are_encoded_and_names_keep_what_a_query_can_hold() {
    assert_eq!(in_query(Param::Query("$select"), json!("a&b=c+d e/é")), "$select=a%26b%3Dc%2Bd%20e%2F%C3%A9");
    assert_eq!(in_query(ParamSpec::query("color").explode(false), json!(["a,b", "c"])), "color=a%2Cb,c");
    assert_eq!(in_query(Param::Query("page[size]"), json!(10)), "page%5Bsize%5D=10");
}

#[test]
fn reserved_characters_stay_when_they_are_allowed() {
    let param = || ParamSpec::query("color").allow_reserved();
    assert_eq!(in_query(param(), json!("a/b:c?d@e!f$g'h(i)j*k,l;m=n")), "color=a/b:c?d@e!f$g'h(i)j*k,l;m=n");
    assert_eq!(in_query(param(), json!("a#b&c+d[e]")), "color=a%23b%26c%2Bd%5Be%5D");
    assert_eq!(in_path(ParamSpec::path("color").allow_reserved(), json!("a/b=c")), "a/b=c");
}

#[test]
fn a_parameter_with_content_is_json() {
    let content = rt::ContentKind::Json;
    let value = json!({"a": [1, "x"]});
    let encoded = "%7B%22a%22%3A%5B1%2C%22x%22%5D%7D";
    assert_eq!(in_query(ParamSpec::query("color").content(content), value.clone()), format!("color={encoded}"));
    assert_eq!(in_header(ParamSpec::header("color").content(content), value.clone()), r#"{"a":[1,"x"]}"#);
    assert_eq!(in_header(ParamSpec::header("color").content(content), json!(["a,b"])), r#"["a,b"]"#);
    assert_eq!(in_path(ParamSpec::path("color").content(content), value), encoded);
}

#[test]
fn nested_values_of_flat_styles_are_json() {
    assert_eq!(in_query(Param::Query("color"), json!([{"a": 1}])), "color=%7B%22a%22%3A1%7D");
}

#[test]
fn a_header_with_a_line_break_is_refused() {
    let fault = request(Param::Header("color"), json!("blue\r\nX-Evil: 1")).check().unwrap_err();
    assert_eq!(fault.to_string(), "op: parameter `color`: has a character that is not allowed in a header");
}

#[test]
fn a_header_is_not_sent_without_the_white_space_around_it() {
    for value in [" blue", "blue\t", " "] {
        let fault = request(Param::Header("color"), json!(value)).check().unwrap_err();
        let rule = "begins or ends with white space, which does not reach the server in a header";
        assert_eq!(fault.to_string(), format!("op: parameter `color`: {rule}"));
    }
    assert_eq!(in_header(Param::Header("color"), json!("light  blue")), "light  blue");
    assert_eq!(in_header(Param::Header("color"), json!("")), "");
}

#[test]
fn headers_that_openapi_reserves_are_not_parameters() {
    for name in ["Accept", "content-type", "AUTHORIZATION"] {
        let param = Param::Header(Box::leak(name.to_owned().into_boxed_str()));
        assert!(request(param, json!("mine")).headers().is_empty());
    }
}

struct Limited {
    color: String,
}
rt::record! { Limited = "args" { color = required "color" [MaxLength(3)]; } }

#[test]
fn a_fault_names_operation_parameter_and_rule() {
    static OPERATION: rt::Operation = rt::Operation {
        id: "op",
        method: rt::Method::GET,
        path: "/x",
        params: &[Param::Query("color")],
        ..rt::Operation::EMPTY
    };
    let request: rt::Request<(), ()> = rt::Request::new(&OPERATION).args(&Limited { color: "blue".into() });
    let text = request.check().unwrap_err().to_string();
    assert_eq!(text, "op: parameter `color`: at most 3 characters are allowed, 4 are given");
}
