use std::path::PathBuf;

use clap::Args;

use super::Failure;
use super::check::product;
use super::console::{BOLD, Console, Outcome};
use super::document::{self, To};
use super::suggest::did_you_mean;
use crate::message;
use crate::model::Document;
use crate::templates::{self, TEMPLATES};
use crate::vendor::Product;

/// Make a document from a template.
#[derive(Debug, Args)]
pub(super) struct New {
    /// The template.
    #[arg(required_unless_present = "list")]
    template: Option<String>,
    /// Where to write it; unsaid, and for `-`, the standard output. The name tells the format, .ron where it does not.
    #[arg(short, long)]
    out: Option<PathBuf>,
    /// Set something throughout the document: sip-domain=DOMAIN, product=2013|2015|2019|se.
    #[arg(long, value_name = "KEY=VALUE", value_parser = setting)]
    set: Vec<Setting>,
    /// List the templates.
    #[arg(long, exclusive = true)]
    list: bool,
}

#[derive(Debug, Clone)]
enum Setting {
    SipDomain(String),
    Product(Product),
}

impl New {
    pub(super) fn run(&self, console: &mut Console) -> Result<Outcome, Failure> {
        match &self.template {
            Some(name) => self.make(name, console)?,
            None => list(console),
        }
        Ok(Outcome::Fine)
    }

    fn make(&self, name: &str, console: &Console) -> Result<(), Failure> {
        let Some(template) = templates::find(name) else {
            let names = TEMPLATES.iter().map(|template| template.name);
            return Err(Failure::usage(message!("there is no template `{name}`", name))
                .hints(did_you_mean(name, names))
                .hint(message!("`linchpin new --list` lists them")));
        };
        let to = To::or_from_name(None, self.out.as_deref())?.unwrap_or(To::Ron);
        let document = self.set.iter().fold(template.document(), |document, setting| setting.apply(&document));
        document::write(&document, to.format(), self.out.as_deref(), console)
    }
}

fn list(console: &mut Console) {
    let widest = TEMPLATES.iter().map(|template| template.name.len()).max().unwrap_or_default();
    for template in TEMPLATES {
        console.line(format!("{BOLD}{:widest$}{BOLD:#}  {}", template.name, template.about));
    }
}

impl Setting {
    fn apply(&self, document: &Document) -> Document {
        match self {
            Self::SipDomain(domain) => templates::with_domain(document, domain),
            Self::Product(product) => templates::with_product(document, *product),
        }
    }
}

fn setting(text: &str) -> Result<Setting, String> {
    match text.split_once('=') {
        Some(("sip-domain", domain)) if is_domain(domain) => Ok(Setting::SipDomain(domain.to_owned())),
        Some(("sip-domain", domain)) => Err(format!("`{domain}` is not the name of a domain")),
        Some(("product", word)) => product(word).map(Setting::Product),
        Some((key, _)) => Err(format!("there is no `{key}` to set; there are sip-domain and product")),
        None => Err("write KEY=VALUE".to_owned()),
    }
}

fn is_domain(text: &str) -> bool {
    let is_label = |label: &str| {
        !label.is_empty() && label.len() < 64 && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
    };
    text.split('.').all(is_label)
}
