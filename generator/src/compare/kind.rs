//! The catalogue of changes: every kind, with its stable name and the part of an API that it is of.

/// The part of an API that a change is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Area {
    /// The document as a whole: its title, servers and security schemes.
    Api,
    /// An operation itself.
    Operation,
    /// A parameter of an operation.
    Parameter,
    /// The body of a request.
    Body,
    /// A response.
    Response,
    /// A type, and what it consists of.
    Type,
    /// What a webhook sends.
    Webhook,
    /// Only what the emitted code is called or consists of.
    Rust,
}

macro_rules! kinds {
    ($($(#[doc = $doc:literal])+ $name:ident = $text:literal;)+) => {
        /// What kind of change it is. Its text never changes its meaning.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum ChangeKind { $($(#[doc = $doc])+ $name,)+ }

        impl ChangeKind {
            /// Every kind, in order.
            pub const ALL: &'static [ChangeKind] = &[$(ChangeKind::$name,)+];

            /// The stable text, such as `member-removed`.
            pub fn as_str(self) -> &'static str {
                match self { $(ChangeKind::$name => $text,)+ }
            }

            /// What it means, in one sentence.
            pub fn title(self) -> &'static str {
                match self { $(ChangeKind::$name => concat!($($doc,)+).trim_ascii(),)+ }
            }
        }
    };
}

kinds! {
    /// A module of the emitted crate with an API of its own is new.
    ApiAdded = "api-added";
    /// A module of the emitted crate with an API of its own is gone.
    ApiRemoved = "api-removed";
    /// The emitted crate has another name.
    CrateRenamed = "crate-renamed";
    /// A Cargo feature of the emitted crate is new.
    FeatureAdded = "feature-added";
    /// A Cargo feature of the emitted crate is gone.
    FeatureRemoved = "feature-removed";
    /// What was there by default is there only with a Cargo feature.
    FeatureNeeded = "feature-needed";

    /// An operation is new.
    OperationAdded = "operation-added";
    /// An operation is gone.
    OperationRemoved = "operation-removed";
    /// An operation has another method or path.
    OperationMoved = "operation-moved";
    /// Whether a request may be sent twice is another.
    IdempotencyChanged = "idempotency-changed";
    /// Something is deprecated now.
    Deprecated = "deprecated";
    /// Something is no longer deprecated.
    Reinstated = "reinstated";

    /// A parameter that must be given is new.
    RequiredParameterAdded = "required-parameter-added";
    /// A parameter that may be omitted is new.
    OptionalParameterAdded = "optional-parameter-added";
    /// A parameter is gone.
    ParameterRemoved = "parameter-removed";
    /// A parameter is sent in another part of the request.
    ParameterMoved = "parameter-moved";
    /// A parameter of the path has another name, which no request shows.
    PathParameterRenamed = "path-parameter-renamed";
    /// A parameter must be given now.
    ParameterBecameRequired = "parameter-became-required";
    /// A parameter may be omitted now.
    ParameterBecameOptional = "parameter-became-optional";
    /// A parameter is written in another way.
    SerializationChanged = "serialization-changed";

    /// A body that must be sent is new.
    RequiredBodyAdded = "required-body-added";
    /// A body that may be omitted is new.
    OptionalBodyAdded = "optional-body-added";
    /// Requests have no body any more.
    BodyRemoved = "body-removed";
    /// The body must be sent now.
    BodyBecameRequired = "body-became-required";
    /// The body may be omitted now.
    BodyBecameOptional = "body-became-optional";
    /// Requests can be sent in another media type too.
    BodyMediaTypeAdded = "body-media-type-added";
    /// Requests can no longer be sent in a media type.
    BodyMediaTypeRemoved = "body-media-type-removed";
    /// A part of a form or multipart body is written in another way.
    PartEncodingChanged = "part-encoding-changed";

    /// A status of success is new.
    SuccessResponseAdded = "success-response-added";
    /// A status of success is gone.
    SuccessResponseRemoved = "success-response-removed";
    /// A status of failure is new.
    ErrorResponseAdded = "error-response-added";
    /// A status of failure is gone.
    ErrorResponseRemoved = "error-response-removed";
    /// A response has a body now.
    ResponseBodyAdded = "response-body-added";
    /// A response has no body any more.
    ResponseBodyRemoved = "response-body-removed";
    /// A response can have another media type too.
    ResponseMediaTypeAdded = "response-media-type-added";
    /// A response no longer has a media type.
    ResponseMediaTypeRemoved = "response-media-type-removed";
    /// A header of a response is new.
    HeaderAdded = "header-added";
    /// A header of a response is gone.
    HeaderRemoved = "header-removed";
    /// A header of a response may be missing now.
    HeaderBecameOptional = "header-became-optional";
    /// A header of a response is always there now.
    HeaderBecameRequired = "header-became-required";

    /// A member that must be sent is new.
    RequiredMemberAdded = "required-member-added";
    /// A member is new.
    MemberAdded = "member-added";
    /// A member is gone.
    MemberRemoved = "member-removed";
    /// A member must be there now.
    MemberBecameRequired = "member-became-required";
    /// A member may be missing now.
    MemberBecameOptional = "member-became-optional";
    /// A member is only received, or only sent, where it was both.
    MemberAccessNarrowed = "member-access-narrowed";
    /// A member is both received and sent, where it was only one of them.
    MemberAccessWidened = "member-access-widened";
    /// What the server does with a member that is sent is another.
    ReplacementChanged = "replacement-changed";
    /// The value that is sent unless another is set is another.
    FixedValueChanged = "fixed-value-changed";
    /// What an omitted value means is another.
    DefaultChanged = "default-changed";
    /// A default is documented now.
    DefaultDocumented = "default-documented";
    /// A default is no longer documented.
    DefaultNoLongerDocumented = "default-no-longer-documented";
    /// An object has no other members now.
    ObjectClosed = "object-closed";
    /// An object may have other members now.
    ObjectOpened = "object-opened";

    /// A value is of another type.
    TypeChanged = "type-changed";
    /// A value is of a type that holds more.
    TypeWidened = "type-widened";
    /// A value is of a type that holds less.
    TypeNarrowed = "type-narrowed";
    /// A value may be null now.
    BecameNullable = "became-nullable";
    /// A value is never null any more.
    BecameNotNullable = "became-not-nullable";
    /// A limit is tighter, or new.
    LimitTightened = "limit-tightened";
    /// A limit is looser, or gone.
    LimitLoosened = "limit-loosened";
    /// A value is written otherwise in XML.
    XmlChanged = "xml-changed";
    /// An enum has another value.
    EnumValueAdded = "enum-value-added";
    /// An enum lacks a value.
    EnumValueRemoved = "enum-value-removed";
    /// A union has another variant.
    VariantAdded = "variant-added";
    /// A union lacks a variant.
    VariantRemoved = "variant-removed";
    /// Another member tells the variants of a union apart.
    DiscriminatorChanged = "discriminator-changed";
    /// A variant of a union is told by other values.
    MappingChanged = "mapping-changed";

    /// Requests that were allowed need more credentials.
    SecurityTightened = "security-tightened";
    /// Requests are allowed with other or fewer credentials too.
    SecurityLoosened = "security-loosened";
    /// A security scheme is new.
    SchemeAdded = "scheme-added";
    /// A security scheme is gone.
    SchemeRemoved = "scheme-removed";
    /// A security scheme sends something else.
    SchemeChanged = "scheme-changed";
    /// Tokens come from another URL.
    TokenEndpointChanged = "token-endpoint-changed";
    /// A server is new.
    ServerAdded = "server-added";
    /// A server is gone.
    ServerRemoved = "server-removed";
    /// A server has another URL.
    ServerUrlChanged = "server-url-changed";
    /// Requests go to another server unless one is named.
    DefaultServerChanged = "default-server-changed";
    /// A variable of a server URL is another.
    ServerVariableChanged = "server-variable-changed";
    /// A webhook is new.
    WebhookAdded = "webhook-added";
    /// A webhook is gone.
    WebhookRemoved = "webhook-removed";
    /// What is said about something is another.
    DocumentationChanged = "documentation-changed";

    /// A function of the emitted crate is new.
    FunctionAdded = "function-added";
    /// A function of the emitted crate is gone.
    FunctionRemoved = "function-removed";
    /// A function of the emitted crate has another name or module.
    FunctionRenamed = "function-renamed";
    /// A function of the emitted crate takes other arguments.
    ArgumentsChanged = "arguments-changed";
    /// A request of the emitted crate has another result.
    ResultChanged = "result-changed";
    /// An operation is no longer read page by page, or followed until it ends.
    HelperRemoved = "helper-removed";
    /// An operation is read page by page, or followed until it ends.
    HelperAdded = "helper-added";
    /// A type of the emitted crate is new.
    RustTypeAdded = "rust-type-added";
    /// A type of the emitted crate is gone.
    RustTypeRemoved = "rust-type-removed";
    /// A type of the emitted crate has another name.
    RustTypeRenamed = "rust-type-renamed";
    /// A type of the emitted crate is something else.
    RustTypeChanged = "rust-type-changed";
    /// A type of the emitted crate is made in another way.
    ConstructionChanged = "construction-changed";
    /// A field of the emitted crate is new.
    FieldAdded = "field-added";
    /// A field of the emitted crate is gone.
    FieldRemoved = "field-removed";
    /// A field of the emitted crate is of another type.
    FieldChanged = "field-changed";
    /// A variant of an enum of the emitted crate is new.
    RustVariantAdded = "rust-variant-added";
    /// A variant of an enum of the emitted crate is gone.
    RustVariantRemoved = "rust-variant-removed";
    /// A variant of an enum of the emitted crate holds something else.
    RustVariantChanged = "rust-variant-changed";
    /// A conversion of the emitted crate is gone.
    ConversionRemoved = "conversion-removed";
    /// A conversion of the emitted crate is new.
    ConversionAdded = "conversion-added";
    /// A constant or label of the emitted crate is new.
    ConstantAdded = "constant-added";
    /// A constant or label of the emitted crate is gone, or of another type.
    ConstantRemoved = "constant-removed";
}
