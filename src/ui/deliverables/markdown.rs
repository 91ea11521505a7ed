//! The little Markdown that the deliverables are written in, as a page to be read.

use eframe::egui::{Rect, RichText, Sense, StrokeKind, Ui, Vec2};

use super::grid::Grid;
use crate::ui::theme::{Theme, Token, Type, space};

/// More paragraphs are not shown: a page is read here, not studied.
const MOST_BLOCKS: usize = 400;

/// The mark of a point that somebody will tick when it is done.
const TO_DO: &str = "[ ]";

/// A part of a page.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Block {
    /// With how many `#` it begins.
    Heading(usize, String),
    Text(String),
    /// A point of a list, with its mark and how far it is moved in.
    Item(usize, String, String),
    Code(String),
    Table(Grid),
    /// What is left out at the end.
    More(usize),
}

/// Reads a page.
pub(super) fn read(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut lines = text.lines().peekable();
    let mut joins = false;
    while let Some(line) = lines.next() {
        if blocks.len() == MOST_BLOCKS {
            blocks.push(Block::More(1 + lines.count()));
            break;
        }
        let trimmed = line.trim_start();
        let was_joining = std::mem::replace(&mut joins, false);
        if trimmed.is_empty() {
            continue;
        }
        let level = trimmed.bytes().take_while(|letter| *letter == b'#').count();
        if let (1..=6, Some(title)) = (level, trimmed[level..].strip_prefix(' ')) {
            blocks.push(Block::Heading(level, plain(title)));
        } else if let Some(fence) = trimmed.strip_prefix("```").map(|_| "```") {
            let code: Vec<&str> = lines.by_ref().take_while(|line| line.trim() != fence).collect();
            blocks.push(Block::Code(code.join("\n")));
        } else if trimmed.starts_with('|') {
            let mut table = vec![cells(trimmed)];
            while let Some(line) = lines.next_if(|line| line.trim_start().starts_with('|')) {
                if line.contains(|letter| !matches!(letter, '|' | '-' | ':' | ' ')) || table.len() > 1 {
                    table.push(cells(line.trim_start()));
                }
            }
            blocks.push(Block::Table(Grid::of(table)));
        } else if let Some((mark, rest)) = item(trimmed) {
            joins = true;
            blocks.push(Block::Item(line.len() - trimmed.len(), mark, plain(rest)));
        } else if let (true, Some(Block::Text(text) | Block::Item(_, _, text))) = (was_joining, blocks.last_mut()) {
            joins = true;
            text.push(' ');
            text.push_str(&plain(trimmed));
        } else {
            joins = true;
            blocks.push(Block::Text(plain(trimmed)));
        }
    }
    blocks
}

/// The mark of a point, and what comes after it.
fn item(line: &str) -> Option<(String, &str)> {
    if let Some(rest) = line.strip_prefix("- [ ] ") {
        return Some((TO_DO.to_owned(), rest));
    }
    if let Some(rest) = line.strip_prefix("- ").or_else(|| line.strip_prefix("* ")) {
        return Some(("•".to_owned(), rest));
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let rest = line[digits..].strip_prefix(". ").filter(|_| digits > 0)?;
    Some((format!("{}.", &line[..digits]), rest))
}

fn cells(line: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut is_escaped = false;
    for letter in line.trim_end().trim_start_matches('|').chars() {
        match letter {
            '|' if !is_escaped => cells.push(String::new()),
            _ => cells.last_mut().expect("there is one from the beginning").push(letter),
        }
        is_escaped = letter == '\\' && !is_escaped;
    }
    // A line ends with a bar.
    cells.pop_if(|last| last.trim().is_empty());
    cells.iter().map(|cell| plain(cell.trim())).collect()
}

/// The words without the marks around them.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => out.extend(letters.next()),
            '`' | '*' => {}
            _ => out.push(letter),
        }
    }
    out.replace("<br>", " ").replace("&lt;", "<").replace("&amp;", "&")
}

/// Draws a page, its lines no longer than that.
pub(super) fn page_ui(ui: &mut Ui, theme: &Theme, blocks: &[Block], width: f32, more: impl Fn(usize) -> String) {
    let words = |text: &str, font: Type, ink: Token| RichText::new(text).font(font.font()).color(theme.color(ink));
    for block in blocks {
        ui.scope(|ui| {
            ui.set_max_width(width);
            match block {
                Block::Heading(level, text) => {
                    ui.add_space(if *level == 1 { 0.0 } else { space::SMALL });
                    let font = if *level == 1 { Type::Title } else { Type::Heading };
                    ui.label(words(text, font, Token::Text));
                }
                Block::Text(text) => drop(ui.label(words(text, Type::Body, Token::Text))),
                Block::Item(indent, mark, text) => drop(ui.horizontal_top(|ui| {
                    ui.add_space(space::SMALL + *indent as f32 * 6.0);
                    if mark == TO_DO {
                        let (place, _) = ui.allocate_exact_size(Vec2::new(12.0, 18.0), Sense::hover());
                        let square = Rect::from_center_size(place.center(), Vec2::splat(11.0));
                        let line = theme.stroke(1.0, Token::TextMuted);
                        ui.painter().rect_stroke(square, 2.0, line, StrokeKind::Inside);
                    } else {
                        ui.label(words(mark, Type::Body, Token::TextMuted));
                    }
                    ui.vertical(|ui| ui.label(words(text, Type::Body, Token::Text)));
                })),
                Block::Code(text) => drop(ui.label(words(text, Type::Code, Token::Text))),
                Block::More(n) => drop(ui.label(words(&more(*n), Type::Small, Token::TextMuted))),
                Block::Table(grid) => grid.ui(ui, theme),
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_read_as_what_it_shows() {
        let text = "# DNS of \\#1\n\nLync, 2026\nand on\n\n## In\n\n| Name | Where |\n| --- | --- |\n| a\\|b | x<br>y |\n\
                    - one **two**\n  more\n12. three\n- [ ] four\n\n```\nGet-CsPool `\n```\n";
        let grid = |lines: &[[&str; 2]]| Grid::of(lines.iter().map(|line| line.map(str::to_owned).to_vec()).collect());
        let text_of = |text: &str| text.to_owned();
        assert_eq!(
            read(text),
            [
                Block::Heading(1, text_of("DNS of #1")),
                Block::Text(text_of("Lync, 2026 and on")),
                Block::Heading(2, text_of("In")),
                Block::Table(grid(&[["Name", "Where"], ["a|b", "x y"]])),
                Block::Item(0, text_of("•"), text_of("one two more")),
                Block::Item(0, text_of("12."), text_of("three")),
                Block::Item(0, text_of(TO_DO), text_of("four")),
                Block::Code(text_of("Get-CsPool `")),
            ]
        );
    }

    #[test]
    fn of_a_long_page_the_rest_is_counted() {
        let blocks = read(&"- x\n".repeat(MOST_BLOCKS + 7));
        assert_eq!((blocks.len(), blocks.last()), (MOST_BLOCKS + 1, Some(&Block::More(7))));
    }
}
