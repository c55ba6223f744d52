//! Which Rust types the responses of an operation have: one type for success and one for errors, each an enum with a
//! variant for each response where they differ.

use proc_macro2::TokenStream;
use quote::quote;

use super::cx::Cx;
use super::docs::{Lines, prose};
use super::media;
use super::rust_type::RustType;
use super::source_file::SourceFile;
use super::text::{string, strings};
use super::xml;
use crate::ir::{Media, MediaKind, Operation, OperationId, Response, StatusMatch};
use crate::names::Name;

/// The responses of an operation.
pub struct Responses<'a> {
    pub success: Outcomes<'a>,
    pub error: Outcomes<'a>,
}

/// The responses of one side.
pub struct Outcomes<'a> {
    entries: Vec<Entry<'a>>,
    shape: Shape,
    enum_name: &'a Name,
}

/// A response: a status with one media type, or without a body.
struct Entry<'a> {
    response: &'a Response,
    media: Option<&'a Media>,
    ty: RustType,
    variant: &'a Name,
}

/// Which Rust type the responses of one side have together.
enum Shape {
    /// None of them has a body.
    Empty,
    /// All have one type, or none.
    Single { ty: RustType, may_be_empty: bool },
    /// They differ.
    Several,
}

/// Whether a status means success.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Success,
    Error,
}

/// The first digit of a status.
fn class(status: StatusMatch) -> Option<u16> {
    match status {
        StatusMatch::Exact(code) => Some(code / 100),
        StatusMatch::Range(digit) => Some(u16::from(digit)),
        StatusMatch::Default => None,
    }
}

/// The side of a status. A redirection counts as success only where the document has no 2XX. Otherwise a documented 304
/// would make the body of each 200 optional.
fn side(status: StatusMatch, operation: &Operation) -> Side {
    let succeeds = || operation.responses.iter().any(|response| class(response.status) == Some(2));
    match class(status) {
        Some(1 | 2) => Side::Success,
        Some(3) if !succeeds() => Side::Success,
        Some(_) | None => Side::Error,
    }
}

/// The responses of an operation, sorted by side.
pub fn responses<'a>(cx: &Cx<'a>, id: OperationId) -> Responses<'a> {
    let operation = &cx.api().operations[id];
    let names = cx.model.names.operation(id);
    // Where `default` is the only response, the document means success by it too.
    let only_default = operation.responses.iter().all(|response| side(response.status, operation) == Side::Error);
    let mut success = Vec::new();
    let mut error = Vec::new();
    for (response, variants) in operation.responses.iter().zip(&names.response_variants) {
        let is_default = response.status == StatusMatch::Default;
        if side(response.status, operation) == Side::Success || (is_default && only_default) {
            success.extend(entries(cx, response, variants));
        }
        if side(response.status, operation) == Side::Error {
            error.extend(entries(cx, response, variants));
        }
    }
    Responses {
        success: Outcomes::new(success, Side::Success, &names.outcome_type),
        error: Outcomes::new(error, Side::Error, &names.error_type),
    }
}

fn entries<'a>(cx: &Cx<'a>, response: &'a Response, variants: &'a [Name]) -> Vec<Entry<'a>> {
    if response.content.is_empty() {
        let empty = |variant| Entry { response, media: None, ty: RustType::Unit, variant };
        return variants.first().map(empty).into_iter().collect();
    }
    let media = response.content.iter().zip(variants);
    media
        .map(|(media, variant)| Entry { response, media: Some(media), ty: media::received(cx, media), variant })
        .collect()
}

impl<'a> Outcomes<'a> {
    fn new(entries: Vec<Entry<'a>>, side: Side, enum_name: &'a Name) -> Self {
        let shape = shape(&entries, side);
        Self { entries, shape, enum_name }
    }

    /// The type.
    pub fn ty(&self) -> RustType {
        match &self.shape {
            Shape::Empty => RustType::Unit,
            Shape::Single { ty, may_be_empty: false } => ty.clone(),
            Shape::Single { ty, may_be_empty: true } => ty.clone().option(),
            Shape::Several => RustType::Local(self.enum_name.clone()),
        }
    }

    /// The enum of the outcomes, if their types differ.
    pub fn enum_type(&self) -> Option<&'a Name> {
        match self.shape {
            Shape::Several => Some(self.enum_name),
            Shape::Empty | Shape::Single { .. } => None,
        }
    }

    /// The variant of each outcome, and the kind of its body.
    pub fn kinds(&self) -> Vec<(&'a Name, Option<MediaKind>)> {
        self.entries.iter().map(|entry| (entry.variant, entry.media.map(|media| media.kind))).collect()
    }

    /// The variant of each outcome, its type, and the response and media type that it is for.
    pub fn variants(&self) -> impl Iterator<Item = (&'a Name, &RustType, &'a Response, Option<&'a Media>)> {
        self.entries.iter().map(|entry| (entry.variant, &entry.ty, entry.response, entry.media))
    }

    /// The entries of the operation's table: `rt::ResponseSpec::success(…)`.
    fn table(&self, cx: &Cx, side: &str) -> Vec<String> {
        let entry = |(index, entry): (usize, &Entry)| {
            let status = status(entry.response.status);
            let index = match self.shape {
                Shape::Empty | Shape::Single { .. } => 0,
                Shape::Several => index,
            };
            match entry.media {
                Some(media) => {
                    let (kind, mime) = (content_kind(cx, media), string(&media.mime));
                    let also =
                        if media.also.is_empty() { String::new() } else { format!(".also({})", strings(&media.also)) };
                    format!("rt::ResponseSpec::{side}({status}, {kind}, {mime}, {index}){also}")
                }
                None => format!("rt::ResponseSpec::{side}_empty({status}, {index})"),
            }
        };
        self.entries.iter().enumerate().map(entry).collect()
    }

    /// Emits the enum of outcomes where their types differ.
    fn emit(&self, file: &mut SourceFile, docs: &str) {
        if !matches!(self.shape, Shape::Several) {
            return;
        }
        let name = self.enum_name.ident();
        let variants = self.entries.iter().map(|entry| {
            let (variant, ty) = (entry.variant.ident(), file.type_tokens(&entry.ty));
            let mut lines = Lines::from_docs(&entry.response.docs);
            let status = status_word(entry.response.status);
            lines.paragraph([match entry.media {
                Some(media) => format!("Status {status}, as {}.", prose::code(&media.mime)),
                None => format!("Status {status}, without a body."),
            }]);
            let docs = lines.attributes();
            quote!(#docs #variant(#ty))
        });
        let variants: Vec<TokenStream> = variants.collect();
        // A stream is read once, so that it can be neither cloned nor compared.
        let streams = |entry: &Entry| {
            entry.media.is_some_and(|media| matches!(media.kind, MediaKind::EventStream | MediaKind::JsonLines))
        };
        let value = (!self.entries.iter().any(streams)).then(|| quote!(Clone, PartialEq,));
        file.item(quote! {
            #[doc = #docs]
            #[derive(#value Debug)]
            #[non_exhaustive]
            pub enum #name { #(#variants,)* }
        });
        let mut table = format!("rt::response_enum! {{\n    {} {{\n", self.enum_name);
        for (index, entry) in self.entries.iter().enumerate() {
            table.push_str(&format!("        {}({}) = {index};\n", entry.variant, file.ty(&entry.ty)));
        }
        table.push_str("    }\n}\n");
        file.table(&table);
    }
}

impl Responses<'_> {
    /// The entries of the operation's table, successes first.
    pub fn table(&self, cx: &Cx) -> Vec<String> {
        let mut table = self.success.table(cx, "success");
        table.extend(self.error.table(cx, "error"));
        table
    }

    /// Emits the enums of outcomes where the types of responses differ.
    pub fn emit(&self, file: &mut SourceFile, function: &Name) {
        self.success.emit(file, &format!(" A successful response of [`{}()`].", function.text()));
        self.error.emit(file, &format!(" An error response of [`{}()`].", function.text()));
    }
}

fn shape(entries: &[Entry], side: Side) -> Shape {
    let mut bodies = entries.iter().filter(|entry| entry.media.is_some()).map(|entry| &entry.ty);
    let Some(first) = bodies.next() else { return Shape::Empty };
    if bodies.all(|ty| ty == first) {
        // `ApiError` holds its body as an `Option` already.
        let may_be_empty = side == Side::Success && entries.iter().any(|entry| entry.media.is_none());
        Shape::Single { ty: first.clone(), may_be_empty }
    } else {
        Shape::Several
    }
}

fn status(status: StatusMatch) -> String {
    match status {
        StatusMatch::Exact(code) => format!("rt::Status::Exact({code})"),
        StatusMatch::Range(digit) => format!("rt::Status::Range({digit})"),
        StatusMatch::Default => "rt::Status::Default".to_owned(),
    }
}

/// A status in prose.
pub fn status_word(status: StatusMatch) -> String {
    match status {
        StatusMatch::Exact(code) => format!("`{code}`"),
        StatusMatch::Range(digit) => format!("`{digit}XX`"),
        StatusMatch::Default => "`default`".to_owned(),
    }
}

/// How the runtime reads or writes a body, as the table says it.
pub fn content_kind(cx: &Cx, media: &Media) -> String {
    match (media.kind, &media.value) {
        (MediaKind::Xml, Some(value)) => format!("rt::ContentKind::Xml(&rt::xml_body({}))", xml::root(cx, value)),
        (other, _) => kind(other).to_owned(),
    }
}

/// How the runtime writes a parameter of a media type. That of XML is text.
pub fn kind(kind: MediaKind) -> &'static str {
    match kind {
        MediaKind::Xml => "rt::ContentKind::Text",
        MediaKind::Json => "rt::ContentKind::Json",
        MediaKind::Form => "rt::ContentKind::Form",
        MediaKind::Multipart => "rt::ContentKind::Multipart",
        MediaKind::Text => "rt::ContentKind::Text",
        MediaKind::Bytes => "rt::ContentKind::Bytes",
        MediaKind::EventStream => "rt::ContentKind::EventStream",
        MediaKind::JsonLines => "rt::ContentKind::JsonLines",
    }
}
