//! The pages of a PDF below each other, each drawn when it comes into view.

use std::collections::BTreeMap;
use std::hash::Hash;

use eframe::egui::{
    Color32, ColorImage, CornerRadius, Image, Rect, ScrollArea, Stroke, StrokeKind, TextureHandle, TextureOptions, Ui,
    Vec2, pos2, vec2,
};

use crate::deliverables::drawing::raster::Pages;
use crate::message;
use crate::ui::theme::{Token, space};
use crate::ui::view::ViewCx;

/// A point of paper on a screen: 72 make an inch there, and 96 here.
const FULL_SIZE: f32 = 96.0 / 72.0;
/// Between two pages.
const GAP: f32 = 14.0;
/// Pages are drawn in sizes so far apart, so that not every pull at the panel draws them anew.
const STEP: f32 = 0.25;
/// How many pages above and below those in view are kept.
const NEAR: usize = 2;

/// The pages that are drawn, each with its scale.
#[derive(Default)]
pub(super) struct Leaves(BTreeMap<usize, (f32, TextureHandle)>);

/// Where a page stands in the column of all.
struct Place {
    top: f32,
    size: Vec2,
}

/// How wide the widest page is on a screen.
pub(super) fn widest(pages: &Pages) -> f32 {
    (0..pages.count()).map(|page| pages.size(page)[0]).fold(0.0, f32::max) * FULL_SIZE
}

/// Draws those in view, as wide as there is room for, or as large as they are on paper.
pub(super) fn pages_ui(
    ui: &mut Ui,
    cx: &ViewCx<'_>,
    salt: impl Hash + std::fmt::Debug,
    pages: &Pages,
    leaves: &mut Leaves,
    is_actual_size: bool,
) {
    let room = ui.available_width() - space::LARGE;
    let scale_of = |size: Vec2| if is_actual_size { FULL_SIZE } else { (room / size.x).min(FULL_SIZE) };
    let mut all = Vec2::new(0.0, space::TINY);
    let mut places = Vec::with_capacity(pages.count());
    for page in 0..pages.count() {
        let paper = Vec2::from(pages.size(page));
        let size = paper * scale_of(paper);
        places.push(Place { top: all.y, size });
        all = vec2(all.x.max(size.x), all.y + size.y + GAP);
    }
    let area = ScrollArea::both().id_salt((salt, is_actual_size)).auto_shrink(false);
    area.show_viewport(ui, |ui, view| {
        ui.set_min_size(vec2(all.x, all.y));
        let origin = ui.min_rect().min;
        let middle = origin.x + all.x.max(ui.available_width()) / 2.0;
        let first = places.partition_point(|place| place.top + place.size.y < view.min.y);
        let last = places.partition_point(|place| place.top < view.max.y);
        leaves.0.retain(|page, _| (first.saturating_sub(NEAR)..last + NEAR).contains(page));
        // One in each frame, so that whoever scrolls is not held up by all at once.
        let mut may_draw = true;
        for (page, place) in places.iter().enumerate().take(last).skip(first) {
            let left = (middle - place.size.x / 2.0).max(origin.x);
            let rect = Rect::from_min_size(pos2(left, origin.y + place.top), place.size);
            ui.painter().rect_filled(rect, CornerRadius::ZERO, Color32::WHITE);
            let wanted = place.size.x * ui.pixels_per_point() / pages.size(page)[0];
            let wanted = (wanted / STEP).ceil() * STEP;
            if leaves.0.get(&page).is_none_or(|(scale, _)| *scale != wanted) {
                if may_draw {
                    leaves.draw(ui, pages, page, wanted);
                } else {
                    ui.ctx().request_repaint();
                }
                may_draw = false;
            }
            if let Some((_, texture)) = leaves.0.get(&page) {
                let words = cx.text(&message!("Page {n} of {all}", n = page + 1, all = places.len()));
                ui.put(rect, Image::new((texture.id(), place.size)).alt_text(words));
            }
            let edge = Stroke::new(1.0, cx.theme.color(Token::Line));
            ui.painter().rect_stroke(rect, CornerRadius::ZERO, edge, StrokeKind::Outside);
        }
    });
}

impl Leaves {
    fn draw(&mut self, ui: &Ui, pages: &Pages, page: usize, scale: f32) {
        let side = ui.ctx().input(|input| input.max_texture_side);
        let Some(drawn) = pages.draw(page, scale, side as u32) else { return };
        let image = ColorImage::from_rgba_premultiplied(drawn.size, &drawn.rgba);
        let texture = ui.ctx().load_texture(format!("page {page}"), image, TextureOptions::LINEAR);
        self.0.insert(page, (scale, texture));
    }
}
