//! Tables of permissions, in all the shapes that they have.

use super::{decides, fact, graph, says, silent_on, tells};

fn table(rows: &str) -> String {
    format!("# Get plot\n\n## Permissions\n\n{rows}\n")
}

#[test]
fn the_least_privileged_and_higher_ones_are_two_columns_of_one_list() {
    let page = graph(&table(
        "|Permission type|Least privileged permissions|Higher privileged permissions|\n|---|---|---|\n\
         |Delegated (work or school account)|Garden.Read|Garden.Read.All, Garden.ReadWrite.All|\n\
         |Delegated (personal Microsoft account)|Not supported.|Not supported.|\n|Application|Garden.Read.All|Not available.|",
    ));
    says(
        &page,
        "permission/delegatedWorkAccount",
        r#"{"kind":"permission","scheme":"delegatedWorkAccount","availability":"available","scopes":["Garden.Read","Garden.Read.All","Garden.ReadWrite.All"]}"#,
    );
    says(
        &page,
        "permission/delegatedPersonalAccount",
        r#"{"kind":"permission","scheme":"delegatedPersonalAccount","availability":"unavailable"}"#,
    );
    says(
        &page,
        "permission/application",
        r#"{"kind":"permission","scheme":"application","availability":"available","scopes":["Garden.Read.All"]}"#,
    );
}

#[test]
fn a_reversed_order_is_turned_and_told() {
    let page = graph(&table(
        "|Permission type|Permissions (from most to least privileged)|\n|---|---|\n|Application|Garden.ReadWrite.All, Garden.Read|",
    ));
    says(
        &page,
        "permission/application",
        r#"{"kind":"permission","scheme":"application","availability":"available","scopes":["Garden.Read","Garden.ReadWrite.All"]}"#,
    );
    decides(&page, 7, "most privileged permission stands first", "reversed");
}

#[test]
fn an_order_that_the_head_does_not_say_is_told() {
    let rows = "|Permission type|Permissions|\n|---|---|\n|Application|Garden.Read, Garden.ReadWrite|";
    decides(&graph(&table(rows)), 7, "does not say which permission is the least privileged", "the first");
    let said = rows.replace("|Permissions|", "|Permissions (from least to most privileged)|");
    assert_eq!(graph(&table(&said)).to_decide, []);
}

#[test]
fn an_empty_cell_is_not_the_same_as_not_supported() {
    let page =
        graph(&table("|Permission type|Permissions (from least to most privileged)|\n|---|---|\n|Application| |"));
    says(&page, "permission/application", r#"{"kind":"permission","scheme":"application","availability":"unsaid"}"#);
    decides(&page, 7, "names no permission for `application`", "no permission is documented");
}

#[test]
fn several_tables_of_one_page_keep_what_each_is_for() {
    let page = graph(
        "# Get plot\n\n## Permissions\n\n### Own plots\n\n|Permission type|Permissions (from least to most privileged)|\n|---|---|\n|Application|Garden.Own|\n\n\
         ### Plots of others\n\n|Permission type|Permissions (from least to most privileged)|\n|---|---|\n|Application|Garden.Read.All|\n\n\
         ## HTTP request\n\n```http\nGET /plots\n```\n",
    );
    assert_eq!(fact(&page, "own-plots/permission/application").under.as_deref(), Some("own-plots"));
    says(
        &page,
        "plots-of-others/permission/application",
        r#"{"kind":"permission","scheme":"application","availability":"available","scopes":["Garden.Read.All"]}"#,
    );
    assert_eq!(fact(&page, "operation/get-plots").under, None);
}

#[test]
fn a_column_for_each_kind_of_token_has_a_row_for_each_kind_of_resource() {
    let page = graph(&table(
        "|Supported resource|Delegated (work or school account)|Delegated (personal Microsoft account)|Application|\n|---|---|---|---|\n\
         |[tree](tree.md)|Tree.Read|Not supported|Tree.Read.All|",
    ));
    says(
        &page,
        "tree/permission/delegatedPersonalAccount",
        r#"{"kind":"permission","scheme":"delegatedPersonalAccount","availability":"unavailable"}"#,
    );
    says(
        &page,
        "tree/permission/application",
        r#"{"kind":"permission","scheme":"application","availability":"available","scopes":["Tree.Read.All"]}"#,
    );
}

#[test]
fn rows_below_an_empty_kind_of_token_are_kinds_of_resources() {
    let page = graph(&table(
        "|Permission type|Permissions (from least to most privileged)|\n|---|---|\n|Application||\n\
         | &nbsp; &nbsp; **Trees** | Tree.Read.All|\n|Delegated (personal Microsoft account)|Not supported.|",
    ));
    says(
        &page,
        "trees/permission/application",
        r#"{"kind":"permission","scheme":"application","availability":"available","scopes":["Tree.Read.All"]}"#,
    );
    decides(&page, 7, "depend on the kind of resource", "each of them");
    says(
        &page,
        "permission/delegatedPersonalAccount",
        r#"{"kind":"permission","scheme":"delegatedPersonalAccount","availability":"unavailable"}"#,
    );
}

#[test]
fn a_kind_of_token_that_the_profile_does_not_know_is_told() {
    let page = graph(&table(
        "|Permission type|Permissions (from least to most privileged)|\n|---|---|\n|Gardener|Garden.Read|",
    ));
    tells(&page, 7, "`Gardener` of a table of permissions is for no kind of token");
    silent_on(&page, "permission/gardener");
}
