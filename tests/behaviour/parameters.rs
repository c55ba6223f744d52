//! Parameters of the cases: every cell of the table of styles in the OpenAPI specification, and where each one stands.

use cases::{operations_odd_paths, operations_styles_elsewhere, operations_styles_in_path, operations_styles_in_query};

const COLORS: [&str; 3] = ["blue", "black", "brown"];

#[test]
fn the_path_has_every_cell_of_the_table() {
    use operations_styles_in_path::ids::{LabelEachText, LabelText, MatrixEachText, MatrixText, Plain};
    use operations_styles_in_path::{models::Rgb, root};
    let rgb = || Rgb::new().r(100).g(200).b(150);
    let request = root::paint(
        Plain("blue"), COLORS, rgb(), COLORS, rgb(), LabelText("blue"), COLORS, rgb(), LabelEachText("blue"), COLORS, rgb(),
        MatrixText("blue"), COLORS, rgb(), MatrixEachText("blue"), COLORS, rgb(),
    );
    request.check().expect("nothing is wrong");
    let segments: Vec<&str> = request.path().split('/').skip(1).collect();
    assert_eq!(
        segments,
        [
            "blue",
            "blue,black,brown",
            "R,100,G,200,B,150",
            "blue,black,brown",
            "R=100,G=200,B=150",
            ".blue",
            ".blue,black,brown",
            ".R,100,G,200,B,150",
            ".blue",
            ".blue.black.brown",
            ".R=100.G=200.B=150",
            ";matrixText=blue",
            ";matrixList=blue,black,brown",
            ";matrixObject=R,100,G,200,B,150",
            ";matrixEachText=blue",
            ";matrixEachList=blue;matrixEachList=black;matrixEachList=brown",
            ";R=100;G=200;B=150",
        ]
    );
}

#[test]
fn the_query_has_every_cell_of_the_table() {
    use operations_styles_in_query::models::Rgb;
    use operations_styles_in_query::paint::{PaintParams, paint_with};
    let query = |params: PaintParams| paint_with(params).query().unwrap_or_default();
    let rgb = || Rgb::new().r(100).g(200).b(150);
    let new = PaintParams::new;
    for (params, expected) in [
        (new(), ""),
        (new().text("blue"), "text=blue"),
        (new().text("a b&c=d/ü"), "text=a%20b%26c%3Dd%2F%C3%BC"),
        (new().empty(""), "empty="),
        (new().list(COLORS), "list=blue&list=black&list=brown"),
        (new().list(Vec::<String>::new()), ""),
        (new().object(rgb()), "R=100&G=200&B=150"),
        (new().flat_text("blue"), "flatText=blue"),
        (new().flat_list(COLORS), "flatList=blue,black,brown"),
        (new().flat_object(rgb()), "flatObject=R,100,G,200,B,150"),
        (new().spaced(COLORS), "spaced=blue%20black%20brown"),
        (new().spaced_each(COLORS), "spacedEach=blue&spacedEach=black&spacedEach=brown"),
        (new().spaced_object(rgb()), "spacedObject=R%20100%20G%20200%20B%20150"),
        (new().piped(COLORS), "piped=blue%7Cblack%7Cbrown"),
        (new().piped_each(COLORS), "pipedEach=blue&pipedEach=black&pipedEach=brown"),
        (new().piped_object(rgb()), "pipedObject=R%7C100%7CG%7C200%7CB%7C150"),
        (new().deep(rgb()), "deep%5BR%5D=100&deep%5BG%5D=200&deep%5BB%5D=150"),
        (new().free("a/b?c=d:e@f,g;h $'()*!"), "free=a/b?c=d:e@f,g;h%20$'()*!"),
        (new().free("a&b#c+d[e]"), "free=a%26b%23c%2Bd%5Be%5D"),
        (new().free_list(["a/b", "c,d"]), "freeList=a/b,c,d"),
    ] {
        assert_eq!(query(params), expected);
    }
}

#[test]
fn headers_and_cookies_are_laid_out_by_style_or_content() {
    use operations_styles_elsewhere::models::Rgb;
    use operations_styles_elsewhere::paint::{PaintParams, paint};
    let rgb = || Rgb::new().r(100).g(200).b(150);
    let params = PaintParams::new(rgb())
        .x_text("a b/c")
        .x_list(COLORS)
        .x_object(rgb())
        .x_object_each(rgb())
        .x_json(rgb())
        .text("blue")
        .list(COLORS)
        .object(rgb())
        .json(COLORS)
        .text_query("plain");
    let request = paint(params);
    let headers = request.headers();
    assert_eq!(headers["x-text"], "a b/c");
    assert_eq!(headers["x-list"], "blue,black,brown");
    assert_eq!(headers["x-object"], "R,100,G,200,B,150");
    assert_eq!(headers["x-object-each"], "R=100,G=200,B=150");
    assert_eq!(headers["x-json"], r#"{"R":100,"G":200,"B":150}"#);
    let cookie = "text=blue; list=blue,black,brown; object=R,100,G,200,B,150; json=%5B%22blue%22%2C%22black%22%2C%22brown%22%5D";
    assert_eq!(headers["cookie"], cookie);
    let query = request.query().expect("a query");
    assert_eq!(query, "filter=%7B%22R%22%3A100%2C%22G%22%3A200%2C%22B%22%3A150%7D&text=plain");
    assert!(!headers.contains_key("authorization") && !headers.contains_key("content-type"));
    assert!(request.check().is_ok(), "what only the connection sets is not asked for");
}

#[test]
fn several_parameters_may_share_a_segment_and_a_template_may_have_a_query() {
    use operations_odd_paths::ids::{Ext, From, Name, To};
    use operations_odd_paths::{files, fragment, root};
    assert_eq!(files::part(Name("a.b"), Ext("tar.gz"), From(1), To(20)).path(), "/files/a.b.tar.gz/1-20");
    let acted = root::acted_with(3, root::ActedParams::new().size(10));
    assert_eq!((acted.path(), acted.query().as_deref()), ("/actions", Some("do=list&page=3&size=10")));
    assert_eq!(fragment::second("a#b?").path(), "/fragment/a%23b%3F");
}

#[test]
fn one_name_in_several_places_is_as_many_parameters() {
    use operations_odd_paths::same::{SameParams, same};
    let request = same("p", SameParams::new("c", 7).id(5).id_header(true));
    assert_eq!((request.path(), request.query().as_deref()), ("/same/p", Some("id=5&shared=7")));
    assert_eq!(request.headers()["id"], "true");
    assert_eq!(request.headers()["cookie"], "id=c");
}

#[test]
fn every_method_is_sent_as_it_is_called() {
    use operations_odd_paths::methods;
    let methods = [
        methods::get().method(),
        methods::put().method(),
        methods::post().method(),
        methods::delete().method(),
        methods::options().method(),
        methods::head().method(),
        methods::patch().method(),
        methods::trace().method(),
    ];
    assert_eq!(methods.map(|method| method.to_string()).join(" "), "GET PUT POST DELETE OPTIONS HEAD PATCH TRACE");
}

#[test]
fn one_known_value_beside_any_text_is_chosen_by_the_client() {
    use cases::unions_open_constant::{models::Thing, things};
    let request = things::put("other", Thing::new("slow"), things::PutParams::new("slow"));
    assert_eq!((request.path(), request.query().as_deref()), ("/things/other", Some("mode=slow&fixed=one")));
    let body = request.body_bytes().map(|body| body.to_vec());
    assert_eq!(body.as_deref(), Some(br#"{"mode":"slow","kind":"thing"}"#.as_slice()));
}
