//! Rows of bodies, parameters and resources: names, types, marks, values, defaults, limits.

use super::{decides, graph, says, silent_on, tells};
use pages::facts::Statement;

fn body(rows: &str) -> pages::Reading {
    graph(&format!("# Update plot\n\n## Request body\n\n|Property|Type|Description|\n|:--|:--|:--|\n{rows}\n"))
}

/// The type that some words mean, as JSON.
fn of(words: &str) -> String {
    let page = body(&format!("|x|{words}| |"));
    let found = page.page.facts.iter().find_map(|fact| match &fact.says {
        Statement::Member { of, .. } => serde_json::to_string(of).ok(),
        _ => None,
    });
    found.unwrap_or_default()
}

#[test]
fn words_of_the_profile_are_types_of_json_schema() {
    assert_eq!(of("String"), r#"{"plain":"string"}"#);
    assert_eq!(of("Edm.Int32"), r#"{"plain":"integer:int32"}"#);
    assert_eq!(of("DateTimeOffset"), r#"{"plain":"string:date-time"}"#);
    assert_eq!(of("Guid"), r#"{"plain":"string:uuid"}"#);
    assert_eq!(of("String collection"), r#"{"list":{"plain":"string"}}"#);
    assert_eq!(of("Collection(Edm.String)"), r#"{"list":{"plain":"string"}}"#);
}

#[test]
fn another_word_is_a_resource() {
    assert_eq!(of("[bed](../resources/bed.md)"), r#"{"resource":"bed"}"#);
    assert_eq!(of("[bed](../resources/bed.md) collection"), r#"{"list":{"resource":"bed"}}"#);
    assert_eq!(of("microsoft.graph.bed"), r#"{"resource":"bed"}"#);
}

#[test]
fn what_is_no_type_is_kept_as_printed_and_told() {
    assert_eq!(of("whatever you like"), r#"{"unknown":"whatever you like"}"#);
    decides(&body("|x|whatever you like| |"), 7, "the type `whatever you like` of `x` is not known", "a string");
    decides(&body("|x| | |"), 7, "the page gives no type of `x`", "a string");
}

#[test]
fn a_break_in_a_cell_divides_words() {
    for tag in ["<br>", "<br/>", "</br>"] {
        let page = body(&format!("|kind|String|What it is.{tag}The value can be one of the following: *One*, *Two*.|"));
        says(&page, "body/kind/values", r#"{"kind":"values","owner":"body","name":"kind","values":["One","Two"]}"#);
    }
    let page = body("|kind|String|The value can be one of the following: *One*, *Two*</br>Key|");
    decides(&page, 7, "the values of `kind` cannot be told apart in `One, Two Key`", "any value");
}

#[test]
fn marks_are_read_from_prose() {
    let page = body(
        "|a|String|Read-only. Not nullable.|\n|b|String|Nullable.|\n|c|String|Required.|\n|d|String|Optional.|\n\
         |e|String|This property is required when a plot is created.|\n|f|String|Returned only on `$select`.|",
    );
    for (name, mark) in [
        ("a", "read-only"),
        ("a", "not-nullable"),
        ("b", "nullable"),
        ("c", "required"),
        ("d", "optional"),
        ("e", "required-on-create"),
        ("f", "returned-on-select"),
    ] {
        let wanted = format!(r#"{{"kind":"mark","owner":"body","name":"{name}","mark":"{mark}"}}"#);
        says(&page, &format!("body/{name}/{mark}"), &wanted);
    }
    silent_on(&page, "body/a/nullable");
    silent_on(&page, "body/e/required");
}

#[test]
fn values_are_read_in_all_their_spellings() {
    for prose in [
        "Possible values are: `sand`, `clay`.",
        "Possible values are: sand,clay.",
        "The possible values are `sand` and `clay`. More follows.",
        "Allowed values: \"sand\" or \"clay\".",
        "It can be one of the following: `sand`, `clay`",
    ] {
        let page = body(&format!("|soil|String|{prose}|"));
        says(&page, "body/soil/values", r#"{"kind":"values","owner":"body","name":"soil","values":["sand","clay"]}"#);
    }
}

#[test]
fn a_value_that_is_null_makes_the_member_nullable() {
    let page = body("|soil|String|Allowed values: `null`, `sand` and `clay`.|");
    says(&page, "body/soil/values", r#"{"kind":"values","owner":"body","name":"soil","values":["sand","clay"]}"#);
    says(&page, "body/soil/nullable", r#"{"kind":"mark","owner":"body","name":"soil","mark":"nullable"}"#);
}

#[test]
fn values_that_cannot_be_told_apart_are_told() {
    let page = body("|soil|String|Possible values are: light ones, or what the gardener says.|");
    silent_on(&page, "body/soil/values");
    decides(&page, 7, "the values of `soil` cannot be told apart", "any value");
}

#[test]
fn defaults_and_limits_are_read() {
    let page = body(
        "|a|Int32|Valid values 4 to 16. The default is 8.|\n|b|String|The maximum length is 64 characters.|\n\
         |c|String collection|Only one number can be set.|\n|d|Boolean|Default value is `false`.|",
    );
    says(&page, "body/a/minimum", r#"{"kind":"limit","owner":"body","name":"a","limit":{"minimum":4}}"#);
    says(&page, "body/a/maximum", r#"{"kind":"limit","owner":"body","name":"a","limit":{"maximum":16}}"#);
    says(&page, "body/a/default", r#"{"kind":"default","owner":"body","name":"a","value":8}"#);
    says(&page, "body/b/max-length", r#"{"kind":"limit","owner":"body","name":"b","limit":{"maxLength":64}}"#);
    says(&page, "body/c/max-items", r#"{"kind":"limit","owner":"body","name":"c","limit":{"maxItems":1}}"#);
    says(&page, "body/d/default", r#"{"kind":"default","owner":"body","name":"d","value":false}"#);
    silent_on(&page, "body/a/values");
}

#[test]
fn a_word_of_prose_is_no_default() {
    let page = body(
        "|order|String|The default order. The default is to sort by name.|\n\
         |steps|String|The default is `short`.|\n|size|String|Possible values are: `small`, `large`. The default is large.|\n\
         |day|String|Default: 2020-01-01.|\n|count|Int32|The default is unlimited.|\n|on|Boolean|The default is enabled.|\n\
         |names|String collection|The default is `all`.|\n|free|String|The default is none.|",
    );
    decides(&page, 7, "the default of `order` is no value of its type in `to`", "no default");
    says(&page, "body/steps/default", r#"{"kind":"default","owner":"body","name":"steps","value":"short"}"#);
    says(&page, "body/size/default", r#"{"kind":"default","owner":"body","name":"size","value":"large"}"#);
    says(&page, "body/day/default", r#"{"kind":"default","owner":"body","name":"day","value":"2020-01-01"}"#);
    for (line, name, word) in [(11, "count", "unlimited"), (12, "on", "enabled"), (13, "names", "all")] {
        decides(&page, line, &format!("the default of `{name}` is no value of its type in `{word}`"), "no default");
    }
    says(&page, "body/free/default", r#"{"kind":"default","owner":"body","name":"free","value":null}"#);
    for name in ["order", "count", "on", "names"] {
        silent_on(&page, &format!("body/{name}/default"));
    }
}

#[test]
fn a_bound_is_a_plain_number_of_a_number() {
    let page = body(
        "|policy|Json|default: applies the policy; the minimum value is 5 minutes; the maximum value is 1 day.|\n\
         |wait|Int32|The minimum value is 5 minutes; the maximum value is 1,800.|\n|share|Double|The maximum value is 0.5.|",
    );
    for (line, what) in [
        (7, "the minimum of `policy` is `5 minutes`, and its type is no number"),
        (7, "the maximum of `policy` is `1 day`, and its type is no number"),
        (7, "the default of `policy` is no value of its type in `applies`"),
        (8, "the minimum of `wait` is `5 minutes`, and that counts something else than its value"),
        (9, "the maximum of `share` is `0.5`, and that counts something else than its value"),
    ] {
        decides(&page, line, what, "no ");
    }
    says(&page, "body/wait/maximum", r#"{"kind":"limit","owner":"body","name":"wait","limit":{"maximum":1800}}"#);
    for id in ["policy/minimum", "policy/maximum", "policy/default", "wait/minimum", "share/maximum"] {
        silent_on(&page, id);
    }
}

#[test]
fn parameters_of_the_query_and_of_the_path_have_places() {
    let page = graph(
        "# List\n\n## Optional query parameters\n\n|Name|Value|Description|\n|--|--|--|\n|$top|int|How many. Optional.|\n\n\
         ## Function parameters\n\n|Parameter|Type|Description|\n|--|--|--|\n|year|Int32|Required.|\n",
    );
    says(
        &page,
        "query/$top",
        r#"{"kind":"parameter","location":"query","name":"$top","type":{"plain":"integer"},"need":"optional"}"#,
    );
    says(
        &page,
        "path/year",
        r#"{"kind":"parameter","location":"path","name":"year","type":{"plain":"integer:int32"},"need":"required"}"#,
    );
}

#[test]
fn rows_of_a_resource_belong_to_it() {
    let page = graph(
        "# plot resource type\n\nNamespace: microsoft.graph\n\nA part of a garden.\n\n## Properties\n\n|Property|Type|Description|\n|--|--|--|\n|id|String|Read-only.|\n\n\
         ## Relationships\n\n|Relationship|Type|Description|\n|--|--|--|\n|beds|[bed](bed.md) collection|The beds.|\n",
    );
    says(
        &page,
        "resource/plot/id",
        r#"{"kind":"member","owner":{"resource":"plot"},"name":"id","type":{"plain":"string"}}"#,
    );
    says(
        &page,
        "resource/plot/beds",
        r#"{"kind":"member","owner":{"resource":"plot"},"name":"beds","type":{"list":{"resource":"bed"}}}"#,
    );
}

#[test]
fn a_table_of_members_is_an_enumeration_on_a_page_of_one() {
    let page =
        graph("# soilKind enum type\n\n## Members\n\n|Member|Value|Description|\n|--|--|--|\n|sand|0|x|\n|clay|1|y|\n");
    says(
        &page,
        "enumeration/soilKind",
        r#"{"kind":"values","owner":{"resource":"soilKind"},"name":"soilKind","values":["sand","clay"]}"#,
    );
}

#[test]
fn a_row_of_another_table_is_told() {
    let page = graph("# Get\n\n## Remarks of the gardener\n\n|Wind|Rain|\n|--|--|\n|east|some|\n|west|much|\n");
    tells(&page, 7, "the row `east` of a table `Wind | Rain`");
    tells(&page, 8, "the row `west`");
}

#[test]
fn after_values_below_it_a_resource_has_further_members() {
    let page = graph(
        "# plot resource type\n\n## Properties\n\n|Property|Type|Description|\n|:--|:--|:--|\n|soil|String|The soil.|\n\n\
         ### soil values\n\n|Member|Description|\n|:--|:--|\n|loam|Loam.|\n\n\
         ## Relationships\n\n|Relationship|Type|Description|\n|:--|:--|:--|\n|beds|[bed](bed.md) collection|Its beds.|\n",
    );
    let wanted = r#"{"kind":"member","owner":{"resource":"plot"},"name":"beds","type":{"list":{"resource":"bed"}}}"#;
    says(&page, "resource/plot/beds", wanted);
}
