//! What a page leaves open: a person decides it, and is told where.

use super::{graph, tells};

#[test]
fn what_such_a_page_has_and_this_one_has_not_is_told() {
    let page = graph("# Get\n\n## HTTP request\n\n```http\n\n```\n");
    for kind in ["method and path", "permission", "mark of a cloud", "status of a response", "example of a request"] {
        tells(&page, 1, &format!("the page has no {kind}"));
    }
}

#[test]
fn a_page_of_a_resource_needs_no_operation() {
    let page = graph("# plot resource type\n\n## Properties\n\n|Property|Type|\n|--|--|\n|id|String|\n");
    assert_eq!(page.not_read, []);
}

#[test]
fn two_facts_with_one_name_have_two_ids() {
    let page = graph("# Get\n\n## HTTP request\n\n```\nGET /plots\nGET /plots\n```\n").page;
    let ids: Vec<&str> = page.facts.iter().map(|fact| fact.id.as_str()).collect();
    assert_eq!(ids, ["plot-update/title", "plot-update/operation/get-plots", "plot-update/operation/get-plots-2"]);
}

#[test]
fn nothing_that_is_no_page_stops_the_reader() {
    for text in [
        "",
        "\n",
        "|",
        "---",
        "|a|b|\n|--|--|",
        "<!--",
        "```",
        "> [!",
        "\u{feff}# é\n\n|é|\n|--|\n|é\\|",
        "HTTP/1.1 200",
        "GET /",
    ] {
        graph(text);
    }
}
