//! How are values of a media type and of a style written?

use indexmap::IndexMap;
use openapiv3::{MediaType, QueryStyle, ReferenceOr, StatusCode};

use crate::document::Bundle;
use crate::ir::{Api, Item, Kind, Media, MediaKind, Style, TypeExpr};
use crate::vocabulary::Format;

/// How a body of this media type is read and written, as far as the media type alone says.
pub(super) fn media_kind(mime: &str) -> MediaKind {
    match Format::of(mime) {
        Format::Json => MediaKind::Json,
        Format::JsonLines => MediaKind::JsonLines,
        Format::EventStream => MediaKind::EventStream,
        Format::Form => MediaKind::Form,
        Format::Multipart => MediaKind::Multipart,
        Format::Xml => MediaKind::Xml,
        Format::Text => MediaKind::Text,
        Format::Foreign | Format::Binary => MediaKind::Bytes,
    }
}

pub(super) fn query_style(style: &QueryStyle) -> Style {
    match style {
        QueryStyle::Form => Style::Form,
        QueryStyle::SpaceDelimited => Style::SpaceDelimited,
        QueryStyle::PipeDelimited => Style::PipeDelimited,
        QueryStyle::DeepObject => Style::DeepObject,
    }
}

/// The default of `explode`: whether each value has a pair of its own.
pub(super) fn explodes(style: Style) -> bool {
    match style {
        Style::Form => true,
        Style::Simple
        | Style::Label
        | Style::Matrix
        | Style::SpaceDelimited
        | Style::PipeDelimited
        | Style::DeepObject => false,
    }
}

/// One media type for each kind and type. Of several that hold the same, the one that fits best represents all, and has
/// the others beside it.
pub(super) fn distinct(api: &Api, content: Vec<Media>) -> Vec<Media> {
    let mut kept: Vec<Media> = Vec::new();
    for mut media in content {
        let Some(known) = kept.iter_mut().find(|known| says_the_same(api, known, &media)) else {
            kept.push(media);
            continue;
        };
        keep_common_limits(known, &mut media);
        if rank(&media) < rank(known) {
            let other = std::mem::replace(known, media);
            known.also = other.also;
            known.left_out.extend(other.left_out);
            known.also.push(other.mime);
        } else {
            known.also.push(media.mime);
        }
    }
    kept
}

/// Keeps the limits that two media types share, because a value may be sent as either.
fn keep_common_limits(one: &mut Media, other: &mut Media) {
    if let (Some(one), Some(other)) = (&mut one.value, &mut other.value) {
        one.checks.retain(|check| other.checks.contains(check));
        other.checks.clone_from(&one.checks);
    }
}

/// Whether two media types are of one kind and hold one type. A merge patch of known members is another form of it.
fn says_the_same(api: &Api, one: &Media, other: &Media) -> bool {
    let ty = |media: &Media| media.value.as_ref().map(|item| item.ty.clone());
    let is_form_of_its_own = one.is_merge_patch() != other.is_merge_patch()
        && one.value.as_ref().is_some_and(|item| holds_members(api, item));
    one.kind == other.kind && ty(one) == ty(other) && !is_form_of_its_own
}

/// Whether a value has members that the document declares.
fn holds_members(api: &Api, item: &Item) -> bool {
    let TypeExpr::Named(id) = api.resolve(&item.ty) else { return false };
    matches!(api.types[*id].kind, Kind::Object(_) | Kind::Union(_))
}

/// How well a media type represents others that hold the same: JSON is the best. A JSON Patch is a list of operations
/// (RFC 6902), so that it does not fit another type.
fn rank(media: &Media) -> u8 {
    let essence = media.essence();
    let is_list = media.value.as_ref().is_some_and(|item| matches!(item.ty, TypeExpr::List(_)));
    match essence.as_str() {
        "application/json" => 0,
        "application/json-patch+json" if is_list => 1,
        "application/json-patch+json" => 5,
        "application/merge-patch+json" => 2,
        json if json == "text/json" || json.ends_with("+json") => 3,
        _ => 4,
    }
}

/// Whether a body or a response is XML and not JSON.
pub(super) fn has_xml(bundle: &Bundle) -> bool {
    let openapi = &bundle.openapi;
    let operations = || openapi.paths.paths.values().filter_map(ReferenceOr::as_item).flat_map(|path| path.iter());
    let components = openapi.components.as_ref();
    let bodies = operations()
        .filter_map(|(_, operation)| operation.request_body.as_ref())
        .chain(components.into_iter().flat_map(|components| components.request_bodies.values()));
    let responses = operations()
        .flat_map(|(_, operation)| {
            let by_status: &IndexMap<StatusCode, _> = &operation.responses.responses;
            by_status.values().chain(operation.responses.default.as_ref())
        })
        .chain(components.into_iter().flat_map(|components| components.responses.values()));
    bodies.filter_map(ReferenceOr::as_item).any(|body| is_xml(&body.content))
        || responses.filter_map(ReferenceOr::as_item).any(|response| is_xml(&response.content))
}

fn is_xml(content: &IndexMap<String, MediaType>) -> bool {
    let has = |kind| content.keys().any(|mime| media_kind(mime) == kind);
    has(MediaKind::Xml) && !has(MediaKind::Json)
}
