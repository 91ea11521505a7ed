use eframe::egui::{self, Pos2, Response, Ui, Vec2, vec2};

use super::Placed;
use crate::diagram::geometry::{Point, Rect};
use crate::ui::view::{Camera, CameraWish, View};

/// From the sheet to the screen and back.
#[derive(Debug, Clone, Copy)]
pub(super) struct Transform {
    origin: Pos2,
    pub(super) zoom: f32,
}

const ZOOM: std::ops::RangeInclusive<f32> = 0.02..=4.0;
/// One step of the zoom commands.
const STEP: f32 = 1.25;
/// Room around a picture that fits.
const MARGIN: f32 = 32.0;

impl Transform {
    pub(super) fn new(camera: &Camera, rect_on_screen: egui::Rect) -> Self {
        let [x, y] = camera.center_on_sheet;
        Self { origin: rect_on_screen.center() - vec2(x, y) * camera.zoom, zoom: camera.zoom }
    }

    /// The same, with the sheet moved by so many sheet units.
    pub(super) fn moved(self, by: Vec2) -> Self {
        Self { origin: self.origin + by * self.zoom, ..self }
    }

    pub(super) fn pos(self, point: Point) -> Pos2 {
        self.origin + vec2(point.x, point.y) * self.zoom
    }

    pub(super) fn rect(self, rect: Rect) -> egui::Rect {
        egui::Rect::from_min_max(self.pos(rect.min), self.pos(rect.max))
    }

    pub(super) fn point_on_sheet(self, pos: Pos2) -> Point {
        let from_origin = (pos - self.origin) / self.zoom;
        Point::new(from_origin.x, from_origin.y)
    }

    pub(super) fn rect_on_sheet(self, rect: egui::Rect) -> Rect {
        Rect { min: self.point_on_sheet(rect.min), max: self.point_on_sheet(rect.max) }
    }
}

/// The camera that shows all of `bounds`, not larger than life.
pub(super) fn fitting(bounds: Rect, size: Vec2) -> Camera {
    let room = (size - Vec2::splat(2.0 * MARGIN)).max(Vec2::splat(64.0));
    let zoom = (room.x / bounds.width().max(1.0)).min(room.y / bounds.height().max(1.0)).clamp(*ZOOM.start(), 1.0);
    let center = bounds.center();
    Camera { center_on_sheet: [center.x, center.y], zoom }
}

/// Does what a menu or a key has asked of the camera.
pub(super) fn obey_wish(view: &mut View, placed: &Placed, rect: egui::Rect) {
    let Some(wish) = view.camera_wish.take() else { return };
    match wish {
        CameraWish::FitAll => view.camera = fitting(placed.picture.bounds, rect.size()),
        CameraWish::FitSelection => {
            let rects = view.selection.iter().filter_map(|id| placed.picture.rect_of(id));
            if let Some(bounds) = Rect::around(rects) {
                view.camera = fitting(bounds.inflated(48.0), rect.size());
            }
        }
        CameraWish::ZoomIn => zoom_at(&mut view.camera, rect, rect.center(), STEP),
        CameraWish::ZoomOut => zoom_at(&mut view.camera, rect, rect.center(), 1.0 / STEP),
        CameraWish::ActualSize => view.camera.zoom = 1.0,
    }
}

/// Pans with the wheel, two fingers, the middle button or the space bar; zooms at the pointer with Ctrl or a pinch.
pub(super) fn look_around(ui: &Ui, sheet: &Response, view: &mut View, rect: egui::Rect) {
    let is_over = sheet.contains_pointer() || ui.rect_contains_pointer(rect);
    let (pointer, zoom, scroll, pan, is_panning) = ui.input(|input| {
        let is_panning =
            input.pointer.middle_down() || (input.key_down(egui::Key::Space) && input.pointer.primary_down());
        let pointer = input.pointer.hover_pos();
        (pointer, input.zoom_delta(), input.smooth_scroll_delta(), input.pointer.delta(), is_panning)
    });
    let Some(pointer) = pointer.filter(|_| is_over) else { return };
    if zoom != 1.0 {
        zoom_at(&mut view.camera, rect, pointer, zoom);
    }
    let by = if is_panning { scroll + pan } else { scroll };
    let [x, y] = view.camera.center_on_sheet;
    view.camera.center_on_sheet = [x - by.x / view.camera.zoom, y - by.y / view.camera.zoom];
    if is_panning {
        ui.ctx().set_cursor_icon(egui::CursorIcon::Grabbing);
    }
}

/// Zooms so that what is under the pointer stays there.
fn zoom_at(camera: &mut Camera, rect: egui::Rect, pointer: Pos2, by: f32) {
    let under = Transform::new(camera, rect).point_on_sheet(pointer);
    camera.zoom = (camera.zoom * by).clamp(*ZOOM.start(), *ZOOM.end());
    let from_center = (pointer - rect.center()) / camera.zoom;
    camera.center_on_sheet = [under.x - from_center.x, under.y - from_center.y];
}

/// The multiples of `step` between two numbers.
pub(super) fn multiples(from: f32, to: f32, step: f32) -> impl Iterator<Item = f32> {
    let first = (from / step).ceil() as i32;
    let last = (to / step).floor() as i32;
    (first..=last).map(move |n| n as f32 * step)
}

#[cfg(test)]
mod tests {
    use eframe::egui::pos2;

    use super::*;

    #[test]
    fn what_is_under_the_pointer_stays_there_while_zooming() {
        let rect = egui::Rect::from_min_size(pos2(100.0, 50.0), vec2(800.0, 600.0));
        let mut camera = Camera { center_on_sheet: [40.0, -20.0], zoom: 0.8 };
        let pointer = pos2(250.0, 400.0);
        let before = Transform::new(&camera, rect).point_on_sheet(pointer);
        zoom_at(&mut camera, rect, pointer, 1.7);
        let after = Transform::new(&camera, rect).point_on_sheet(pointer);
        assert!(before.manhattan(after) < 0.01);
    }

    #[test]
    fn what_fits_is_not_blown_up() {
        let small = Rect { min: Point::ZERO, max: Point::new(100.0, 50.0) };
        assert_eq!(fitting(small, vec2(1600.0, 900.0)).zoom, 1.0);
        let large = Rect { min: Point::ZERO, max: Point::new(3200.0, 900.0) };
        assert!(fitting(large, vec2(1600.0, 900.0)).zoom < 0.5);
    }
}
