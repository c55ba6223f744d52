//! What does an API mean? Its bundle becomes an [`Api`], in which every type has an id and every reference is an id.
//!
//! Types get their ids first and their bodies second, so cycles need no special case. A schema that extends others is
//! lowered after them.

mod aliases;
mod all_of;
mod any_of;
mod body;
mod components;
mod constants;
mod context;
mod dedup;
mod docs;
mod enumeration;
mod extended_union;
mod implied;
mod join;
mod media;
mod null;
mod object;
mod operation;
mod param;
mod part;
mod prune;
mod scalar;
mod schema;
mod schema_view;
mod schemas;
mod secrets;
mod security;
mod server;
mod sum;
mod tags;
mod union;
mod untyped_part;
mod webhook;
mod xml;

use crate::diag::Diags;
use crate::document::Bundle;
use crate::ir::Api;
use context::Lowering;

/// Lowers a bundle.
pub fn lower(bundle: &Bundle) -> (Api, Diags) {
    let mut lowering = Lowering::new(bundle);
    lowering.declare_components();
    lowering.fill_components();
    lowering.operations();
    lowering.webhooks();
    lowering.report_plain_http();
    lowering.fill_deferred();
    lowering.fill_joins();
    lowering.open_bases();
    lowering.fill_untyped_parts();
    aliases::break_loops(&mut lowering.api, &mut lowering.diags);
    secrets::mark_secrets(&mut lowering.api);
    if lowering.has_joined {
        prune::remove_unused(&mut lowering.api);
    }
    constants::mark_constants(&mut lowering.api);
    tags::tag_by_constants(&mut lowering.api);
    dedup::merge_equal_types(&mut lowering.api);
    lowering.report_unnamed_roots();
    lowering.report_implied_types();
    (lowering.api, lowering.diags)
}
