//! References and bases, and what they make.

use super::join;

#[test]
fn a_reference_is_seen_from_its_base() {
    let cases = [
        ("https://a.example/shop/order.json?v=1", "", "https://a.example/shop/order.json?v=1"),
        ("https://a.example/shop/order.json", "line.json", "https://a.example/shop/line.json"),
        ("https://a.example/shop/order.json", "./parts/line.json", "https://a.example/shop/parts/line.json"),
        ("https://a.example/shop/order.json", "../line.json", "https://a.example/line.json"),
        ("https://a.example/shop/order.json", "../../../line.json", "https://a.example/line.json"),
        ("https://a.example/shop/order.json", "/line.json", "https://a.example/line.json"),
        ("https://a.example/shop/order.json", "?v=2", "https://a.example/shop/order.json?v=2"),
        ("https://a.example/shop/order.json", "//b.example/c", "https://b.example/c"),
        ("https://a.example", "line.json", "https://a.example/line.json"),
        ("https://a.example/shop/", "parts/.", "https://a.example/shop/parts/"),
        ("https://a.example/shop/order.json", "urn:b:c", "urn:b:c"),
        ("urn:uuid:1", "", "urn:uuid:1"),
        ("file:///c:/shop/order.json", "line.json", "file:///c:/shop/line.json"),
        ("", "Pet", "Pet"),
        ("shop/order.json", "line.json", "shop/line.json"),
        ("order.json", "../line.json", "../line.json"),
    ];
    for (base, reference, absolute) in cases {
        assert_eq!(join(base, reference), absolute, "{reference} seen from {base}");
    }
}
