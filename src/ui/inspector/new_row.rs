//! A row made on the page that needs it: its name is asked for in place, and it is made and used in one step.

use eframe::egui::{Frame, Id as WidgetId, Key, Margin, TextEdit, Ui};

use super::form::Form;
use crate::message;
use crate::model::{Fqdn, Topology};
use crate::text::Message;
use crate::ui::theme::{Token, space};
use crate::ui::widgets::field_name_ui;

/// The names of a row that is not made yet.
#[derive(Debug)]
pub(super) struct NewRow {
    /// The control that asked for it.
    control: WidgetId,
    texts: Vec<String>,
    has_begun: bool,
}

impl Form<'_> {
    /// Begins to ask for the names of a new row, beneath a control.
    pub(super) fn begin_new_row(&mut self, control: WidgetId, texts: Vec<String>) {
        self.state.new_row = Some(NewRow { control, texts, has_begun: false });
    }

    /// The names of the new row that a control has begun; they are returned when they are agreed on.
    pub(super) fn new_row_ui<const N: usize>(
        &mut self,
        ui: &mut Ui,
        control: WidgetId,
        labels: &[Message; N],
    ) -> Option<[String; N]> {
        let mut row = self.state.new_row.take_if(|row| row.control == control)?;
        let theme = self.cx.theme;
        let (mut agreed, mut dropped) = (false, false);
        let frame = Frame::new()
            .fill(theme.color(Token::Bar))
            .stroke(theme.stroke(1.0, Token::Line))
            .corner_radius(space::RADIUS_SMALL)
            .inner_margin(Margin::same(8));
        frame.show(ui, |ui| {
            for (place, (label, text)) in labels.iter().zip(&mut row.texts).enumerate() {
                let label = self.cx.text(label);
                ui.add_space(space::TINY);
                field_name_ui(ui, theme, &label);
                let edit = TextEdit::singleline(text).id(control.with(("new", place))).desired_width(f32::INFINITY);
                let field = ui.name_inputs(&*label, |ui| ui.add(edit));
                if place == 0 && !std::mem::replace(&mut row.has_begun, true) {
                    field.request_focus();
                }
                agreed |= field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
                dropped |= field.lost_focus() && ui.input(|input| input.key_pressed(Key::Escape));
            }
            ui.add_space(space::TINY);
            ui.horizontal(|ui| {
                agreed |= ui.button(self.cx.text(&message!("Create"))).clicked();
                dropped |= ui.button(self.cx.text(&message!("Cancel"))).clicked();
            });
        });
        let is_complete = row.texts.first().is_some_and(|first| !first.trim().is_empty());
        if agreed && is_complete {
            return row.texts.iter().map(|text| text.trim().to_owned()).collect::<Vec<_>>().try_into().ok();
        }
        if !dropped {
            self.state.new_row = Some(row);
        }
        None
    }
}

/// A host name that no row has: `sql1`, `sql2`… in the domain of another.
pub(super) fn unused_name(topology: &Topology, stem: &str, domain: &str) -> Fqdn {
    let dot = if domain.is_empty() { "" } else { "." };
    let named = |n: usize| Fqdn::new(format!("{stem}{n}{dot}{domain}"));
    // One name more than there are rows is surely free.
    let most = topology.ids().count() + 1;
    (1..most).map(named).find(|name| !is_used(topology, name)).unwrap_or_else(|| named(most))
}

fn is_used(topology: &Topology, name: &Fqdn) -> bool {
    topology.computers.iter().any(|(_, row)| row.fqdn.is(name))
        || topology.pools.iter().any(|(_, row)| row.fqdn.is(name))
        || topology.sql_instances.iter().any(|(_, row)| row.fqdn.is(name))
        || topology.file_stores.iter().any(|(_, row)| row.server.is(name))
        || topology.gateways.iter().any(|(_, row)| row.fqdn.is(name))
        || topology.web_apps_servers.iter().any(|(_, row)| row.fqdn.is(name))
}
