//! The program: parse the command line, then a window or the terminal.

use std::path::PathBuf;
use std::process::ExitCode;

use linchpin::cli::{self, Asked};
use linchpin::ui;

fn main() -> ExitCode {
    match cli::run(std::env::args_os()) {
        Asked::Nothing(status) => status,
        Asked::Editor(file) => edit(file),
    }
}

fn edit(file: Option<PathBuf>) -> ExitCode {
    ui::run(file).map_or_else(|error| cli::editor_failed(error.into()), |()| ExitCode::SUCCESS)
}
