//! Emitted tables are constants. This file tests that it compiles.
use crate::runtime as rt;

static GLOBAL: rt::Server = rt::Server::new("global", "https://{region}.example.com/v1")
    .variables(&[rt::ServerVariable::new("region", "eu", &["eu", "us"])]);
static APPLICATION: rt::Scheme = rt::Scheme::bearer("application");
static UPDATE: rt::Operation = rt::Operation {
    id: "contact_update",
    method: rt::Method::PATCH,
    path: "/contacts/{id}",
    params: &[
        rt::Param::Path("id"),
        rt::Param::Other(rt::ParamSpec::path("ids").repeated_segment()),
        rt::Param::Other(rt::ParamSpec::query("$select").explode(false)),
        rt::Param::Other(rt::ParamSpec::query("filter").style(rt::Style::DeepObject)),
        rt::Param::Other(rt::ParamSpec::query("json").content(rt::ContentKind::Json)),
        rt::Param::Header("X-A"),
    ],
    bodies: &[
        rt::Content::new("application/json", rt::ContentKind::Json),
        rt::Content::new("multipart/form-data", rt::ContentKind::Multipart)
            .parts(&[rt::Part::new("file").content_type("image/png")]),
    ],
    responses: &[
        rt::ResponseSpec::success(rt::Status::Exact(200), rt::ContentKind::Json, "application/json", 0),
        rt::ResponseSpec::success_empty(rt::Status::Exact(204), 0),
        rt::ResponseSpec::error(rt::Status::Range(4), rt::ContentKind::Json, "application/json", 0),
        rt::ResponseSpec::error_empty(rt::Status::Default, 0),
    ],
    security: &[&[rt::SecurityRequirement(&APPLICATION, &["Contacts.ReadWrite"])]],
    servers: &[&GLOBAL],
    idempotent: true,
    ..rt::Operation::EMPTY
};

#[test]
fn an_operation_is_a_constant_table() {
    assert_eq!(UPDATE.method(), rt::Method::PATCH);
    assert_eq!(UPDATE.path_params().count(), 2);
    assert_eq!(UPDATE.other_params().map(rt::Param::name).collect::<Vec<_>>(), ["$select", "filter", "json", "X-A"]);
    assert_eq!(UPDATE.security[0][0].to_string(), "application (Contacts.ReadWrite)");
    assert!(UPDATE.is_idempotent());
}

#[test]
fn calls_can_be_spawned_and_shared() {
    fn can_be_sent<T: Send>(_: &T) {}
    fn can_be_shared<T: Send + Sync + Clone>(_: &T) {}
    let client = rt::Client::builder().transport(rt::MockTransport::new()).build().unwrap();
    can_be_shared(&client);
    can_be_shared(&crate::support::get("1"));
    can_be_sent(&client.send(crate::support::get("1")));
    can_be_sent(&client.execute(rt::Request::<rt::Events<String>, ()>::new(&UPDATE)));
}
