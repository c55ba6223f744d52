//! Where on a page a block stands: below which heading, and what the profile says that it means.

use crate::block::Text;
use crate::profile::{Profile, Role};
use crate::words::{anchor, normal};

/// Where on a page a block stands.
#[derive(Clone, Debug, Default)]
pub(super) struct Place {
    /// Headings that are open, from the outermost: level, and what stands below, if the profile knows it.
    open: Vec<(u8, Option<Role>)>,
    /// What a short line before the block says that it is.
    lead: Option<Role>,
    /// The part of the page, where a page has several.
    pub under: Option<String>,
    /// The level of the heading of that part.
    part: Option<u8>,
    /// The status that a heading gives for what follows.
    pub status: Option<u16>,
    /// The resource that members belong to.
    pub resource: Option<String>,
    /// Headings that named a resource, from the outermost: level, and the resource before.
    before: Vec<(u8, Option<String>)>,
    /// Whether the page has had its title.
    pub titled: bool,
    /// The term whose definition comes next.
    pub term: Option<Text>,
}

impl Place {
    /// What stands here.
    pub fn role(&self) -> Option<Role> {
        self.lead.or_else(|| self.open.iter().rev().find_map(|(_, role)| *role))
    }

    /// Whether payloads stand here.
    pub fn in_example(&self) -> bool {
        self.role().is_some_and(Role::is_example)
    }

    /// Goes below a heading, and says whether another part of the page begins. A heading that is deeper than one with
    /// an operation is of the same part; `working` says that there is one.
    pub fn enter(&mut self, level: u8, printed: &str, profile: &Profile, title: bool, working: bool) -> bool {
        self.lead = None;
        self.term = None;
        let ends = profile.parts && self.part.is_some_and(|part| level <= part);
        if ends {
            (self.part, self.under, self.status) = (None, None, None);
        }
        // A heading "Request" that follows an example belongs to it, at whatever level.
        let deeper = |open: &(u8, Option<Role>)| open.1.is_some_and(Role::is_example) && open.0 < level && !ends;
        let part_of_example = !profile.parts && is_half(printed) && self.in_example();
        if self.open.iter().any(deeper) || part_of_example {
            let half =
                if normal(printed).starts_with("request") { Role::ExampleRequest } else { Role::ExampleResponse };
            let role = if is_half(printed) { half } else { Role::Example };
            let outer = self.open.iter().position(|(_, role)| role.is_some_and(Role::is_example)).unwrap_or(0);
            self.open.truncate(outer + 1);
            self.open.push((level.max(7), Some(role)));
            return false;
        }
        while self.open.last().is_some_and(|(open, _)| *open >= level) {
            self.open.pop();
        }
        self.leave_resources(level);
        let found = profile.role(printed);
        let inner = self.role();
        match found {
            Some((role, gap)) => {
                if matches!(role, Role::Resource | Role::Properties | Role::Values) && !gap.is_empty() {
                    self.before.push((level, self.resource.replace(gap.to_owned())));
                }
                if role == Role::Permissions {
                    self.under = (inner == Some(Role::Permissions) && !gap.is_empty()).then(|| anchor(printed));
                } else if !profile.parts {
                    self.under = None;
                }
                self.open.push((level, Some(role)));
                ends
            }
            None if profile.parts && !title && (self.part.is_none() || !working) => {
                self.open.clear();
                self.open.push((level, None));
                self.part = Some(level);
                self.under = Some(anchor(printed));
                self.resource = None;
                self.before.clear();
                true
            }
            None => {
                // Permissions for one kind of resource each.
                if inner == Some(Role::Permissions) {
                    self.under = Some(anchor(printed));
                }
                self.open.push((level, inner.filter(|_| !title)));
                false
            }
        }
    }

    /// Members belong again to the resource that the headings around this one named.
    fn leave_resources(&mut self, level: u8) {
        while self.before.last().is_some_and(|(named, _)| *named >= level) {
            if let Some((_, outer)) = self.before.pop() {
                // Without one, what follows is still taken for members of the last that was named.
                self.resource = outer.or(self.resource.take());
            }
        }
    }

    /// Takes a short line for a heading, if the profile knows it.
    pub fn lead(&mut self, printed: &str, profile: &Profile) -> bool {
        let Some((role, gap)) = profile.role(printed) else { return false };
        // A sentence such as "there are two ways of addressing a thing resource" names none.
        if role == Role::Resource && gap.split_whitespace().nth(1).is_some() {
            return false;
        }
        self.lead = Some(role);
        if matches!(role, Role::Resource | Role::Properties) && !gap.is_empty() {
            self.resource = Some(gap.to_owned());
        }
        true
    }
}

/// Whether a heading names one half of an example.
fn is_half(printed: &str) -> bool {
    let words = normal(printed);
    words.starts_with("request") && words.len() < 12 || words.starts_with("response") && words.len() < 13
}
