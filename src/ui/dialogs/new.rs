use eframe::egui::{TextEdit, Ui};
use strum::VariantArray;

use super::{Answer, answer, buttons_ui, caption_ui, field_ui, title_ui};
use crate::message;
use crate::text::Message;
use crate::ui::intent::{Intent, Next, Outbox};
use crate::ui::view::ViewCx;
use crate::ui::widgets::{primary_button, secondary_button};
use crate::vendor::Product;

/// What a new deployment begins with: the questions the vendor's tool asks first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewDocument {
    /// Which product.
    pub product: Product,
    /// The primary SIP domain.
    pub sip_domain: String,
    /// The name of the first central site; empty for none.
    pub site: String,
}

impl NewDocument {
    fn problem(&self) -> Option<Message> {
        let domain = self.sip_domain.trim();
        if domain.is_empty() {
            return Some(message!("Name the domain that people sign in with, such as contoso.com."));
        }
        let is_name = |label: &str| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-');
        (!domain.split('.').all(is_name)).then(|| message!("{domain} is not a domain name.", domain))
    }
}

pub(super) fn ui(ui: &mut Ui, cx: &ViewCx<'_>, out: &mut Outbox, new: &mut NewDocument) -> Answer {
    title_ui(ui, &cx.text(&message!("New deployment")));
    caption_ui(ui, cx, &message!("Product"));
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for &product in Product::VARIANTS {
            ui.radio_value(&mut new.product, product, product.title());
        }
    });
    let first = field_ui(ui, cx, &message!("Primary SIP domain"), example(&mut new.sip_domain, "contoso.com"));
    field_ui(ui, cx, &message!("First central site (optional)"), example(&mut new.site, "EMEA"));
    if !ui.memory(|memory| memory.focused().is_some()) {
        first.request_focus();
    }
    let problem = new.problem();
    let mut done = Answer::Open;
    buttons_ui(ui, |ui| {
        let button = ui.add_enabled(problem.is_none(), primary_button(cx.theme, &cx.text(&message!("Create"))));
        let enter = problem.is_none() && ui.input(|input| input.key_pressed(eframe::egui::Key::Enter));
        if button.clicked() || enter {
            done = answer(out, Intent::Go(Next::Begin(new.clone())));
        }
        if let Some(problem) = &problem {
            button.on_disabled_hover_text(cx.text(problem));
        }
        if ui.add(secondary_button(&cx.text(&message!("Cancel")))).clicked() {
            done = Answer::Closed;
        }
    });
    done
}

fn example<'t>(text: &'t mut String, example: &str) -> TextEdit<'t> {
    TextEdit::singleline(text).hint_text(example)
}
