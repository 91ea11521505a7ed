use clap::{Args, CommandFactory};
use clap_mangen::Man as Page;

use super::console::{Outcome, print_raw};
use super::suggest::did_you_mean;
use super::{Cli, Failure};
use crate::message;

/// Print the manual page: of the program, or of one verb.
#[derive(Debug, Args)]
pub(super) struct Man {
    /// Which verb; none: the program.
    verb: Option<String>,
}

impl Man {
    pub(super) fn run(&self) -> Result<Outcome, Failure> {
        let mut command = Cli::command();
        command.build();
        if let Some(verb) = &self.verb {
            let Some(found) = command.find_subcommand(verb) else {
                let verbs = command.get_subcommands().map(clap::Command::get_name);
                return Err(
                    Failure::usage(message!("there is no verb `{verb}`", verb)).hints(did_you_mean(verb, verbs))
                );
            };
            command = found.clone().display_name(format!("linchpin-{verb}"));
        }
        let mut page = Vec::new();
        Page::new(command)
            .source(concat!("linchpin ", env!("CARGO_PKG_VERSION")))
            .render(&mut page)
            .map_err(Failure::output)?;
        print_raw(&page)?;
        Ok(Outcome::Fine)
    }
}
