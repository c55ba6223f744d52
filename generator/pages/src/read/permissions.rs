//! Which tokens a table of permissions admits.

use crate::block::{Row, Table, Text};
use crate::facts::{Availability, Permission, Statement};
use crate::profile::Column;
use crate::words::anchor;

use super::Reader;
use super::table::Columns;

impl Reader<'_> {
    /// Reads a table of permissions, and says whether it is one.
    pub(super) fn permission_table(&mut self, table: &Table, columns: &Columns) -> bool {
        let scopes = [Column::Scopes, Column::LeastScopes, Column::HigherScopes];
        let by_row = columns.has(Column::Scheme) && scopes.into_iter().any(|column| columns.has(column));
        let schemes: Vec<Option<String>> = table.head.iter().map(|head| self.scheme(&head.plain)).collect();
        if by_row {
            let descending = self.descending(table, columns);
            let mut outer = None;
            for (index, row) in table.rows.iter().enumerate() {
                let next = table.rows.get(index + 1).and_then(|row| columns.cell(row, Column::Scheme));
                let groups = next.is_some_and(|cell| !cell.is_empty() && self.scheme(&cell.plain).is_none());
                self.permission_row(row, columns, descending, groups, &mut outer);
            }
            true
        } else if schemes.iter().flatten().count() >= 2 {
            for row in &table.rows {
                self.permissions_of_subject(row, &schemes);
            }
            true
        } else {
            false
        }
    }

    fn scheme(&self, words: &str) -> Option<String> {
        let schemes = &self.profile.permissions.schemes;
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        let words = words.trim_end_matches([':', '.']);
        schemes
            .iter()
            .find(|(_, known)| known.iter().any(|known| known.matches_normal(words)))
            .map(|(name, _)| name.clone())
    }

    /// Whether the most privileged stands first. A head that does not say it leaves it open.
    fn descending(&mut self, table: &Table, columns: &Columns) -> bool {
        let rules = &self.profile.permissions;
        let Some(head) = columns.position(Column::Scopes).and_then(|at| table.head.get(at)) else { return false };
        let says = |words: &[crate::words::Words]| words.iter().any(|words| words.matches(&head.plain));
        let several =
            table.rows.iter().any(|row| columns.cell(row, Column::Scopes).is_some_and(|cell| cell.plain.contains(',')));
        let (up, down) = (says(&rules.ascending), says(&rules.descending));
        let line = table.rows.first().map_or(0, |row| row.line);
        if down {
            self.decide(
                line,
                "the head says that the most privileged permission stands first",
                "the order is reversed",
            );
        } else if !up && several {
            self.decide(line, "the head does not say which permission is the least privileged", "the first");
        }
        down
    }

    /// A row of one kind of token. Where it is empty and `groups` follow, each of these is one kind of resource, and
    /// `outer` keeps the kind of token for them.
    fn permission_row(
        &mut self,
        row: &Row,
        columns: &Columns,
        descending: bool,
        groups: bool,
        outer: &mut Option<String>,
    ) {
        let label = columns.cell(row, Column::Scheme).map_or("", |cell| cell.plain.trim());
        let others = row.cells.iter().skip(1).all(Text::is_empty);
        let named = self.scheme(label);
        if let Some(scheme) = &named {
            *outer = (others && groups).then(|| scheme.clone());
            if outer.is_some() {
                self.decide(
                    row.line,
                    format!("permissions for `{scheme}` depend on the kind of resource"),
                    "each of them",
                );
                let nothing =
                    Permission { scheme: scheme.clone(), availability: Availability::Unsaid, scopes: Vec::new() };
                self.fact(row.line, &format!("permission/{scheme}"), Statement::Permission(nothing));
                return;
            }
        }
        if let (None, Some(scheme)) = (&named, outer.clone()) {
            let under = self.place.under.replace(anchor(label));
            let cell = columns.cell(row, Column::Scopes).map_or(String::new(), |cell| cell.plain.trim().to_owned());
            self.permission(row.line, &scheme, &cell, descending);
            self.place.under = under;
            return;
        }
        let Some(scheme) = named else {
            if row.cells.iter().any(|cell| !cell.is_empty()) {
                self.tell(
                    row.line,
                    format!(
                        "the row `{label}` of a table of permissions is for no kind of token that the profile knows"
                    ),
                );
            }
            return;
        };
        let outer = self.place.under.clone();
        for (at, held) in columns.held.iter().enumerate() {
            let Some((Column::Scopes | Column::LeastScopes, gap)) = held else { continue };
            let mut cell = row.cells.get(at).map_or(String::new(), |cell| cell.plain.trim().to_owned());
            if let Some(higher) = columns.cell(row, Column::HigherScopes) {
                let higher = higher.plain.trim();
                let none = self.profile.permissions.none.iter().chain(&self.profile.permissions.unavailable);
                if !none.into_iter().any(|words| words.matches(higher)) {
                    cell = format!("{cell}, {higher}");
                }
            }
            if !gap.is_empty() && columns.held.iter().flatten().filter(|(held, _)| *held == Column::Scopes).count() > 1
            {
                self.place.under = Some(anchor(gap));
            }
            self.permission(row.line, &scheme, &cell, descending);
            self.place.under.clone_from(&outer);
        }
    }

    /// A row of one kind of resource, with a column for each kind of token.
    fn permissions_of_subject(&mut self, row: &Row, schemes: &[Option<String>]) {
        let subject = row.cells.first().map_or("", |cell| cell.plain.trim());
        let outer = self.place.under.clone();
        self.place.under = Some(anchor(subject));
        for (at, scheme) in schemes.iter().enumerate() {
            if let Some(scheme) = scheme {
                let cell = row.cells.get(at).map_or(String::new(), |cell| cell.plain.trim().to_owned());
                self.permission(row.line, scheme, &cell, false);
            }
        }
        self.place.under = outer;
    }

    fn permission(&mut self, line: usize, scheme: &str, cell: &str, descending: bool) {
        let rules = &self.profile.permissions;
        let mut scopes: Vec<String> = Vec::new();
        for found in rules.scopes.iter().flat_map(|pattern| pattern.all(cell)) {
            if let Some(scope) = found.name("scope").map(|scope| scope.as_str().to_owned())
                && !scopes.contains(&scope)
            {
                scopes.push(scope);
            }
        }
        if descending {
            scopes.reverse();
        }
        let unavailable = rules.unavailable.iter().chain(&rules.none).any(|words| words.matches(cell));
        let availability = if !scopes.is_empty() {
            Availability::Available
        } else if unavailable {
            Availability::Unavailable
        } else {
            Availability::Unsaid
        };
        if availability == Availability::Unsaid {
            let what = if cell.is_empty() {
                format!("the page names no permission for `{scheme}`")
            } else {
                format!("`{cell}` names no permission for `{scheme}`")
            };
            self.decide(line, what, "no permission is documented");
        }
        self.fact(line, &format!("permission/{scheme}"), {
            Statement::Permission(Permission { scheme: scheme.to_owned(), availability, scopes })
        });
    }
}
