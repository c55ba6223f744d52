//! What a table says, by what stands below its heading and by the heads of its columns.

use crate::block::{Row, Table, Text};
use crate::facts::{Availability, Statement};
use crate::profile::{Column, Role};

use super::Reader;

/// A table whose columns are known.
pub(super) struct Columns {
    /// What each column holds, and what stands in the gap of the words of its head.
    pub(super) held: Vec<Option<(Column, String)>>,
}

impl Columns {
    /// Where the first column of a kind is.
    pub fn position(&self, column: Column) -> Option<usize> {
        self.held.iter().position(|held| held.as_ref().is_some_and(|(held, _)| *held == column))
    }

    /// The cell of a row in the first column of a kind.
    pub fn cell<'r>(&self, row: &'r Row, column: Column) -> Option<&'r Text> {
        self.position(column).and_then(|at| row.cells.get(at))
    }

    pub fn has(&self, column: Column) -> bool {
        self.position(column).is_some()
    }
}

impl Reader<'_> {
    pub(super) fn table(&mut self, table: &Table, line: usize) {
        self.lines.insert(line);
        if self.clouds(table, line) {
            return;
        }
        let held = table.head.iter().map(|head| self.profile.column(&head.plain)).collect();
        let columns = Columns { held };
        if self.permission_table(table, &columns) {
            return;
        }
        let rows: Vec<&Row> = table.rows.iter().filter(|row| row.cells.iter().any(|cell| !cell.is_empty())).collect();
        for row in &rows {
            if row.surplus {
                let last = row.cells.last().map_or("", |cell| cell.plain.trim());
                self.decide(
                    row.line,
                    "the row has more cells than the table has columns",
                    format!("the last cell is `{last}`"),
                );
            }
        }
        let named = columns.has(Column::Name);
        match self.place.role() {
            Some(Role::RequestHeaders) if named => rows.iter().for_each(|row| self.request_header(row, &columns)),
            Some(Role::ResponseHeaders) if named => rows.iter().for_each(|row| self.response_header(row, &columns)),
            Some(Role::Nothing) => {
                for row in &rows {
                    let first = row.cells.first().map_or("", |cell| cell.plain.trim());
                    self.tell(
                        row.line,
                        format!("the row `{first}`, below a heading that the profile reads nothing from"),
                    );
                }
            }
            Some(role) if self.enumerates(role, &columns) => self.enumeration(&rows, &columns),
            Some(role) if named && self.members(&rows, &columns, role) => {}
            None if named && self.profile.parts && self.members(&rows, &columns, Role::Parameters) => {}
            Some(_) | None => self.unread(table, &rows),
        }
    }

    /// Tells each row of a table that nothing reads.
    fn unread(&mut self, table: &Table, rows: &[&Row]) {
        let head: Vec<&str> = table.head.iter().map(|head| head.plain.trim()).collect();
        let head = head.join(" | ");
        for row in rows {
            let first = row.cells.first().map_or("", |cell| cell.plain.trim());
            self.tell(row.line, format!("the row `{first}` of a table `{head}`"));
        }
    }

    /// A table whose columns are clouds. A page that lost the marks has the head alone.
    fn clouds(&mut self, table: &Table, line: usize) -> bool {
        let clouds: Vec<Option<String>> =
            table.head.iter().map(|head| self.profile.cloud(&head.plain).map(str::to_owned)).collect();
        if clouds.iter().flatten().count() < 2 {
            return false;
        }
        let row = table.rows.first();
        for (index, name) in clouds.iter().enumerate() {
            let Some(name) = name else { continue };
            let cell = row.and_then(|row| row.cells.get(index));
            let said = cell.and_then(|cell| self.profile.answers.read(cell.plain.trim()));
            let availability = match said {
                Some(true) => Availability::Available,
                Some(false) => Availability::Unavailable,
                None => Availability::Unsaid,
            };
            let line = row.map_or(line, |row| row.line);
            if availability == Availability::Unsaid {
                self.decide(line, format!("the page names the cloud `{name}` and has no mark for it"), "not available");
            }
            self.fact(line, &format!("cloud/{name}"), Statement::Cloud { name: name.clone(), availability });
        }
        true
    }

    /// Whether the rows are values of an enumeration.
    fn enumerates(&self, role: Role, columns: &Columns) -> bool {
        let valued = columns.has(Column::Value) && !columns.has(Column::Name);
        match role {
            Role::Values => columns.has(Column::Name) || columns.has(Column::Value),
            Role::Resource | Role::Properties => valued,
            Role::Permissions
            | Role::Clouds
            | Role::Request
            | Role::QueryParameters
            | Role::PathParameters
            | Role::Parameters
            | Role::RequestHeaders
            | Role::ResponseHeaders
            | Role::Body
            | Role::Response
            | Role::ResponseBody
            | Role::Example
            | Role::ExampleRequest
            | Role::ExampleResponse
            | Role::Nothing => false,
        }
    }

    /// The values of an enumeration, one a row.
    fn enumeration(&mut self, rows: &[&Row], columns: &Columns) {
        let column = if columns.has(Column::Value) && self.profile.parts { Column::Value } else { Column::Name };
        let column = if columns.has(column) { column } else { Column::Value };
        let values: Vec<String> = rows
            .iter()
            .filter_map(|row| columns.cell(row, column))
            .map(|cell| cell.plain.trim().to_owned())
            .filter(|value| !value.is_empty())
            .collect();
        let name = self.place.resource.clone().unwrap_or_else(|| self.name.clone());
        let line = rows.first().map_or(0, |row| row.line);
        self.lines.extend(rows.iter().map(|row| row.line));
        let tail = self.tail("enumeration", &name, "");
        let owner = crate::facts::Owner::Resource(name.clone());
        self.fact(line, &tail, Statement::Values { owner, name, values });
    }
}
