//! What users see of an operation.

use super::items::{Argument, Callable, Choice, Constant, Field, Passed, Record, Variant};
use crate::analyse::{Construction, Context};
use crate::emit::body::{self, BodyArgument};
use crate::emit::cx::Cx;
use crate::emit::member;
use crate::emit::params::{self, Named};
use crate::emit::response_headers;
use crate::emit::responses;
use crate::emit::rust_type::Generic;
use crate::emit::typing::value_type;
use crate::ir::OperationId;

/// An operation.
pub fn callable(cx: &Cx, id: OperationId) -> Callable {
    let (operation, names) = (&cx.api().operations[id], cx.model.names.operation(id));
    let params = params::operation_params(cx, id);
    let body = body::body_argument(cx, id);
    let responses = responses::responses(cx, id);
    let mut arguments: Vec<Argument> = params.path.iter().filter_map(|named| path_argument(cx, named)).collect();
    if let (Some(argument), Some(body)) = (&body, &operation.body) {
        arguments.push(Argument {
            name: argument.name().clone(),
            wire: String::new(),
            sent_in: None,
            label: None,
            passed: Passed::Into(argument.value()),
            location: body.location.clone(),
        });
    }
    let outcomes = |side: &responses::Outcomes| {
        let variants = side.variants().map(|(name, ty, response, media)| Variant {
            name: name.clone(),
            wire: format!("{} {}", responses::status_word(response.status), media.map_or("", |media| &media.mime)),
            payload: Some(ty.clone()),
            pointer: None,
            location: media.map_or(&response.location, |media| &media.location).clone(),
        });
        side.enum_type().map(|name| (name.clone(), Choice { variants: variants.collect(), from: Vec::new() }))
    };
    Callable {
        id,
        location: operation.location.clone(),
        module: names.module.clone(),
        function: names.function.clone(),
        with: operation.offers_others().then(|| names.with_function.clone()),
        arguments,
        needs_params: operation.needs_others(),
        params_type: names.params_type.clone(),
        params: (!params.others.is_empty()).then(|| params_record(cx, &params.others)),
        bodies: body.as_ref().filter(|body| body.is_enum()).map(|body| (names.body_type.clone(), bodies(cx, id, body))),
        output: responses.success.ty(),
        error: responses.error.ty(),
        outcomes: outcomes(&responses.success),
        errors: outcomes(&responses.error),
        is_paged: cx.model.exchange.paging(id).is_some(),
        is_long_running: cx.model.exchange.long_running(id).is_some(),
    }
}

fn path_argument(cx: &Cx, named: &Named) -> Option<Argument> {
    if named.param.constant.is_some() {
        return None;
    }
    Some(Argument {
        name: named.name.clone(),
        wire: named.param.name.clone(),
        sent_in: Some(named.param.sent_in),
        label: named.label.cloned(),
        passed: passed(named.argument(cx)),
        location: named.param.location.clone(),
    })
}

/// What a caller passes. A box is made by the function.
pub fn passed(argument: member::Argument) -> Passed {
    match argument {
        member::Argument::Plain(ty) => Passed::Plain(ty),
        member::Argument::Into(ty) | member::Argument::Boxed(ty) => Passed::Into(ty),
        member::Argument::Nullable(ty) => Passed::Nullable(ty),
        member::Argument::List(ty) => Passed::List(ty),
        member::Argument::Map(ty) => Passed::Map(ty),
    }
}

fn params_record(cx: &Cx, others: &[Named]) -> Record {
    let fields = others.iter().map(|named| Field {
        name: named.name.clone(),
        wire: named.param.name.clone(),
        sent_in: Some(named.param.sent_in),
        ty: named.ty(cx),
        is_required: named.param.required && named.param.constant.is_none(),
        because: None,
        location: named.param.location.clone(),
    });
    let required = others.iter().filter(|named| named.param.required && named.param.constant.is_none());
    let arguments = required.map(|named| Argument {
        name: named.name.clone(),
        wire: named.param.name.clone(),
        sent_in: Some(named.param.sent_in),
        label: None,
        passed: passed(named.argument(cx)),
        location: named.param.location.clone(),
    });
    let arguments: Vec<Argument> = arguments.collect();
    let (construction, has_default) = (Construction::Setters, arguments.is_empty());
    Record { fields: fields.collect(), construction, arguments, has_default, from: Vec::new() }
}

fn bodies(cx: &Cx, id: OperationId, body: &BodyArgument) -> Choice {
    let names = cx.model.names.operation(id);
    let variants = names.body_variants.iter().zip(body.contents()).map(|(name, (media, ty))| Variant {
        name: name.clone(),
        wire: media.mime.clone(),
        payload: Some(ty.clone()),
        pointer: None,
        location: media.location.clone(),
    });
    Choice { variants: variants.collect(), from: body.made_from().into_iter().cloned().collect() }
}

/// The constants for the headers of the responses of an operation.
pub fn headers(cx: &Cx, id: OperationId) -> Vec<Constant> {
    let module = &cx.model.names.operation(id).module;
    let headers = response_headers::of_operation(cx, id).map(|(name, header)| Constant {
        path: format!("{module}::{name}"),
        ty: value_type(cx, &header.value.ty, Context::Read).inside(Generic::ResponseHeader),
        location: header.location.clone(),
    });
    headers.collect()
}
