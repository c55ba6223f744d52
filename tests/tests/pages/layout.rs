//! Odd layouts of tables, notes, includes and comments.

use super::{decides, fact, graph, says, silent_on, tells};

const HEAD: &str = "# Update\n\n## Request body\n\n|Property|Type|Description|\n|--|--|--|\n";

#[test]
fn a_bare_bar_in_a_cell_is_joined_and_told() {
    let page = graph(&format!("{HEAD}|a|String|One | two.|\n"));
    says(&page, "body/a", r#"{"kind":"member","owner":"body","name":"a","type":{"plain":"string"}}"#);
    decides(&page, 7, "more cells than the table has columns", "One | two.");
    let page = graph(&format!("{HEAD}|a|String|One \\| two.|\n"));
    assert_eq!(page.to_decide, []);
}

#[test]
fn a_table_whose_second_line_has_another_number_of_cells_is_read() {
    let page = graph(
        "# Update\n\n## Request body\n\n|Property|Type|Description|\n|--|--|--|--|\n|a|String|One. Read-only.|\n",
    );
    says(&page, "body/a/read-only", r#"{"kind":"mark","owner":"body","name":"a","mark":"read-only"}"#);
    assert_eq!(fact(&page, "body/a").line, 7);
}

#[test]
fn a_table_below_a_sentence_without_a_blank_line_is_read() {
    let page = graph("# Update\n\n## Request body\n\nThese can be sent.\n|Property|Type|\n|--|--|\n|a|String|\n");
    assert_eq!(fact(&page, "body/a").line, 8);
    tells(&page, 5, "These can be sent.");
}

#[test]
fn a_row_without_a_head_is_told() {
    tells(&graph("# Update\n\n## Request body\n\n|a|String|One.|\n"), 5, "a row of a table that has no head");
}

#[test]
fn strong_heads_and_names_are_words() {
    let page = graph("# Get\n\n## Request headers\n\n|**Name**|**Description**|\n|--|--|\n|**If-Match**|Optional.|\n");
    says(&page, "header/if-match", r#"{"kind":"header","side":"request","name":"If-Match","need":"optional"}"#);
}

#[test]
fn a_table_of_html_is_read_like_one_of_markdown() {
    let page = graph(
        "# Update\n\n## Request body\n\n<table>\n  <thead><tr><th>Property</th><th>Type</th><th>Description</th></tr></thead>\n  <tr>\n    <td><code>a</code></td>\n    <td>String</td>\n    <td>One &amp; two.<br>Read-only.</td>\n  </tr>\n</table>\n",
    );
    says(&page, "body/a", r#"{"kind":"member","owner":"body","name":"a","type":{"plain":"string"}}"#);
    says(&page, "body/a/read-only", r#"{"kind":"mark","owner":"body","name":"a","mark":"read-only"}"#);
    assert_eq!(fact(&page, "body/a").line, 7);
}

#[test]
fn an_include_is_told_unless_the_profile_knows_it() {
    let page = graph(
        "# Get\n\n[!INCLUDE [beta-disclaimer](../../includes/beta-disclaimer.md)]\n\n## Permissions\n\n[!INCLUDE [rows](../includes/rows.md)]\n\n[!INCLUDE [sample](../includes/snippets/get.md)]\n",
    );
    says(&page, "stage/beta", r#"{"kind":"stage","stage":"beta"}"#);
    tells(&page, 7, "the file `../includes/rows.md` is included here");
    assert!(page.not_read.iter().all(|told| told.line != 9));
}

#[test]
fn tabs_of_other_languages_do_not_end_a_section() {
    let page = graph(
        "# Get\n\n## Example\n\n### Request\n\n# [HTTP](#tab/http)\n```http\nGET /plots\n```\n# [C#](#tab/csharp)\n[!INCLUDE [x](../includes/snippets/x.md)]\n\n---\n\n### Response\n\n```http\nHTTP/1.1 204 No Content\n```\n",
    );
    says(&page, "example/request", r#"{"kind":"example","side":"request","request-line":"GET /plots"}"#);
    says(&page, "example/response", r#"{"kind":"example","side":"response","status":204}"#);
}

#[test]
fn comments_are_no_text_and_a_line_across_the_page_is_no_front_matter() {
    let page = graph("# Get\n\nShows it.\n\n<!-- ## Request body -->\n\n---\n## Response\n\nReturns `200 OK`.\n");
    says(&page, "status/200", r#"{"kind":"status","code":200}"#);
    silent_on(&page, "body");
}

#[test]
fn what_a_comment_hides_is_told() {
    let page =
        graph("# Get\n\nShows it.\n\n<!--\n## Request body\n|Property|Type|\n|--|--|\n|a|String|\n\nGET /plots\n-->\n");
    tells(&page, 9, "in a comment: |a|String|");
    tells(&page, 11, "in a comment: GET /plots");
    silent_on(&page, "body/a");
}

#[test]
fn deprecation_and_beta_are_stages() {
    let page =
        graph("# Get\n\n> **Important:** APIs under the /beta version in Microsoft Graph are subject to change.\n");
    says(&page, "stage/beta", r#"{"kind":"stage","stage":"beta"}"#);
    let page = graph("# Get\n\nShows it.\n\n> [!CAUTION]\n> This operation is deprecated.\n");
    says(&page, "stage/deprecated", r#"{"kind":"stage","stage":"deprecated"}"#);
    assert_eq!(fact(&page, "stage/deprecated").line, 6);
}

#[test]
fn statuses_say_what_they_return() {
    let of = |prose: &str| {
        let page = graph(&format!("# Get\n\n## Response\n\n{prose}\n"));
        page.page
            .facts
            .iter()
            .map(|fact| super::said(&fact.says))
            .find(|said| said.contains("status"))
            .unwrap_or_default()
    };
    let ok = "If successful, this method returns a `200 OK` response code and";
    assert_eq!(
        of(&format!("{ok} a collection of [plot](plot.md) objects in the response body.")),
        r#"{"kind":"status","code":200,"resource":"plot","collection":true}"#
    );
    assert_eq!(
        of(&format!("{ok} [plot](plot.md) collection object in the response body.")),
        r#"{"kind":"status","code":200,"resource":"plot","collection":true}"#
    );
    assert_eq!(
        of(&format!("{ok} the newly restored [plot](plot.md) object in the response body.")),
        r#"{"kind":"status","code":200,"resource":"plot"}"#
    );
    assert_eq!(
        of("If successful, this method returns `204 No Content` response code. It does not return anything."),
        r#"{"kind":"status","code":204}"#
    );
}

#[test]
fn a_page_says_that_there_is_no_body() {
    let page = graph("# Get\n\n## Request body\n\nDo not supply a request body for this method.\n");
    says(&page, "body", r#"{"kind":"request-body","presence":"absent"}"#);
    let page = graph(
        "# Add\n\n## Request body\n\nIn the request body, supply a JSON representation of [plot](plot.md) object.\n",
    );
    says(&page, "body", r#"{"kind":"request-body","presence":"present","resource":"plot"}"#);
}

const INCLUDING: &str = "# Get\n\n## Permissions\n\n[!INCLUDE [table](../includes/get-permissions.md)]\n\n## HTTP request\n\n```http\nGET /plots\n```\n";

#[test]
fn what_a_page_includes_is_read_with_it() {
    let included = |address: &str| {
        let rows = "---\ntitle: x\n---\n\n|Permission type|Least privileged permissions|Higher privileged permissions|\n|--|--|--|\n|Application|Garden.Read|Not available.|\n";
        (address == "../includes/get-permissions.md").then(|| rows.to_owned())
    };
    let page = pages::read_with(INCLUDING, "plot-update.md", &super::shipped("microsoft-graph"), &included);
    says(
        &page,
        "permission/application",
        r#"{"kind":"permission","scheme":"application","availability":"available","scopes":["Garden.Read"]}"#,
    );
    assert_eq!(fact(&page, "permission/application").line, 5);
    says(&page, "title", r#"{"kind":"title","text":"Get"}"#);
    assert_eq!(fact(&page, "operation/get-plots").line, 10);
    tells(&graph(INCLUDING), 5, "the file `../includes/get-permissions.md` is included here, and was not given");
}

#[test]
fn files_that_include_each_other_end() {
    let again = |_: &str| Some("[!INCLUDE [again](again.md)]\n\nIt rains.\n".to_owned());
    let page = pages::read_with(INCLUDING, "plot-update.md", &super::shipped("microsoft-graph"), &again);
    assert_eq!(page.not_read.iter().filter(|told| told.what.contains("It rains")).count(), 4);
    tells(&page, 5, "the file `again.md` is included here");
}

#[test]
fn an_include_can_stand_for_clouds() {
    let page = graph("# Get\n\n[!INCLUDE [clouds](../../includes/global-us-l4.md)]\n");
    says(&page, "cloud/usGovernmentL4", r#"{"kind":"cloud","name":"usGovernmentL4","availability":"available"}"#);
    says(&page, "cloud/usGovernmentL5", r#"{"kind":"cloud","name":"usGovernmentL5","availability":"unavailable"}"#);
}

#[test]
fn parameters_of_the_query_are_read_from_prose() {
    let page = graph(
        "# List\n\n## Optional query parameters\n\nThis method supports the `$select` and `$top` OData query parameters. It does not support `$filter`.\n",
    );
    says(&page, "query/$select", r#"{"kind":"parameter","location":"query","name":"$select","need":"optional"}"#);
    assert_eq!(fact(&page, "query/$top").line, 5);
    silent_on(&page, "query/$filter");
    tells(&page, 5, "It does not support $filter.");
}

#[test]
fn a_sentence_with_a_colon_names_no_resource() {
    let page = graph(
        "# plot resource type\n\n## Properties\n\nThere are two ways of addressing a **plot** resource:\n\n|Property|Type|\n|--|--|\n|a|String|\n",
    );
    says(
        &page,
        "resource/plot/a",
        r#"{"kind":"member","owner":{"resource":"plot"},"name":"a","type":{"plain":"string"}}"#,
    );
}
