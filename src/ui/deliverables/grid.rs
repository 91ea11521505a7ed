//! Lines under headings, as a table.

use eframe::egui::{Align2, Pos2, Rect, Role, Sense, Ui, Vec2, WidgetInfo};

use crate::ui::theme::{Theme, Token, Type, space};
use crate::ui::widgets::elided;

const ROW: f32 = space::ROW;
/// What a letter of running text takes at most, on the whole.
const LETTER: f32 = 6.4;
/// A cell with more letters is cut short.
const MOST_LETTERS: usize = 44;

/// A table as it is looked at.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Grid {
    /// The headings first.
    lines: Vec<Vec<String>>,
    widths: Vec<f32>,
}

impl Grid {
    /// Such lines, the headings first.
    pub(super) fn of(lines: Vec<Vec<String>>) -> Self {
        let n_columns = lines.iter().map(Vec::len).max().unwrap_or_default();
        let width = |column| {
            let letters = |line: &Vec<String>| line.get(column).map_or(0, |cell: &String| cell.chars().count());
            let mut all: Vec<usize> = lines.iter().map(letters).collect();
            let heading = all.first().copied().unwrap_or_default();
            all.sort_unstable();
            // A few cells that are longer than most are no reason to push the others out of sight.
            let most = all.get(all.len() * 17 / 20).copied().unwrap_or_default();
            most.max(heading).clamp(4, MOST_LETTERS) as f32 * LETTER + 2.0 * space::SMALL
        };
        let widths = (0..n_columns).map(width).collect();
        Self { lines, widths }
    }

    /// What a CSV file says (RFC 4180).
    pub(super) fn of_csv(text: &str) -> Self {
        let mut letters = text.trim_start_matches('\u{feff}').chars().peekable();
        let (mut lines, mut line, mut cell) = (Vec::new(), Vec::new(), String::new());
        let mut is_quoted = false;
        while let Some(letter) = letters.next() {
            match letter {
                '"' if is_quoted && letters.peek() == Some(&'"') => cell.extend(letters.next()),
                '"' => is_quoted = !is_quoted,
                ',' if !is_quoted => line.push(std::mem::take(&mut cell)),
                '\n' if !is_quoted => {
                    line.push(std::mem::take(&mut cell));
                    lines.push(std::mem::take(&mut line));
                }
                '\r' => {}
                _ => cell.push(letter),
            }
        }
        if !(line.is_empty() && cell.is_empty()) {
            line.push(cell);
            lines.push(line);
        }
        Self::of(lines)
    }

    /// How many lines there are below the headings.
    pub(super) fn n_rows(&self) -> usize {
        self.lines.len().saturating_sub(1)
    }

    /// Draws it at its full size; only the lines in view are drawn, and the headings stay above them.
    pub(super) fn ui(&self, ui: &mut Ui, theme: &Theme) {
        let Some((headings, rows)) = self.lines.split_first() else { return };
        let size = Vec2::new(self.widths.iter().sum(), self.lines.len() as f32 * ROW);
        let (rect, whole) = ui.allocate_exact_size(size, Sense::hover());
        let seen = ui.clip_rect().intersect(rect);
        if !seen.is_positive() {
            return;
        }
        let first = ((seen.top() - rect.top()) / ROW - 1.0).max(0.0) as usize;
        let last = rows.len().min(((seen.bottom() - rect.top()) / ROW) as usize);
        let line_at = |top: f32| Rect::from_min_size(Pos2::new(rect.left(), top), Vec2::new(size.x, ROW));
        for (at, row) in rows.iter().enumerate().take(last).skip(first) {
            let place = line_at(rect.top() + (at + 1) as f32 * ROW);
            let response = ui.interact(place, whole.id.with(at), Sense::hover());
            let spoken = row.join(", ");
            response.widget_info(|| WidgetInfo::labeled(Role::Row, true, &spoken));
            ui.painter().hline(place.x_range(), place.bottom(), theme.stroke(1.0, Token::Line));
            self.line_ui(ui, theme, place, row, Type::Small, Token::Text);
        }
        let above = line_at(rect.top().max(seen.top()).min(rect.bottom() - ROW));
        ui.painter().rect_filled(above, 0.0, theme.color(Token::Bar));
        ui.painter().hline(above.x_range(), above.bottom(), theme.stroke(1.0, Token::FieldLine));
        self.line_ui(ui, theme, above, headings, Type::CaptionStrong, Token::TextMuted);
    }

    fn line_ui(&self, ui: &Ui, theme: &Theme, place: Rect, cells: &[String], font: Type, ink: Token) {
        let mut left = place.left() + space::SMALL;
        for (at, (cell, width)) in cells.iter().zip(&self.widths).enumerate() {
            let words = cell.replace('\n', " ");
            // The last one of a line may go on, such as a note.
            let is_last = cells[at + 1..].iter().all(String::is_empty);
            let room = if is_last { place.right() - left } else { *width };
            let words = elided(ui, &words, font.font(), theme.color(ink), room - space::SMALL);
            let at = Align2::LEFT_CENTER.anchor_size(Pos2::new(left, place.center().y), words.size()).min;
            ui.painter().galley(at, words, theme.color(ink));
            left += width;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_csv_file_is_read_with_its_quotes() {
        let grid = Grid::of_csv("\u{feff}a,b\r\n\"one, \"\"two\"\"\r\nthree\",'=x\r\n,\r\n");
        assert_eq!(grid.lines, [["a", "b"], ["one, \"two\"\nthree", "'=x"], ["", ""]]);
        assert_eq!(grid.n_rows(), 2);
        assert_eq!(Grid::of_csv("a,b").lines, [["a", "b"]]);
        assert_eq!(Grid::of_csv("").n_rows(), 0);
    }
}
