//! The program: parse the command line, then a window or the terminal.

use std::path::PathBuf;
use std::process::ExitCode;

use linchpin::cli::{self, Asked};

fn main() -> ExitCode {
    match cli::run(std::env::args_os()) {
        Asked::Nothing(status) => status,
        Asked::Editor(file) => edit(file),
    }
}

fn edit(_file: Option<PathBuf>) -> ExitCode {
    cli::editor_failed("this build has no editor".into())
}
