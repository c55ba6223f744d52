//! Which webhooks does an API have, and what does each send?

use super::context::Lowering;
use crate::diag::Code;
use crate::document::Webhook;
use crate::ir::{self, Docs, Item, MediaKind, NameOrigin, Step};
use crate::pointer;

impl<'a> Lowering<'a> {
    /// Lowers every webhook, in document order.
    pub(super) fn webhooks(&mut self) {
        for webhook in &self.bundle.webhooks {
            let Webhook { key, method, operation, headers, location } = webhook;
            let pointer = pointer::from_keys(&["webhooks", key, method]);
            let Some(body) = self.webhook_body(webhook, &pointer) else { continue };
            let docs = Docs {
                title: None,
                summary: operation.summary.clone(),
                description: operation.description.clone(),
                link: operation.external_docs.as_ref().map(|docs| docs.url.clone()),
            };
            let (key, headers, location) = (key.clone(), headers.clone(), location.clone());
            let deprecated = operation.deprecated;
            self.api.webhooks.push(ir::Webhook { location, key, docs, deprecated, body, headers });
        }
    }

    /// The value of its JSON body. A webhook of another media type, or of none, is left out.
    fn webhook_body(&mut self, webhook: &'a Webhook, pointer: &str) -> Option<Item> {
        let key = format!("{} event", webhook.key);
        let origin = |step: Step| match step {
            // The event is named, and not its body: there is nothing else of it.
            Step::Body(None) => NameOrigin::InPart { key: key.clone(), path: Vec::new() },
            step => NameOrigin::InPart { key: key.clone(), path: vec![step] },
        };
        let body = webhook.operation.request_body.as_ref();
        let body = body.and_then(|body| self.body_in(body, pointer, &origin));
        let json = body.and_then(|body| body.content.into_iter().find(|media| media.kind == MediaKind::Json));
        match json {
            Some(media) => Some(media.value.unwrap_or_else(|| Item::plain(ir::TypeExpr::Json))),
            None => {
                let message = format!("the webhook `{}` has no body of JSON; it is left out", webhook.key);
                let help = "write the schema of what the service sends under `requestBody`, as `application/json`";
                self.diags.push(Code::LeftOut, webhook.location.clone(), message).help(help);
                None
            }
        }
    }
}
