//! What a table of headers says.

use crate::block::Row;
use crate::facts::{Mark, Need, Side, Statement};
use crate::profile::Column;

use super::table::Columns;
use super::{Reader, wording};

impl Reader<'_> {
    pub(super) fn request_header(&mut self, row: &Row, columns: &Columns) {
        self.header(row, columns, Side::Request);
    }

    pub(super) fn response_header(&mut self, row: &Row, columns: &Columns) {
        self.header(row, columns, Side::Response);
    }

    fn header(&mut self, row: &Row, columns: &Columns, side: Side) {
        let cell = |column| columns.cell(row, column).map(|cell| cell.plain.trim().to_owned()).unwrap_or_default();
        let name = cell(Column::Name);
        let name = name.trim_end_matches(':').trim().to_owned();
        if name.is_empty() {
            self.tell(row.line, "a header without a name");
            return;
        }
        let prose: Vec<String> =
            [Column::Value, Column::Description].into_iter().map(cell).filter(|text| !text.is_empty()).collect();
        let prose = prose.join(" ");
        let need = self.need(&prose, &cell(Column::Required));
        let values = &self.profile.phrases.header_values;
        let value = values.iter().find_map(|pattern| Some(pattern.find(&prose)?.name("value")?.as_str().to_owned()));
        let of = match side {
            Side::Request => "header",
            Side::Response => "response-header",
        };
        let tail = self.tail(of, &name, "");
        self.worded_fact(row.line, &tail, wording(&prose), Statement::Header { side, name, need, value });
    }

    /// Whether something must be sent, by its description and by a cell that answers it.
    pub(super) fn need(&self, prose: &str, answer: &str) -> Need {
        match self.profile.answers.read(answer) {
            Some(true) => return Need::Required,
            Some(false) => return Need::Optional,
            None => {}
        }
        let says = |mark: Mark| {
            let patterns = self.profile.phrases.marks.0.get(&mark);
            patterns.is_some_and(|patterns| patterns.iter().any(|pattern| pattern.is_in(prose)))
        };
        if says(Mark::Required) {
            Need::Required
        } else if says(Mark::Optional) {
            Need::Optional
        } else {
            Need::Unsaid
        }
    }
}
