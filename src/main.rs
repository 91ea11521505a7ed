//! The program: parse the command line, then a window or the terminal.

fn main() {}
