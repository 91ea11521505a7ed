use clap::{Args, CommandFactory};
use clap_complete::Shell;

use super::console::{Outcome, print_raw};
use super::{Cli, Failure};

/// Print the completions for a shell.
#[derive(Debug, Args)]
pub(super) struct Completions {
    /// Which shell.
    shell: Shell,
}

impl Completions {
    pub(super) fn run(&self) -> Result<Outcome, Failure> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut Cli::command(), "linchpin", &mut script);
        print_raw(&script)?;
        Ok(Outcome::Fine)
    }
}
