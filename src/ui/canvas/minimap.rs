use eframe::egui::{self, CornerRadius, Mesh, Sense, Shape, StrokeKind, Ui, vec2};

use super::camera::Transform;
use super::{Placed, access};
use crate::diagram::{
    geometry::Rect,
    picture::{FrameKind, NodeShape},
};
use crate::message;
use crate::ui::theme::Token;
use crate::ui::view::{View, ViewCx};

const SIZE: egui::Vec2 = vec2(146.0, 92.0);

/// A small map in the corner, while the picture is larger than the canvas. A click or a drag on it looks there.
pub(super) fn minimap_ui(ui: &mut Ui, cx: &ViewCx<'_>, view: &mut View, placed: &Placed, rect: egui::Rect) {
    let picture = &placed.picture;
    let seen = Transform::new(&view.camera, rect).rect_on_sheet(rect);
    if picture.nodes.is_empty() || seen.contains_rect(&picture.bounds) || rect.width() < 3.0 * SIZE.x {
        return;
    }
    let map = egui::Rect::from_min_size(rect.max - SIZE - vec2(12.0, 12.0), SIZE);
    let response = ui.interact(map, ui.scope_id().with("minimap"), Sense::click_and_drag());
    access::name(&response, egui::accesskit::Role::Image, &cx.text(&message!("Map of the drawing")));
    let inner = map.shrink(8.0);
    let zoom = (inner.width() / picture.bounds.width()).min(inner.height() / picture.bounds.height());
    let center = picture.bounds.center();
    let camera = crate::ui::view::Camera { center_on_sheet: [center.x, center.y], zoom };
    let transform = Transform::new(&camera, inner);
    if let Some(pointer) = response.interact_pointer_pos() {
        let point = transform.point_on_sheet(pointer);
        view.camera.center_on_sheet = [point.x, point.y];
    }

    let painter = ui.painter_at(map);
    let radius = CornerRadius::same(6);
    painter.rect_filled(map, radius, cx.theme.color(Token::Panel));
    let mut mesh = Mesh::default();
    for frame in &picture.frames {
        let token = match frame.kind {
            FrameKind::Site | FrameKind::BranchSite => Token::SiteLine,
            FrameKind::DataCentre(number) if number % 2 == 0 => Token::DataCentre1Line,
            FrameKind::DataCentre(_) => Token::DataCentre2Line,
        };
        mesh.add_colored_rect(transform.rect(frame.rect), cx.theme.color(token).gamma_multiply(0.5));
    }
    for node in &picture.nodes {
        let token = match (cx.findings.worst(node.entity), node.shape) {
            (Some(crate::diagnostic::Severity::Error), _) => Token::Error,
            (_, NodeShape::Pool(_)) => Token::Accent,
            _ => Token::TextFaint,
        };
        mesh.add_colored_rect(transform.rect(node.rect), cx.theme.color(token).gamma_multiply(0.7));
    }
    painter.add(Shape::mesh(mesh));
    let window = transform.rect(Rect { min: seen.min, max: seen.max }).intersect(map.shrink(2.0));
    painter.rect_stroke(window, CornerRadius::same(2), cx.theme.stroke(1.4, Token::Accent), StrokeKind::Inside);
    painter.rect_stroke(map, radius, cx.theme.stroke(1.0, Token::Line), StrokeKind::Inside);
}
