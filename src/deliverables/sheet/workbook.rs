use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, XlsxError};

use super::Table;
use crate::deliverables::NotMade;

/// The widest a column becomes of its own, in characters.
const WIDEST: usize = 60;

/// A workbook with a page for each table: the headings stay in sight, and every cell is text, never a formula.
///
/// The day is that of the workbook's making; where it is not a day, the first of 2000 stands in, for the same
/// deployment has to give the same bytes.
pub(super) fn write(tables: &[Table], today: &str) -> Result<Vec<u8>, NotMade> {
    book(tables, today).map_err(|error| NotMade::because(&error))
}

fn book(tables: &[Table], today: &str) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let made = ExcelDateTime::parse_from_str(today).or_else(|_| ExcelDateTime::from_ymd(2000, 1, 1))?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&made));
    let heading = Format::new().set_bold();
    for table in tables {
        let sheet = book.add_worksheet().set_name(table.title)?;
        sheet.set_freeze_panes(1, 0)?;
        for (column, title) in (0..).zip(table.columns) {
            sheet.write_string_with_format(0, column, *title, &heading)?;
            let cells = table.rows.iter().map(|row| row[usize::from(column)].chars().count());
            let width = cells.chain([title.chars().count()]).max().unwrap_or_default();
            sheet.set_column_width(column, (width.min(WIDEST) + 2) as f64)?;
        }
        let mut line = 1;
        for row in &table.rows {
            for (column, cell) in (0..).zip(row) {
                sheet.write_string(line, column, cell)?;
            }
            line += 1;
        }
        for note in &table.notes {
            line += 1;
            sheet.write_string(line, 0, note)?;
        }
    }
    book.save_to_buffer()
}
