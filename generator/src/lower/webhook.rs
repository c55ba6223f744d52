//! Which webhooks and callbacks does an API have, and what does each send?

use super::context::Lowering;
use crate::diag::Code;
use crate::document::{Callback, Webhook};
use crate::ir::{self, Docs, Item, MediaKind, NameOrigin, OperationId, Step};
use crate::pointer;

impl<'a> Lowering<'a> {
    /// Lowers every webhook, in document order.
    pub(super) fn webhooks(&mut self) {
        for webhook in &self.bundle.webhooks {
            let pointer = pointer::from_keys(&["webhooks", &webhook.key, webhook.method]);
            let lowered = self.event(webhook, "webhook", &pointer);
            self.api.webhooks.extend(lowered);
        }
    }

    /// Lowers the callbacks of an operation, in document order.
    pub(super) fn callbacks(&mut self, operation: OperationId, callbacks: &'a [Callback], pointer: &str) {
        for callback in callbacks {
            let pointer = format!("{pointer}{}", callback.pointer());
            let Some(sent) = self.event(&callback.sent, "callback", &pointer) else { continue };
            let (url, method) = (callback.url.clone(), callback.sent.method);
            self.api.callbacks.push(ir::Callback { operation, url, method, sent });
        }
    }

    /// What is sent. One that has no body of JSON is left out; `what` it is.
    fn event(&mut self, webhook: &'a Webhook, what: &str, pointer: &str) -> Option<ir::Webhook> {
        let Webhook { key, method: _, operation, headers, location } = webhook;
        let Some(body) = self.body_of_event(webhook, pointer) else {
            let message = format!("the {what} `{key}` has no body of JSON; it is left out");
            let help = "write the schema of what the service sends under `requestBody`, as `application/json`";
            self.diags.push(Code::LeftOut, location.clone(), message).help(help);
            return None;
        };
        let docs = Docs {
            title: None,
            summary: operation.summary.clone(),
            description: operation.description.clone(),
            link: operation.external_docs.as_ref().map(|docs| docs.url.clone()),
        };
        let (key, headers, location) = (key.clone(), headers.clone(), location.clone());
        Some(ir::Webhook { location, key, docs, deprecated: operation.deprecated, body, headers })
    }

    /// The value of its JSON body.
    fn body_of_event(&mut self, webhook: &'a Webhook, pointer: &str) -> Option<Item> {
        let key = format!("{} event", webhook.key);
        let origin = |step: Step| match step {
            // The event is named, and not its body: there is nothing else of it.
            Step::Body(None) => NameOrigin::InPart { key: key.clone(), path: Vec::new() },
            step => NameOrigin::InPart { key: key.clone(), path: vec![step] },
        };
        let body = self.body_in(webhook.operation.request_body.as_ref()?, pointer, &origin)?;
        let json = body.content.into_iter().find(|media| media.kind == MediaKind::Json)?;
        Some(json.value.unwrap_or_else(|| Item::plain(ir::TypeExpr::Json)))
    }
}
