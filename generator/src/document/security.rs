//! Reads security schemes and requirements.

use indexmap::IndexMap;
use openapiv3::{
    APIKeyLocation, AuthorizationCodeOAuth2Flow, ClientCredentialsOAuth2Flow, ImplicitOAuth2Flow, OAuth2Flows,
    PasswordOAuth2Flow, SecurityRequirement, SecurityScheme,
};

use super::context::Context;
use super::extras::{DeviceFlow, FlowsExtras};
use super::header::{self, Writer};
use super::object::{check, one, text_map};
use super::value::{is_blank, report_blank, report_wrong_type, required, text, texts, type_name};
use crate::diag::Code;
use crate::link::Address;
use crate::link::node::Node;
use crate::location::FileId;
use crate::pointer;
use crate::source::Raw;
use crate::spelling::nearest;
use crate::vocabulary::{Kind, Section};

/// The requirements of a root or operation, by the names that schemes have in the bundle. None: it has no `security`.
pub fn security(cx: &mut Context<'_>, node: &Node<'_>, root: FileId) -> Option<Vec<SecurityRequirement>> {
    let list = node.get("security")?;
    match list.raw {
        Raw::Array(_) => Some(list.items().filter_map(|node| requirement(cx, &node, root)).collect()),
        Raw::Null => {
            report_blank(cx, node, "security");
            None
        }
        Raw::Object(_) => {
            cx.recover(list.location(), "`security` is one requirement; it is read as a list with that requirement");
            Some(requirement(cx, &list, root).into_iter().collect())
        }
        other => report_wrong_type(cx, node, "security", "a list", other),
    }
}

fn requirement(cx: &mut Context<'_>, node: &Node<'_>, root: FileId) -> Option<SecurityRequirement> {
    if !node.raw.is_object() {
        let message = format!("a security requirement must be an object, but this is {}", type_name(node.raw));
        cx.report(Code::WrongType, node.location(), message);
        return None;
    }
    let mut requirement = SecurityRequirement::new();
    for (name, needed) in node.members() {
        let scheme =
            own_scheme(cx, name, root).or_else(|| siblings_scheme(cx, name, &needed, root)).unwrap_or_else(|| {
                report_undeclared_scheme(cx, name, &needed);
                name.to_owned()
            });
        let scopes = scopes(cx, node, name, &needed);
        report_undeclared_scopes(cx, name, &needed, &scheme);
        requirement.insert(scheme, scopes);
    }
    Some(requirement)
}

fn scopes(cx: &mut Context<'_>, requirement: &Node<'_>, name: &str, scopes: &Node<'_>) -> Vec<String> {
    if is_blank(scopes.raw) { Vec::new() } else { texts(cx, requirement, name) }
}

/// The bundle's name of a root's scheme.
fn own_scheme(cx: &Context<'_>, name: &str, root: FileId) -> Option<String> {
    let by_pointer = pointer::from_keys(&["components", "securitySchemes", name]);
    let component = cx.links().component_at(&Address { file: root, pointer: by_pointer }, Section::SecuritySchemes)?;
    Some(component.name.clone())
}

/// The scheme of this name that another document declares, which is reported once for each document that needs it.
fn siblings_scheme(cx: &mut Context<'_>, name: &str, needed: &Node<'_>, root: FileId) -> Option<String> {
    let component = cx.links().component_named(Section::SecuritySchemes, name)?;
    if declares(cx, root, name) {
        return Some(component.name.clone());
    }
    if cx.borrowed_schemes.insert((root, name.to_owned())) {
        let sibling = cx.shown(component.address.file);
        let message = format!("this document declares no security scheme `{name}`; that of {sibling} is used");
        let help = "declare it under `components`, in `securitySchemes`; a `$ref` to the other one is enough";
        cx.report(Code::Contradiction, needed.location(), message).help(help);
    }
    Some(component.name.clone())
}

/// Whether the root lists a scheme of this name, be it by a `$ref`.
fn declares(cx: &Context<'_>, root: FileId, name: &str) -> bool {
    let start = Address { file: root, pointer: pointer::from_keys(&["components"]) };
    let Some(components) = cx.raw(&start) else { return false };
    // Behind a `$ref` there may be any scheme.
    components.get("$ref").is_some()
        || components
            .get("securitySchemes")
            .is_some_and(|schemes| schemes.get("$ref").is_some() || schemes.get(name).is_some())
}

/// Reports each scope of a requirement that the flows of its scheme do not declare. A scheme that declares none at all
/// leaves them open.
fn report_undeclared_scopes(cx: &mut Context<'_>, name: &str, needed: &Node<'_>, scheme: &str) {
    let component = cx.links().component_named(Section::SecuritySchemes, scheme);
    let flows = component.and_then(|it| cx.raw(&it.address)).and_then(|raw| raw.get("flows")?.as_object());
    let scopes = flows.into_iter().flat_map(|flows| flows.values()).filter_map(|flow| flow.get("scopes")?.as_object());
    let declared: Vec<&str> = scopes.flat_map(|scopes| scopes.keys().map(String::as_str)).collect();
    if declared.is_empty() {
        return;
    }
    for scope in needed.items() {
        let Raw::String(text) = scope.raw else { continue };
        if declared.contains(&text.as_str()) {
            continue;
        }
        let message = format!("the flows of `{name}` declare no scope `{text}`");
        let near = nearest(text, declared.iter().copied());
        let diagnostic = cx.report(Code::Contradiction, scope.location(), message);
        match near {
            Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
            None => diagnostic.help("add it to the `scopes` of a flow, or write one that is there"),
        };
    }
}

/// Reports a scheme that is needed and that no document describes. The bundle gets a scheme in its place, because
/// operations would be called without credentials otherwise.
fn report_undeclared_scheme(cx: &mut Context<'_>, name: &str, node: &Node<'_>) {
    if !cx.add_undeclared_scheme(name, node.location()) {
        return;
    }
    let near = nearest(name, cx.links().names(Section::SecuritySchemes));
    let message =
        format!("there is no security scheme `{name}`; the client sends its credentials as the header `Authorization`");
    let diagnostic = cx.report(Code::Contradiction, node.location(), message);
    match near {
        Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
        None => diagnostic.help("describe it under `components`, in `securitySchemes`"),
    };
}

/// The scheme in place of one that no document describes.
pub fn undeclared_scheme() -> SecurityScheme {
    SecurityScheme::APIKey {
        location: APIKeyLocation::Header,
        name: "Authorization".to_owned(),
        description: Some(
            "The document needs this scheme and does not describe it: the credential is the whole value of the \
             header `Authorization`."
                .to_owned(),
        ),
        extensions: IndexMap::new(),
    }
}

/// A security scheme.
pub fn security_scheme(cx: &mut Context<'_>, node: &Node<'_>) -> Option<SecurityScheme> {
    if !check(cx, node, Kind::SecurityScheme) {
        return None;
    }
    let kind = required(cx, node, "type", "the security scheme")?;
    match kind.as_str() {
        "apiKey" => api_key(cx, node),
        "http" => {
            let scheme = required(cx, node, "scheme", "the security scheme")?;
            Some(http(cx, node, scheme))
        }
        "oauth2" => {
            let help = "write `flows`: each has the URLs and the scopes that its tokens come from";
            report_untold_tokens(cx, node, "flows", help);
            Some(SecurityScheme::OAuth2 {
                flows: one(cx, node, "flows", |cx, node| cx.deref(node, flows)).unwrap_or_default(),
                description: text(cx, node, "description"),
                extensions: IndexMap::new(),
            })
        }
        "openIdConnect" => {
            let help = "write `openIdConnectUrl`: the address that ends with `/.well-known/openid-configuration`";
            report_untold_tokens(cx, node, "openIdConnectUrl", help);
            Some(SecurityScheme::OpenIDConnect {
                open_id_connect_url: text(cx, node, "openIdConnectUrl").unwrap_or_default(),
                description: text(cx, node, "description"),
                extensions: IndexMap::new(),
            })
        }
        "mutualTLS" => Some(http(cx, node, "mutual".to_owned())),
        "basic" => {
            cx.recover(
                node.location_of("type"),
                "`basic` must be written as `type: http` with `scheme: basic`; it is read as such",
            );
            Some(http(cx, node, "basic".to_owned()))
        }
        other => {
            cx.report(Code::WrongType, node.location_of("type"), format!("`{other}` is not a type of security scheme"))
                .help("the types are `apiKey`, `http`, `mutualTLS`, `oauth2` and `openIdConnect`");
            None
        }
    }
}

/// Reports that a scheme does not say where its tokens come from: `key` is missing. One without a value is told elsewhere.
fn report_untold_tokens(cx: &mut Context<'_>, node: &Node<'_>, key: &str, help: &str) {
    if node.get(key).is_none() {
        let message = format!(
            "the scheme has no `{key}`, which OpenAPI requires: nothing says where tokens come from, and the program \
             brings its own"
        );
        cx.recover_with(node.location(), message, help);
    }
}

/// Reports each URL that a flow must have and does not.
fn report_untold_urls(cx: &mut Context<'_>, node: &Node<'_>, flow: &str) {
    let urls: &[&str] = match flow {
        "implicit" => &["authorizationUrl"],
        "authorizationCode" => &["authorizationUrl", "tokenUrl"],
        "deviceAuthorization" => &["deviceAuthorizationUrl", "tokenUrl"],
        _ => &["tokenUrl"],
    };
    for url in urls.iter().filter(|url| node.get(url).is_none()) {
        let message = format!("the flow has no `{url}`, which OpenAPI requires: the document does not say how it goes");
        let help = format!("write `{url}`, as the documentation of the API has it");
        cx.recover_with(node.location(), message, help);
    }
}

fn api_key(cx: &mut Context<'_>, node: &Node<'_>) -> Option<SecurityScheme> {
    let location = required(cx, node, "in", "the security scheme")?;
    let location = match location.to_ascii_lowercase().as_str() {
        "query" => APIKeyLocation::Query,
        "header" => APIKeyLocation::Header,
        "cookie" => APIKeyLocation::Cookie,
        _ => {
            let message = format!("an API key cannot be in `{location}`");
            let help = "write `query`, `header` or `cookie`";
            cx.report(Code::WrongType, node.location_of("in"), message).help(help);
            return None;
        }
    };
    let name = required(cx, node, "name", "the security scheme")?;
    match (location.clone(), header::writer(&name)) {
        (APIKeyLocation::Header, Some(writer @ Writer::Http)) => {
            let message = format!("an API key cannot be in the header `{name}`");
            cx.report(Code::WrongType, node.location_of("name"), message).help(writer.help());
            return None;
        }
        // Many documents have their key in `Authorization`.
        (APIKeyLocation::Header, Some(Writer::OpenApi) | None)
        | (APIKeyLocation::Query | APIKeyLocation::Cookie, _) => {}
    }
    Some(SecurityScheme::APIKey {
        location,
        name,
        description: text(cx, node, "description"),
        extensions: IndexMap::new(),
    })
}

fn http(cx: &mut Context<'_>, node: &Node<'_>, scheme: String) -> SecurityScheme {
    SecurityScheme::HTTP {
        scheme,
        bearer_format: text(cx, node, "bearerFormat"),
        description: text(cx, node, "description"),
        extensions: IndexMap::new(),
    }
}

fn flows(cx: &mut Context<'_>, node: &Node<'_>) -> OAuth2Flows {
    if !check(cx, node, Kind::Flows) {
        return OAuth2Flows::default();
    }
    let device = flow(cx, node, "deviceAuthorization", |flow, device_authorization_url| DeviceFlow {
        device_authorization_url,
        token_url: flow.token_url,
        refresh_url: flow.refresh_url,
    });
    OAuth2Flows {
        implicit: flow(cx, node, "implicit", |flow, _| ImplicitOAuth2Flow {
            authorization_url: flow.authorization_url,
            refresh_url: flow.refresh_url,
            scopes: flow.scopes,
            extensions: flow.extensions,
        }),
        password: flow(cx, node, "password", |flow, _| PasswordOAuth2Flow {
            refresh_url: flow.refresh_url,
            token_url: flow.token_url,
            scopes: flow.scopes,
            extensions: flow.extensions,
        }),
        client_credentials: flow(cx, node, "clientCredentials", |flow, _| ClientCredentialsOAuth2Flow {
            refresh_url: flow.refresh_url,
            token_url: flow.token_url,
            scopes: flow.scopes,
            extensions: flow.extensions,
        }),
        authorization_code: flow(cx, node, "authorizationCode", |flow, _| flow),
        extensions: cx.extras().flows.add(FlowsExtras { device }),
    }
}

/// Reads a flow. That of authorization codes has every member that a flow of 3.0 can have, so it is read and then narrowed.
/// The second argument is `deviceAuthorizationUrl`.
fn flow<T>(
    cx: &mut Context<'_>,
    node: &Node<'_>,
    key: &str,
    narrow: impl FnOnce(AuthorizationCodeOAuth2Flow, String) -> T,
) -> Option<T> {
    one(cx, node, key, |cx, node| {
        if !check(cx, node, Kind::Flow) {
            return None;
        }
        report_untold_urls(cx, node, key);
        let flow = AuthorizationCodeOAuth2Flow {
            authorization_url: text(cx, node, "authorizationUrl").unwrap_or_default(),
            token_url: text(cx, node, "tokenUrl").unwrap_or_default(),
            refresh_url: text(cx, node, "refreshUrl"),
            scopes: text_map(cx, node, "scopes"),
            extensions: IndexMap::new(),
        };
        Some(narrow(flow, text(cx, node, "deviceAuthorizationUrl").unwrap_or_default()))
    })
}
