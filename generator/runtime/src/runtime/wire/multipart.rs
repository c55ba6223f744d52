//! The writer of `multipart/*` bodies (RFC 7578).

use super::form_value::FormValue;
use super::part_head::PartHead;
use crate::runtime::model::check::check_view;
use crate::runtime::model::platform;
use crate::runtime::model::request_body::RequestBody;
use crate::runtime::model::value::View;
use crate::runtime::spec::content::{Content, Part};

/// The parts of a multipart body.
#[derive(Clone, PartialEq)]
pub(crate) struct Multipart {
    media_type: &'static str,
    parts: Vec<WrittenPart>,
}

/// A written multipart body and its media type, which has the boundary.
pub(crate) struct Written {
    pub(crate) content_type: String,
    pub(crate) content: RequestBody,
}

/// A part: its headers and its data.
#[derive(Clone, PartialEq)]
struct WrittenPart {
    name: String,
    /// What the document says of the part.
    table: Option<&'static Part>,
    file_name: Option<String>,
    content_type: Option<String>,
    headers: Vec<(String, String)>,
    data: RequestBody,
}

/// A required header that a part does not have.
pub(crate) struct MissingHeader<'a> {
    pub(crate) part: &'a str,
    pub(crate) header: &'static str,
}

impl Multipart {
    /// Makes the parts of a value, one for each member. Each item of a list becomes a part of its own.
    pub(crate) fn new(content: &'static Content, value: FormValue) -> Self {
        let mut parts = Vec::new();
        match value {
            FormValue::Object(members) => {
                for (name, member) in members {
                    match member {
                        FormValue::List(items) => {
                            parts.extend(items.into_iter().map(|item| WrittenPart::new(content, &name, item)));
                        }
                        member => parts.push(WrittenPart::new(content, &name, member)),
                    }
                }
            }
            FormValue::List(items) => parts.extend(items.into_iter().map(|item| WrittenPart::new(content, "", item))),
            other => parts.push(WrittenPart::new(content, "", other)),
        }
        Self { media_type: content.media_type(), parts }
    }

    /// Sets the head of the parts of this name, or of one of them. An error is the message.
    pub(crate) fn set(&mut self, name: &str, index: Option<usize>, head: &PartHead) -> Result<(), String> {
        let is_form = self.is_form_data();
        let named = self.parts.iter_mut().filter(|part| part.name == name).enumerate();
        let mut chosen = named.filter(|(position, _)| index.is_none_or(|index| index == *position)).peekable();
        if chosen.peek().is_none() {
            return Err("the body has no such part".to_owned());
        }
        chosen.try_for_each(|(_, part)| part.set(head, is_form))
    }

    /// The first required header that a part does not have.
    pub(crate) fn missing_header(&self) -> Option<MissingHeader<'_>> {
        self.parts.iter().find_map(|part| {
            let required = part.table.into_iter().flat_map(|table| table.all_headers()).filter(|it| it.is_required());
            let missing = required.map(|header| header.name()).find(|name| !part.has_header(name))?;
            Some(MissingHeader { part: &part.name, header: missing })
        })
    }

    /// Writes the body.
    pub(crate) fn write(&mut self) -> Written {
        let is_form = self.is_form_data();
        let heads: Vec<String> = self.parts.iter().map(|part| part.head(is_form)).collect();
        let boundary = match self.parts.iter().all(|part| part.data.as_bytes().is_some()) {
            true => boundary(&self.parts, &heads),
            false => random_boundary(),
        };
        let content_type = format!("{}; boundary={boundary}", self.media_type);
        let heads = heads.iter().map(|head| format!("--{boundary}\r\n{head}\r\n")).collect();
        let end = format!("--{boundary}--\r\n");
        let content = self.write_in_memory(&heads, &end).unwrap_or_else(|| self.write_as_stream(heads, end));
        Written { content_type, content }
    }

    /// Writes the body in memory. The parts then share its bytes, so that nothing is held twice. Returns `None` if a part is
    /// not in memory.
    fn write_in_memory(&mut self, heads: &Vec<String>, end: &str) -> Option<RequestBody> {
        let mut out = Vec::new();
        let mut places = Vec::new();
        for (part, head) in self.parts.iter().zip(heads) {
            let data = part.data.as_bytes()?;
            out.extend_from_slice(head.as_bytes());
            places.push(out.len()..out.len() + data.len());
            out.extend_from_slice(data);
            out.extend_from_slice(b"\r\n");
        }
        out.extend_from_slice(end.as_bytes());
        let bytes = bytes::Bytes::from(out);
        for (part, place) in self.parts.iter_mut().zip(places) {
            part.data = bytes.slice(place).into();
        }
        Some(bytes.into())
    }

    /// The body as a stream of its parts.
    fn write_as_stream(&self, heads: Vec<String>, end: String) -> RequestBody {
        let parts = self.parts.iter().zip(heads);
        let pieces = parts.flat_map(|(part, head)| [head.into(), part.data.clone(), "\r\n".into()]);
        RequestBody::joined(pieces.chain([end.into()]).collect())
    }

    fn is_form_data(&self) -> bool {
        self.media_type.to_ascii_lowercase().starts_with("multipart/form-data")
    }
}

impl WrittenPart {
    /// An object is JSON, bytes are a file, and any other value is text, unless the document sets a media type.
    fn new(content: &Content, name: &str, value: FormValue) -> Self {
        let file_name = match &value {
            FormValue::Bytes(bytes) => Some(bytes.file_name().unwrap_or(name).to_owned()),
            FormValue::Absent
            | FormValue::Null
            | FormValue::Text(_)
            | FormValue::Literal(_)
            | FormValue::Secret(_)
            | FormValue::List(_)
            | FormValue::Object(_) => None,
        };
        let (media, data) = match value {
            FormValue::Object(_) | FormValue::List(_) | FormValue::Null | FormValue::Absent => {
                (Some("application/json"), value.to_json().into())
            }
            FormValue::Bytes(bytes) => (Some("application/octet-stream"), bytes),
            FormValue::Text(text) | FormValue::Literal(text) | FormValue::Secret(text) => (None, text.into()),
        };
        let table = content.part(name);
        let declared = table.and_then(Part::media_type).and_then(first_media_type);
        let fixed = table.into_iter().flat_map(Part::all_headers);
        let fixed = fixed.filter_map(|header| Some((header.name().to_owned(), header.fixed_value()?.to_owned())));
        Self {
            name: name.to_owned(),
            table,
            file_name,
            content_type: declared.or(media).map(str::to_owned),
            headers: fixed.collect(),
            data,
        }
    }

    fn set(&mut self, head: &PartHead, is_form: bool) -> Result<(), String> {
        if let Some(name) = head.checked_file_name()? {
            if !is_form {
                return Err("a file name is for `multipart/form-data` alone".to_owned());
            }
            self.file_name = Some(name.to_owned());
        }
        if let Some(media_type) = head.checked_content_type(self.table.and_then(Part::media_type))? {
            self.content_type = Some(media_type.to_owned());
        }
        for (name, value) in head.checked_headers()? {
            if is_form && name.eq_ignore_ascii_case("content-disposition") {
                return Err("the header `Content-Disposition` is written from the name and the file name".to_owned());
            }
            self.check_header(name, value)?;
            self.headers.retain(|(known, _)| !known.eq_ignore_ascii_case(name));
            self.headers.push((name.clone(), value.clone()));
        }
        Ok(())
    }

    /// Checks a header against what the document says of it.
    fn check_header(&self, name: &str, value: &str) -> Result<(), String> {
        let mut declared = self.table.into_iter().flat_map(Part::all_headers);
        let Some(header) = declared.find(|header| header.name().eq_ignore_ascii_case(name)) else { return Ok(()) };
        if let Some(fixed) = header.fixed_value().filter(|fixed| *fixed != value) {
            return Err(format!("the header `{name}` must be `{fixed}`, but is `{value}`"));
        }
        check_view(&View::Number(value.into()), header.limits()).map_err(|fault| format!("header `{name}`: {fault}"))
    }

    fn has_header(&self, name: &str) -> bool {
        self.headers.iter().any(|(known, _)| known.eq_ignore_ascii_case(name))
    }

    /// The headers as they are written.
    fn head(&self, is_form: bool) -> String {
        let mut head = String::new();
        if is_form {
            let file = self.file_name.as_deref().map(|name| format!("; filename=\"{}\"", escaped(name)));
            let (name, file) = (escaped(&self.name), file.unwrap_or_default());
            head.push_str(&format!("Content-Disposition: form-data; name=\"{name}\"{file}\r\n"));
        }
        if let Some(media) = &self.content_type {
            head.push_str(&format!("Content-Type: {media}\r\n"));
        }
        head.extend(self.headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")));
        head
    }
}

/// The first media type of a list that is not a range: `image/png` of `image/png, image/jpeg`.
fn first_media_type(media: &'static str) -> Option<&'static str> {
    media.split(',').map(str::trim).find(|media| !media.is_empty() && !media.contains('*'))
}

/// A name for a quoted string, escaped as browsers do.
fn escaped(name: &str) -> String {
    name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A")
}

/// A boundary that no part contains. It is computed from the parts, so that equal bodies are written as equal bytes.
fn boundary(parts: &[WrittenPart], heads: &[String]) -> String {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    let texts = || {
        heads
            .iter()
            .map(String::as_bytes)
            .chain(parts.iter().filter_map(|part| part.data.as_bytes()).map(|data| data.as_ref()))
    };
    for byte in texts().flatten() {
        hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    loop {
        let boundary = format!("boundary-{hash:016x}");
        let clashes = |text: &[u8]| text.windows(boundary.len()).any(|window| window == boundary.as_bytes());
        if !texts().any(clashes) {
            return boundary;
        }
        hash = hash.wrapping_add(1);
    }
}

/// A boundary for parts whose bytes are not known. Two of 2^128 are equal by chance.
fn random_boundary() -> String {
    format!("boundary-{:032x}", platform::random_bits())
}
