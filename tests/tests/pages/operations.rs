//! Methods and paths as pages print them, and the template of OpenAPI that each means.

use super::{by, decides, fact, graph, said, says, silent_on, tells};

/// What the one operation of a page says, whose request is printed like this.
fn operation(printed: &str) -> String {
    let page = graph(&format!("# Get\n\n## HTTP request\n\n```http\n{printed}\n```\n"));
    page.page.facts.iter().map(|fact| said(&fact.says)).find(|said| said.contains("\"operation\"")).unwrap_or_default()
}

fn is(printed: &str, method: &str, path: &str, template: &str) {
    let wanted = format!(r#"{{"kind":"operation","method":"{method}","path":"{path}","template":"{template}"}}"#);
    assert_eq!(operation(printed), wanted);
}

#[test]
fn a_path_that_is_a_template_already_is_kept() {
    assert_eq!(operation("GET /plots/{id}"), r#"{"kind":"operation","method":"GET","path":"/plots/{id}"}"#);
}

#[test]
fn alternatives_of_a_segment_are_one_parameter() {
    is("GET /users/{id | userPrincipalName}", "GET", "/users/{id | userPrincipalName}", "/users/{id}");
}

#[test]
fn a_name_that_stands_twice_is_called_after_the_segment_before_it() {
    is(
        "PATCH /gardens/{id}/boxes/{id}/berries/{id}",
        "PATCH",
        "/gardens/{id}/boxes/{id}/berries/{id}",
        "/gardens/{garden-id}/boxes/{box-id}/berries/{berry-id}",
    );
}

#[test]
fn other_spellings_of_a_placeholder_are_read() {
    is("GET /plots/<plot id>", "GET", "/plots/<plot id>", "/plots/{plot-id}");
}

#[test]
fn a_whole_address_loses_its_server_and_its_version() {
    is("GET https://graph.microsoft.com/v1.0/plots", "GET", "https://graph.microsoft.com/v1.0/plots", "/plots");
    is("GET /beta/plots", "GET", "/beta/plots", "/plots");
}

#[test]
fn a_path_without_a_slash_and_a_method_without_a_blank_are_read() {
    is("GET plots/{id}", "GET", "plots/{id}", "/plots/{id}");
    assert_eq!(operation("DELETE/plots"), r#"{"kind":"operation","method":"DELETE","path":"/plots"}"#);
}

#[test]
fn a_query_in_the_request_line_is_parameters() {
    let page = graph("# Get\n\n## HTTP request\n\n```\nGET /plots?$select=name&open={open}\n```\n");
    assert_eq!(fact(&page, "query/$select").line, 6);
    says(&page, "query/open", r#"{"kind":"parameter","location":"query","name":"open"}"#);
    is("GET /plots?a=b", "GET", "/plots?a=b", "/plots");
}

#[test]
fn segments_that_are_left_out_and_blanks_are_decided_and_told() {
    let page = graph("# Get\n\n## HTTP request\n\n```\nGET /boxes/{id}/.../berries\nGET /all plots\n```\n");
    decides(&page, 6, "segments that are left out", "/boxes/{id}/berries");
    decides(&page, 7, "blanks", "/allplots");
}

#[test]
fn a_line_of_the_request_that_is_no_operation_is_told() {
    let page = graph("# Get\n\n## HTTP request\n\n```\nGET /plots\nPrefer: shade\n```\n");
    tells(&page, 7, "`Prefer: shade` is no method and path");
}

#[test]
fn prose_that_begins_with_a_method_is_no_operation() {
    let page = graph("# Get\n\n## HTTP request\n\nGet the plots of a garden:\n\n```\nGET /plots\n```\n");
    assert_eq!(page.page.facts.iter().filter(|fact| fact.id.contains("/operation/")).count(), 1);
}

#[test]
fn a_request_in_an_example_is_no_operation() {
    let page = graph("# Get\n\n## Example\n\n### Request\n\n```http\nGET /plots/1\n```\n");
    silent_on(&page, "operation/get-plots-1");
    decides(&page, 8, "the page prints no method and path", "`GET /plots/1`, which the example sends");
}

#[test]
fn an_example_that_sends_another_path_is_told() {
    let page = graph(
        "# Get\n\n## HTTP request\n\n```\nGET /plots/{id}\n```\n\n## Example\n\n```http\nGET https://graph.microsoft.com/beta/plot\n```\n",
    );
    decides(&page, 12, "the example sends `GET /plot`, and no operation of the page is that", "as printed");
    let page = graph(
        "# Get\n\n## HTTP request\n\n```\nGET /plots/{id}\n```\n\n## Example\n\n```http\nGET https://graph.microsoft.com/v1.0/plots/7?$top=1\n```\n",
    );
    assert_eq!(page.to_decide, []);
}

#[test]
fn colons_and_angles_are_placeholders_where_a_profile_says_so() {
    let page = by("gitlab", "# Plots\n\n## Get a plot\n\n```\nGET /plots/:id\n```\n");
    says(
        &page,
        "get-a-plot/operation/get-plots-id",
        r#"{"kind":"operation","method":"GET","path":"/plots/:id","template":"/plots/{id}"}"#,
    );
}

#[test]
fn a_resource_begins_with_the_letter_that_it_has() {
    let page = graph(
        "# Create\n\n## Request body\n\nIn the request body, supply a JSON representation of agreement object.\n\n## Response\n\nIf successful, this method returns a `201 Created` response code and agreement object in the response body.\n",
    );
    says(&page, "body", r#"{"kind":"request-body","presence":"present","resource":"agreement"}"#);
    says(&page, "status/201", r#"{"kind":"status","code":201,"resource":"agreement"}"#);
}
