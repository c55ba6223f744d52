//! Which features some documents need and others do not.

use std::collections::BTreeSet;

use super::cx::Model;
use super::xml::XmlBodies;

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
pub struct Needed(BTreeSet<OnDemand>);

impl Needed {
    pub fn of(models: &[Model]) -> Self {
        let needed = |feature: &OnDemand| models.iter().any(|model| feature.is_needed(model));
        Self(OnDemand::ALL.into_iter().filter(needed).collect())
    }

    pub fn has(&self, feature: OnDemand) -> bool {
        self.0.contains(&feature)
    }

    /// Their names, in a fixed order.
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        self.0.iter().map(|feature| feature.name())
    }
}
