//! Networks between data centres. Source: `S:high-availability-and-disaster-recovery`.

use eframe::egui::Ui;

use super::form::{Form, name};
use super::words;
use crate::message;
use crate::model::{Id, Link};

/// Draws the page of a link.
pub(super) fn page_ui(ui: &mut Ui, form: &mut Form<'_>, id: Id<Link>, link: &Link) {
    let title = form.cx.topology().name(id.into());
    form.title_ui(ui, &title, &form.cx.text(&message!("Link between data centres")));
    let mut row = link.clone();
    form.option(ui, name(message!("Bandwidth")), &mut row.bandwidth, &words::bandwidths());
    form.option(ui, name(message!("Latency")), &mut row.latency, &words::latencies());
    form.remark(ui, &message!("The vendor gives no figures: a stretched pool wants high bandwidth and low latency."));
    for end in link.ends {
        form.link_to(ui, end);
    }
    form.put(ui, id, link, row);
}
