//! `pattern`: with the feature it binds what is sent, without it nothing.
use crate::runtime as rt;
use rt::{Check, View};

/// Whether a text passes the check of a pattern.
fn passes(pattern: &'static str, text: &str) -> bool {
    rt::check_view(&View::Str(text), &[Check::Pattern(pattern)]).is_ok()
}

#[cfg(feature = "pattern")]
#[test]
fn a_text_that_is_sent_matches_the_pattern_of_its_schema() {
    use crate::sample::Limits;
    let state = |state: &str| Limits { state: Some(state.into()), ..Limits::default() };
    assert_eq!(rt::check(&state("open")), Ok(()));
    let fault = rt::check(&state("OPEN")).unwrap_err().to_string();
    assert_eq!(fault, "/state: the text must match `^[a-z]+$`, and does not");
    // A list is checked item by item, and what is no text has no pattern.
    let each = [Check::Each(&[Check::Pattern("^a")])];
    let list: Vec<String> = vec!["ab".into(), "ba".into()];
    assert_eq!(rt::check_view(&rt::Value::view(&list), &each).unwrap_err().path, "/1");
    assert!(rt::check_view(&View::I64(1), &[Check::Pattern("^a")]).is_ok());
}

#[cfg(feature = "pattern")]
#[test]
fn a_pattern_is_an_expression_of_ecma_262() {
    for (pattern, fine, wrong) in [
        ("b", "abc", "xyz"),
        (r"^\d{3}$", "123", "١٢٣"),
        (r"^(?!admin$)\w+$", "adminx", "admin"),
        (r"^(a|b)\1$", "aa", "ab"),
        (r"^.$", "😀", "ab"),
        (r"^\p{Lu}$", "Ä", "ä"),
        // The escape of a character that needs none is one without Unicode.
        (r"^\@\-\_$", "@-_", "@"),
        (r"^\/users\/[^\/]+$", "/users/7", "/users/"),
    ] {
        assert!(passes(pattern, fine), "{pattern}: {fine}");
        assert!(!passes(pattern, wrong), "{pattern}: {wrong}");
    }
    assert!(passes("(", "what is no expression is not checked"));
}

#[cfg(not(feature = "pattern"))]
#[test]
fn without_the_feature_no_pattern_is_checked() {
    assert!(passes("^a$", "b"));
}
