//! Security schemes and requirements.

use indexmap::IndexMap;
use openapiv3::{
    APIKeyLocation, AuthorizationCodeOAuth2Flow, ClientCredentialsOAuth2Flow, ImplicitOAuth2Flow, OAuth2Flows,
    PasswordOAuth2Flow, SecurityRequirement, SecurityScheme,
};

use super::header::{self, Writer};
use super::reader::Reader;
use super::value::{is_blank, named};
use crate::diag::Code;
use crate::link::Address;
use crate::link::near::nearest;
use crate::link::node::{Node, escape};
use crate::link::vocabulary::{Kind, Section};
use crate::location::FileId;
use crate::source::Raw;

impl Reader<'_> {
    /// The requirements of a root or operation, by its root's names; none where it says nothing of them.
    pub fn security(&mut self, node: &Node<'_>, root: FileId) -> Option<Vec<SecurityRequirement>> {
        let list = node.get("security")?;
        match list.raw {
            Raw::Array(_) => {
                Some(list.items().filter_map(|requirement| self.requirement(&requirement, root)).collect())
            }
            Raw::Null => {
                self.absent(node, "security");
                None
            }
            Raw::Object(_) => {
                self.mend(list.location(), "`security` is one requirement; read as a list of it");
                Some(self.requirement(&list, root).into_iter().collect())
            }
            other => self.wrong(node, "security", "a list", other),
        }
    }

    fn requirement(&mut self, node: &Node<'_>, root: FileId) -> Option<SecurityRequirement> {
        if !node.raw.is_object() {
            let message = format!("a security requirement is an object, and this is {}", named(node.raw));
            self.diags.push(Code::WrongType, node.location(), message);
            return None;
        }
        let mut requirement = SecurityRequirement::new();
        for (name, scopes) in node.members() {
            match self.scheme_name(name, root) {
                Some(scheme) => {
                    let scopes = self.scopes(node, name, &scopes);
                    requirement.insert(scheme, scopes);
                }
                None => {
                    self.undeclared(name, &scopes);
                    let scopes = self.scopes(node, name, &scopes);
                    requirement.insert(name.to_owned(), scopes);
                }
            }
        }
        Some(requirement)
    }

    fn scopes(&mut self, requirement: &Node<'_>, name: &str, scopes: &Node<'_>) -> Vec<String> {
        if is_blank(scopes.raw) { Vec::new() } else { self.texts(requirement, name) }
    }

    /// The bundle's name of a root's scheme.
    fn scheme_name(&self, name: &str, root: FileId) -> Option<String> {
        let by_pointer = format!("/components/securitySchemes/{}", escape(name));
        let address = Address { file: root, pointer: by_pointer };
        let section = Section::SecuritySchemes;
        let component = self.links.standing(&address, section).or_else(|| self.links.named(section, name))?;
        Some(component.name.clone())
    }

    /// A scheme that is needed and nowhere described. Without it the operation would be called without a credential.
    fn undeclared(&mut self, name: &str, node: &Node<'_>) {
        if self.undeclared_schemes.contains_key(name) {
            return;
        }
        self.undeclared_schemes.insert(name.to_owned(), node.location());
        let near = nearest(name, self.links.names(Section::SecuritySchemes));
        let message = format!("there is no security scheme `{name}`: what is given for it is sent as `Authorization`");
        let diagnostic = self.diags.push(Code::Approximated, node.location(), message);
        match near {
            Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
            None => diagnostic.help("describe it under `components`, in `securitySchemes`"),
        };
    }

    /// What stands for a scheme that is nowhere described.
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
    pub fn security_scheme(&mut self, node: &Node<'_>) -> Option<SecurityScheme> {
        if !self.check(node, Kind::SecurityScheme) {
            return None;
        }
        let kind = self.needed(node, "type", "the security scheme")?;
        match kind.as_str() {
            "apiKey" => self.api_key(node),
            "http" => {
                let scheme = self.needed(node, "scheme", "the security scheme")?;
                Some(self.http(node, scheme))
            }
            "oauth2" => Some(SecurityScheme::OAuth2 {
                flows: self.one(node, "flows", |reader, node| reader.through(node, Self::flows)).unwrap_or_default(),
                description: self.text(node, "description"),
                extensions: self.extensions(node),
            }),
            "openIdConnect" => Some(SecurityScheme::OpenIDConnect {
                open_id_connect_url: self.text(node, "openIdConnectUrl").unwrap_or_default(),
                description: self.text(node, "description"),
                extensions: self.extensions(node),
            }),
            "mutualTLS" => Some(self.http(node, "mutual".to_owned())),
            "basic" => {
                self.mend(node.location_of("type"), "`basic` is `type: http` with `scheme: basic`; read as such");
                Some(self.http(node, "basic".to_owned()))
            }
            other => {
                self.diags
                    .push(Code::WrongType, node.location_of("type"), format!("`{other}` is no type of security scheme"))
                    .help("it is `apiKey`, `http`, `mutualTLS`, `oauth2` or `openIdConnect`");
                None
            }
        }
    }

    fn api_key(&mut self, node: &Node<'_>) -> Option<SecurityScheme> {
        let location = self.needed(node, "in", "the security scheme")?;
        let location = match location.to_ascii_lowercase().as_str() {
            "query" => APIKeyLocation::Query,
            "header" => APIKeyLocation::Header,
            "cookie" => APIKeyLocation::Cookie,
            _ => {
                let message = format!("an API key cannot be in `{location}`");
                let help = "it is in `query`, `header` or `cookie`";
                self.diags.push(Code::WrongType, node.location_of("in"), message).help(help);
                return None;
            }
        };
        let name = self.needed(node, "name", "the security scheme")?;
        match (location.clone(), header::writer(&name)) {
            (APIKeyLocation::Header, Some(writer @ Writer::Http)) => {
                let message = format!("an API key cannot be in the header `{name}`");
                self.diags.push(Code::WrongType, node.location_of("name"), message).help(writer.help());
                return None;
            }
            // `Authorization` is where many documents have their key.
            (APIKeyLocation::Header, Some(Writer::OpenApi) | None)
            | (APIKeyLocation::Query | APIKeyLocation::Cookie, _) => {}
        }
        Some(SecurityScheme::APIKey {
            location,
            name,
            description: self.text(node, "description"),
            extensions: self.extensions(node),
        })
    }

    fn http(&mut self, node: &Node<'_>, scheme: String) -> SecurityScheme {
        SecurityScheme::HTTP {
            scheme,
            bearer_format: self.text(node, "bearerFormat"),
            description: self.text(node, "description"),
            extensions: self.extensions(node),
        }
    }

    fn flows(&mut self, node: &Node<'_>) -> OAuth2Flows {
        if !self.check(node, Kind::Flows) {
            return OAuth2Flows::default();
        }
        let mut extensions = self.extensions(node);
        self.keep(node, "deviceAuthorization", &mut extensions);
        OAuth2Flows {
            implicit: self.flow(node, "implicit", |flow| ImplicitOAuth2Flow {
                authorization_url: flow.authorization_url,
                refresh_url: flow.refresh_url,
                scopes: flow.scopes,
                extensions: flow.extensions,
            }),
            password: self.flow(node, "password", |flow| PasswordOAuth2Flow {
                refresh_url: flow.refresh_url,
                token_url: flow.token_url,
                scopes: flow.scopes,
                extensions: flow.extensions,
            }),
            client_credentials: self.flow(node, "clientCredentials", |flow| ClientCredentialsOAuth2Flow {
                refresh_url: flow.refresh_url,
                token_url: flow.token_url,
                scopes: flow.scopes,
                extensions: flow.extensions,
            }),
            authorization_code: self.flow(node, "authorizationCode", |flow| flow),
            extensions,
        }
    }

    /// The code flow has every member that a flow can have.
    fn flow<T>(
        &mut self,
        node: &Node<'_>,
        key: &str,
        narrow: impl FnOnce(AuthorizationCodeOAuth2Flow) -> T,
    ) -> Option<T> {
        self.one(node, key, |reader, node| {
            if !reader.check(node, Kind::Flow) {
                return None;
            }
            Some(narrow(AuthorizationCodeOAuth2Flow {
                authorization_url: reader.text(node, "authorizationUrl").unwrap_or_default(),
                token_url: reader.text(node, "tokenUrl").unwrap_or_default(),
                refresh_url: reader.text(node, "refreshUrl"),
                scopes: reader.text_map(node, "scopes"),
                extensions: reader.extensions(node),
            }))
        })
    }
}
