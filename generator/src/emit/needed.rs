//! Which features some documents need and others do not.

use std::collections::BTreeSet;

use super::batching::Batches;
use super::cx::Model;
use super::webhooks::HasWebhooks;
use super::xml::XmlBodies;
use crate::config::Config;

/// A feature that is on by default only in a crate whose documents need it: what a document does not have would cost its
/// users time to compile all the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum OnDemand {
    Xml,
    OAuth2,
    Paging,
    LongRunning,
}

impl OnDemand {
    const ALL: [Self; 4] = [Self::Xml, Self::OAuth2, Self::Paging, Self::LongRunning];

    /// The name of the feature.
    pub fn name(self) -> &'static str {
        match self {
            Self::Xml => "xml",
            Self::OAuth2 => "oauth2",
            Self::Paging => "paging",
            Self::LongRunning => "long-running",
        }
    }

    fn is_needed(self, model: &Model) -> bool {
        let mut operations = model.api.operations.ids();
        match self {
            Self::Xml => XmlBodies::of(&[*model]) == XmlBodies::Some,
            Self::OAuth2 => model.api.security_schemes.iter().any(|scheme| scheme.token_endpoint.is_some()),
            Self::Paging => operations.any(|id| model.exchange.paging(id).is_some()),
            Self::LongRunning => operations.any(|id| model.exchange.long_running(id).is_some()),
        }
    }
}

/// The features that the documents of a crate need.
pub struct Needed {
    on: BTreeSet<OnDemand>,
    /// Not on by default even where there are some: few programs receive them, and they bring models and dependencies.
    webhooks: HasWebhooks,
    /// Not on by default either.
    batches: Batches,
}

impl Needed {
    pub fn of(config: &Config, models: &[Model]) -> Self {
        let needed = |feature: &OnDemand| models.iter().any(|model| feature.is_needed(model));
        let on = OnDemand::ALL.into_iter().filter(needed).collect();
        Self { on, webhooks: HasWebhooks::of(config, models), batches: Batches::of(config) }
    }

    /// What a crate needs that is for all documents.
    pub fn everything() -> Self {
        Self { on: OnDemand::ALL.into(), webhooks: HasWebhooks::Some, batches: Batches::Some }
    }

    pub fn webhooks(&self) -> HasWebhooks {
        self.webhooks
    }

    pub fn batches(&self) -> Batches {
        self.batches
    }

    pub fn has(&self, feature: OnDemand) -> bool {
        self.on.contains(&feature)
    }

    /// Their names, in a fixed order.
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        self.on.iter().map(|feature| feature.name())
    }
}
