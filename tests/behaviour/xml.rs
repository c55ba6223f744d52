//! Bodies of XML: what is written, to the byte, and what is read of what servers send.

use cases::operations_xml as api;
use cases::{Client, Error, FromResponse, MockResponse, MockTransport, Request, operations_answers, operations_bodies};
use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

/// The outcome of a future that is ready at once.
fn now<F: Future>(future: F) -> F::Output {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(outcome) => outcome,
        Poll::Pending => panic!("not ready"),
    }
}

/// What a request answers when the server says this.
fn send<O: FromResponse, E: FromResponse>(request: Request<O, E>, reply: MockResponse) -> Result<O, Error<E>> {
    let client = Client::builder().base_url("https://example.com").transport(MockTransport::new().then(reply));
    now(client.build().expect("a client").send(request))
}

/// The answer 200 with this XML.
fn xml(body: &'static str) -> MockResponse {
    MockResponse::new(200, "application/xml", body)
}

/// The body of a request, after its declaration.
#[track_caller]
fn sent<O, E>(request: Request<O, E>) -> String {
    request.check().expect("nothing is wrong");
    let body = String::from_utf8(request.body_bytes().expect("a body").to_vec()).expect("text");
    let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    body.strip_prefix(declaration).expect("a declaration").to_owned()
}

/// The error of an answer that is not read.
#[track_caller]
fn refused(body: &'static str) -> String {
    send(api::boat::boat(boat()), xml(body)).err().expect("an error").to_string()
}

fn boat() -> api::models::Boat {
    api::models::Boat::new("Ada", 3)
}

#[test]
fn members_are_elements_or_attributes_of_their_names() {
    use api::models::{Boat, Sailor};
    let full = boat().captain(Sailor::new().rank("1st").words("a < b & \"c\"")).mate(Sailor::new().rank("x\ny"));
    let text = "<Boat hands=\"3\"><name>Ada</name><sailor rank=\"1st\">a &lt; b &amp; \"c\"</sailor>\
        <first-mate rank=\"x&#10;y\"/></Boat>";
    let request = api::boat::boat(full.clone());
    assert_eq!(request.headers()["content-type"], "application/xml");
    assert_eq!(request.headers()["accept"], "application/xml, text/xml, application/problem+xml");
    assert_eq!(sent(request), text);
    assert_eq!(send(api::boat::boat(boat()), xml(text)).expect("a boat"), full);
    let swapped = "<Boat name='Ada'><hands>3</hands><sailor/></Boat>";
    assert_eq!(send(api::boat::boat(boat()), xml(swapped)).expect("a boat"), boat().captain(Sailor::new()));
    let loose = "\u{feff}<?xml version='1.0'?><!-- a --><b:Boat xmlns:b='urn:x' other='1' hands=' 3 '>\n <b:extra/>\n \
        <b:name>A<![CDATA[d]]>&#97;</b:name>\n</b:Boat>";
    let read: Boat = send(api::boat::boat(boat()), xml(loose)).expect("a boat");
    assert_eq!(read, boat());
}

#[test]
fn an_error_of_xml_is_typed_and_what_does_not_fit_has_a_place() {
    let reply = MockResponse::new(404, "application/problem+xml", "<f><code>7</code><why/></f>");
    let Some(Error::Api(error)) = send(api::boat::boat(boat()), reply).err() else { panic!("an answer") };
    assert_eq!(error.body().map(|fault| (fault.code, fault.why.as_deref())), Some((7, Some(""))));
    assert_eq!(error.code(), Some("7"));
    let reply = MockResponse::new(500, "text/xml", "<E><Errors><Error><Code>Slow</Code><Message>m</Message></Error></Errors></E>");
    let Some(Error::Api(error)) = send(api::boat::boat(boat()), reply).err() else { panic!("an answer") };
    assert_eq!((error.code(), error.message(), error.body().is_none()), (Some("Slow"), Some("m"), true));
    assert!(refused("<Boat><name>x</name></Boat>").contains("the attribute `hands` is missing"));
    assert!(refused("<Boat hands='x'><name>x</name></Boat>").contains("/crew: expected a 32-bit integer"));
    assert!(refused("<Boat hands='1'><name><b/></name></Boat>").contains("/name: expected text, found elements"));
    assert!(refused("<Boat hands='1'><name>x</Boat>").contains("not well-formed"));
}

#[test]
fn lists_have_an_element_of_their_own_or_none() {
    use api::lists::lists;
    use api::models::{Fault, Lists, Sailor};
    let value = Lists::new([1, 2], ["a"])
        .named(["b", "c"])
        .same(["d"])
        .sailors([Sailor::new().rank("x")])
        .flat([Sailor::new().words("y")])
        .part([Fault::new(1)])
        .grid([vec![1, 2], vec![3]])
        .flags(["p", "q"]);
    let text = "<lists flags=\"p q\"><bare>1</bare><bare>2</bare><word>b</word><word>c</word>\
        <wrapped><word>a</word></wrapped><sames><sames>d</sames></sames><sailors><sailor rank=\"x\"/></sailors>\
        <sailor>y</sailor><fault><code>1</code></fault><row><cell>1</cell><cell>2</cell></row>\
        <row><cell>3</cell></row></lists>";
    assert_eq!(sent(lists(value.clone())), text);
    assert_eq!(send(lists(value.clone()), xml(text)).expect("lists"), value);
    assert_eq!(sent(lists(Lists::new([] as [i64; 0], [] as [&str; 0]))), "<lists><wrapped/></lists>");
    let absent = send(lists(value.clone()), xml("<lists/>")).expect("lists");
    assert_eq!((absent.bare.len(), absent.wrapped.len(), absent.named), (0, 0, None));
    // Many documents lack `wrapped`.
    let wrapped = "<lists><bare><int>1</int><int>2</int></bare><part><fault><code>1</code></fault></part>\
        <access><grant>a</grant><grant>b</grant></access></lists>";
    let read = send(lists(value), xml(wrapped)).expect("lists");
    assert_eq!((read.bare, read.part.map(|part| part.len())), (vec![1, 2], Some(1)));
    assert_eq!(read.grants, Some(vec!["a".to_owned(), "b".to_owned()]));
}

#[test]
fn names_have_their_namespaces() {
    use api::models::{Chart, ChartInner, ChartMark};
    use api::names::names;
    let value =
        Chart::new("T").id("7").plain("p").inner(ChartInner::new().depth(2.0)).odd_name("o");
    let text = "<s:Chart xmlns:s=\"urn:sea\" xmlns:i=\"urn:id\" i:id=\"7\"><s:title>T</s:title><plain>p</plain>\
        <inner xmlns=\"urn:inner\"><depth>2</depth></inner><odd-name>o</odd-name></s:Chart>";
    assert_eq!(sent(names(value.clone())), text);
    assert_eq!(send(names(value.clone()), xml(text)).expect("a chart"), value);
    let marked = Chart::new("T").language("de").kind("sea").o_own("o").mark(ChartMark::new().at(1));
    let text = "<s:Chart xmlns:s=\"urn:sea\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xml:lang=\"de\" \
        xsi:type=\"sea\"><s:title>T</s:title><o:own>o</o:own><mark><at>1</at></mark></s:Chart>";
    assert_eq!(sent(names(marked.clone())), text);
    assert_eq!(send(names(value.clone()), xml(text)).expect("a chart"), marked);
    let other = "<Chart xmlns='urn:sea' xmlns:a='urn:other' xmlns:j='urn:id' j:id='7'><a:title>no</a:title><title>T</title></Chart>";
    assert_eq!(send(names(value), xml(other)).expect("a chart"), Chart::new("T").id("7"));
}

#[test]
fn scalars_are_text_and_what_is_absent_null_or_empty_differs() {
    use api::models::{Scalars, ScalarsInput, ScalarsKind};
    use api::scalars::scalars;
    let value = ScalarsInput::new()
        .flag(true)
        .count(9_007_199_254_740_993_i64)
        .ratio(0.5)
        .day("2024-02-29".parse::<cases::Date>().expect("a day"))
        .kind(ScalarsKind::Ketch);
    let text = "<Scalars><flag>true</flag><count>9007199254740993</count><ratio>0.5</ratio><day>2024-02-29</day>\
        <kind>ketch</kind></Scalars>";
    assert_eq!(sent(scalars(value.clone())), text);
    let loose = "<Scalars> <flag> 1 </flag><count>\n9007199254740993</count><ratio>5e-1</ratio><day> 2024-02-29 </day>\
        <kind>ketch</kind><level/><time/><amount xmlns:x='http://www.w3.org/2001/XMLSchema-instance' x:nil='true'/>\
        <other>1</other></Scalars>";
    let read: Scalars = send(scalars(value.clone()), xml(loose)).expect("scalars");
    assert_eq!((read.flag, read.count, read.ratio, read.day, read.kind), (value.flag, value.count, value.ratio, value.day, value.kind));
    assert_eq!((read.level, read.time, read.amount), (None, None, None));
    let any = "<Scalars><any a=\"1\">t<b>2</b><b>3</b></any></Scalars>";
    let read = send(scalars(ScalarsInput::new()), xml(any)).expect("scalars");
    assert_eq!(read.any, Some(serde_json::json!({"@a": "1", "b": ["2", "3"], "#text": "t"})));
    assert_eq!(sent(scalars(read)), any);
    let null = "<Scalars xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><maybe xsi:nil=\"true\"/></Scalars>";
    assert_eq!(sent(scalars(ScalarsInput::new().clear_maybe())), null);
    let unknown = send(scalars(ScalarsInput::new()), xml("<Scalars><kind>yawl</kind></Scalars>")).expect("scalars");
    assert_eq!(sent(scalars(unknown)), "<Scalars><kind>yawl</kind></Scalars>");
}

#[test]
fn node_types_of_3_2_are_attributes_text_cdata_and_none() {
    use api::models::{Nodes, NodesBody, NodesCode};
    use api::nodes::nodes;
    let value = Nodes::new()
        .id(1)
        .list(["a"])
        .body(NodesBody::new().left("l").right("r"))
        .code(NodesCode::new().lang("rs").text("if a < b ]]> c"));
    let text = "<nodes id=\"1\"><list><item>a</item></list><left>l</left><right>r</right>\
        <code lang=\"rs\"><![CDATA[if a < b ]]]]><![CDATA[> c]]></code></nodes>";
    assert_eq!(sent(nodes(value.clone())), text);
    assert_eq!(send(nodes(Nodes::new()), xml(text)).expect("nodes"), value);
}

#[test]
fn maps_are_elements_by_their_keys() {
    use api::models::Open;
    use api::open::open;
    let text = "<Open><meta><a>1</a><b>2</b></meta><lists><x>1</x><x>2</x></lists><other>o</other></Open>";
    let read = send(open(Open::new()), xml(text)).expect("a map");
    assert_eq!(read.meta.as_ref().map(|meta| meta.len()), Some(2));
    assert_eq!(read.lists.as_ref().map(|lists| lists["x"].clone()), Some(vec!["1".to_owned(), "2".to_owned()]));
    assert_eq!(sent(open(read)), text);
    let mut bad = Open::new();
    bad.extra.insert("a b".to_owned(), "x".to_owned());
    assert!(open(bad).check().expect_err("no name").to_string().contains("cannot be the name of an XML element"));
}

#[test]
fn unions_are_chosen_by_the_discriminator_or_by_their_names() {
    use api::cargo::cargo;
    use api::models::{Hold, HoldBallast, HoldCargo, HoldWeight};
    let text = "<Hold><cargo><kind>barrel</kind><litres>7</litres></cargo><ballast><bags>2</bags></ballast><weight>1.5</weight></Hold>";
    let read = send(cargo(Hold::new()), xml(text)).expect("a hold");
    assert!(matches!(&read.cargo, Some(HoldCargo::Barrel(barrel)) if barrel.litres == Some(7)), "{read:?}");
    assert!(matches!(&read.ballast, Some(HoldBallast::Sand(sand)) if sand.bags == Some(2)), "{read:?}");
    assert!(matches!(&read.weight, Some(HoldWeight::Number(weight)) if *weight == 1.5), "{read:?}");
    assert_eq!(sent(cargo(read)), text);
}

#[test]
fn the_root_may_be_a_list_or_a_lone_member() {
    let text = "<fleet><Boat hands='1'><name>a</name></Boat><Boat hands='2'><name>b</name></Boat></fleet>";
    let read = send(api::fleet::fleet(), xml(text)).expect("a fleet");
    assert_eq!(read.iter().map(|boat| boat.crew).collect::<Vec<_>>(), [1, 2]);
    use api::models::{RenameBody, RenameBodyRename};
    let body = RenameBody::new().rename(RenameBodyRename::new("new"));
    assert_eq!(sent(api::fleet::rename(body)), "<Rename><to>new</to></Rename>");
    assert!(api::fleet::rename(RenameBody::new()).check().expect_err("nothing").to_string().contains("one root element"));
}

#[test]
fn json_is_the_default_and_xml_of_a_string_is_text() {
    assert_eq!(api::both::both().headers()["accept"], "application/json");
    assert_eq!(send(api::text::text(), xml("<a/>")).expect("text"), "<a/>");
    let thing = send(operations_answers::xml::xml(), xml("<Thing><a>x</a></Thing>")).expect("a thing");
    assert_eq!(thing.a, "x");
    use operations_bodies::models::ThingInput;
    assert_eq!(sent(operations_bodies::xml::xml(ThingInput::new().a("x"))), "<Thing><a>x</a></Thing>");
}

#[test]
fn definitions_entities_and_depth_are_refused() {
    let bomb = "<!DOCTYPE b [<!ENTITY a 'x'><!ENTITY c '&a;&a;'>]><Boat hands='1'><name>&c;</name></Boat>";
    assert!(refused(bomb).contains("document type definition"));
    let file = "<!DOCTYPE b SYSTEM 'file:///etc/passwd'><Boat hands='1'><name>x</name></Boat>";
    assert!(refused(file).contains("document type definition"));
    assert!(refused("<Boat hands='1'><name>&c;</name></Boat>").contains("entity"));
}
