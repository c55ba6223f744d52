//! Pages of other sites: several operations each, with their own marks of optional, null and required.

use super::{by, fact, says, tells};

const DISCORD: &str = r#"---
title: Plot Resource
---

import {Route} from '/snippets/route.jsx'

### Plot Object

<ManualAnchor id="plot-object" />
###### Plot Structure
| Field | Type | Description |
|-------|------|-------------|
| id | snowflake | ID of the plot |
| owner? | partial [user](/developers/resources/user#user-object) object | Who has it |
| name | ?string | Name |
| beds? \[1\] | ?array of [bed](/x#bed-object) objects | Its beds |

## Modify Plot

<Route method="PATCH">/plots/[\{plot.id\}](/developers/resources/plot#plot-object)</Route>

Changes it. Returns a 204 on success.

###### JSON Params

| Field | Type | Description | Default |
|-------|------|-------------|---------|
| name? | ?string | Name (1-100 characters) | "plot" |

###### Query String Params

| Field | Type | Description |
|-------|------|-------------|
| wet? | boolean | After rain |
"#;

#[test]
fn discord_marks_names_that_are_optional_and_types_that_may_be_null() {
    let page = by("discord", DISCORD);
    let of = |name: &str, of: &str| {
        let wanted = format!(r#"{{"kind":"member","owner":{{"resource":"Plot"}},"name":"{name}","type":{of}}}"#);
        says(&page, &format!("resource/Plot/{name}"), &wanted);
    };
    of("id", r#"{"plain":"string"}"#);
    of("owner", r#"{"resource":"user"}"#);
    of("beds", r#"{"list":{"resource":"bed"}}"#);
    let marks = |name: &str| {
        let all = page.page.facts.iter().map(|fact| fact.id.as_str());
        let of = format!("plot-update/resource/Plot/{name}/");
        all.filter_map(|id| id.strip_prefix(&of)).collect::<Vec<_>>()
    };
    assert_eq!(marks("id"), [""; 0]);
    assert_eq!(marks("owner"), ["optional"]);
    assert_eq!(marks("name"), ["nullable"]);
    assert_eq!(marks("beds"), ["nullable", "optional"]);
    assert_eq!(fact(&page, "resource/Plot/id").line, 13);
}

#[test]
fn discord_writes_an_operation_as_a_component() {
    let page = by("discord", DISCORD);
    let operation = fact(&page, "modify-plot/operation/patch-plots-plot-id-developers-resources-plot-plot-object");
    assert!(super::said(&operation.says).contains(r#""method":"PATCH""#));
    assert!(super::said(&operation.says).contains(r#""template":"/plots/{plot.id}""#));
    assert_eq!((operation.line, operation.under.as_deref()), (20, Some("modify-plot")));
    says(&page, "modify-plot/body/name", r#"{"kind":"member","owner":"body","name":"name","type":{"plain":"string"}}"#);
    says(&page, "modify-plot/body/name/default", r#"{"kind":"default","owner":"body","name":"name","value":"plot"}"#);
    says(
        &page,
        "modify-plot/query/wet",
        r#"{"kind":"parameter","location":"query","name":"wet","type":{"plain":"boolean"},"need":"optional"}"#,
    );
    says(&page, "modify-plot/status/204", r#"{"kind":"status","code":204}"#);
}

const GITLAB: &str = r#"# Plots API

## Edit a plot

Changes it.

```plaintext
PUT /gardens/:id/plots/:plot_id
```

| Attribute | Type | Required | Description |
|-----------|------|----------|-------------|
| `id` | integer/string | yes | The garden |
| `plot_id` | integer | yes | The plot |
| `soil` | string | no | One of `sand`, `clay`. Default is `sand` |

```bash
curl --request PUT "https://example.com/api/v4/gardens/1/plots/2"
```

Example response:

```json
{"id": 2}
```

## Delete a plot

```plaintext
DELETE /gardens/:id/plots/:plot_id
```

| Attribute | Type | Required | Description |
|-----------|------|----------|-------------|
| `later` | array of integers | no | When |
"#;

#[test]
fn gitlab_tells_path_query_and_body_apart_by_the_path_and_the_method() {
    let page = by("gitlab", GITLAB);
    says(
        &page,
        "edit-a-plot/path/id",
        r#"{"kind":"parameter","location":"path","name":"id","type":{"union":[{"plain":"integer"},{"plain":"string"}]},"need":"required"}"#,
    );
    says(&page, "edit-a-plot/body/soil", r#"{"kind":"member","owner":"body","name":"soil","type":{"plain":"string"}}"#);
    says(&page, "edit-a-plot/body/soil/optional", r#"{"kind":"mark","owner":"body","name":"soil","mark":"optional"}"#);
    says(
        &page,
        "edit-a-plot/body/soil/values",
        r#"{"kind":"values","owner":"body","name":"soil","values":["sand","clay"]}"#,
    );
    says(
        &page,
        "delete-a-plot/query/later",
        r#"{"kind":"parameter","location":"query","name":"later","type":{"list":{"plain":"integer"}},"need":"optional"}"#,
    );
    says(&page, "edit-a-plot/example/response", r#"{"kind":"example","side":"response","payload":{"id":2}}"#);
    assert_eq!(page.to_decide, []);
}

const MASTODON: &str = r#"---
title: plots
---

## Change a plot {#update}

```http
PUT /api/v1/plots/:id/:bed HTTP/1.1
```

Changes it.

#### Request

##### Path parameters

:id
: {{<required>}} String. The ID of the plot.

:bed
: {{<required>}} String. The bed.

##### Headers

Authorization
: {{<required>}} Provide this header with `Bearer <user_token>`.

##### Form data parameters

tags[]
: Array of String. Words for it.

soil
: String (Enumerable, oneOf `sand` or `clay`).

photo
: An image.

#### Response
##### 200: OK

---
## Next {#next}

```http
GET /api/v1/next HTTP/1.1
```
"#;

#[test]
fn mastodon_describes_parameters_by_lists_of_definitions() {
    let page = by("mastodon", MASTODON);
    says(&page, "title", r#"{"kind":"title","text":"plots"}"#);
    assert_eq!(fact(&page, "title").line, 2);
    says(
        &page,
        "change-a-plot/operation/put-api-v1-plots-id-bed",
        r#"{"kind":"operation","method":"PUT","path":"/api/v1/plots/:id/:bed","template":"/api/v1/plots/{id}/{bed}"}"#,
    );
    for name in ["id", "bed"] {
        let wanted = format!(
            r#"{{"kind":"parameter","location":"path","name":"{name}","type":{{"plain":"string"}},"need":"required"}}"#
        );
        says(&page, &format!("change-a-plot/path/{name}"), &wanted);
    }
    says(
        &page,
        "change-a-plot/header/Authorization",
        r#"{"kind":"header","side":"request","name":"Authorization","need":"required","value":"Bearer <user_token>"}"#,
    );
    says(
        &page,
        "change-a-plot/body/tags",
        r#"{"kind":"member","owner":"body","name":"tags[]","type":{"list":{"plain":"string"}}}"#,
    );
    says(
        &page,
        "change-a-plot/body/soil/values",
        r#"{"kind":"values","owner":"body","name":"soil","values":["sand","clay"]}"#,
    );
    super::decides(&page, 36, "the page gives no type of `photo`", "a string");
    says(&page, "change-a-plot/status/200", r#"{"kind":"status","code":200}"#);
    assert_eq!(fact(&page, "next/operation/get-api-v1-next").line, 46);
}

#[test]
fn a_definition_that_is_no_parameter_is_told() {
    let page = by("mastodon", "# Plots\n\n## Faults\n\nERR_WET\n: When it rains\n");
    tells(&page, 5, "the definition of `ERR_WET`");
}
