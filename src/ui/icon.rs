use eframe::egui::{Color32, CornerRadius, Painter, Pos2, Rect, Stroke, StrokeKind, Vec2};

use crate::diagnostic::Severity;
use crate::model::{AnyId, GatewayKind, RoleKind, Topology};
use crate::ui::creatable::Creatable;

/// A picture of a kind of thing, drawn with lines so that it is sharp at every size.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the words say it")]
pub enum Icon {
    Deployment,
    Site,
    BranchSite,
    DataCentre,
    Link,
    FrontEnd,
    StandardEdition,
    Director,
    Edge,
    Mediation,
    Chat,
    Application,
    Video,
    Appliance,
    Server,
    Computer,
    Database,
    Share,
    Gateway,
    Trunk,
    WebApps,
    Network,
    Search,
    Open,
    New,
    Close,
}

/// An icon on a grid of 24 by 24.
struct Strokes {
    boxes: &'static [[f32; 4]],
    lines: &'static [&'static [[f32; 2]]],
    circles: &'static [[f32; 3]],
}

impl Icon {
    /// The icon of a row.
    pub fn of(topology: &Topology, id: AnyId) -> Self {
        match id {
            AnyId::Deployment(_) => Self::Deployment,
            AnyId::DataCentre(_) => Self::DataCentre,
            AnyId::Link(_) => Self::Link,
            AnyId::Site(_) => Self::Site,
            AnyId::BranchSite(_) => Self::BranchSite,
            AnyId::Pool(id) => topology.pools.get(id).map_or(Self::Server, |pool| Self::of_role(pool.role.kind())),
            AnyId::Computer(_) => Self::Computer,
            AnyId::SqlInstance(_) => Self::Database,
            AnyId::FileStore(_) => Self::Share,
            AnyId::Gateway(id) => match topology.gateways.get(id).map(|gateway| gateway.kind) {
                Some(GatewayKind::Video) => Self::Video,
                _ => Self::Gateway,
            },
            AnyId::Trunk(_) => Self::Trunk,
            AnyId::WebAppsServer(_) => Self::WebApps,
            AnyId::NetworkService(_) => Self::Network,
        }
    }

    /// The icon of a pool.
    pub fn of_role(role: RoleKind) -> Self {
        match role {
            RoleKind::FrontEnd => Self::FrontEnd,
            RoleKind::StandardEdition => Self::StandardEdition,
            RoleKind::Director => Self::Director,
            RoleKind::Edge => Self::Edge,
            RoleKind::Mediation => Self::Mediation,
            RoleKind::PersistentChat => Self::Chat,
            RoleKind::TrustedApplication => Self::Application,
            RoleKind::VideoInterop => Self::Video,
            RoleKind::SurvivableBranch => Self::Appliance,
            RoleKind::Foreign => Self::Server,
        }
    }

    /// The icon of what can be made.
    pub fn of_creatable(what: Creatable) -> Self {
        match what {
            Creatable::Site => Self::Site,
            Creatable::BranchSite => Self::BranchSite,
            Creatable::DataCentre => Self::DataCentre,
            Creatable::SqlStore => Self::Database,
            Creatable::FileStore => Self::Share,
            Creatable::Gateway => Self::Gateway,
            Creatable::VideoGateway => Self::Video,
            Creatable::WebApps => Self::WebApps,
            _ => what.role().map_or(Self::Network, Self::of_role),
        }
    }

    /// Draws it into a square.
    pub fn paint(self, painter: &Painter, square: Rect, color: Color32) {
        let scale = square.width() / 24.0;
        let at = |[x, y]: [f32; 2]| square.min + Vec2::new(x, y) * scale;
        let stroke = Stroke::new((1.7 * scale).max(1.0), color);
        let Strokes { boxes, lines, circles } = self.strokes();
        for &[left, top, right, bottom] in boxes {
            let rect = Rect::from_min_max(at([left, top]), at([right, bottom]));
            painter.rect_stroke(rect, CornerRadius::same((2.0 * scale) as u8), stroke, StrokeKind::Middle);
        }
        for line in lines {
            painter.line(line.iter().copied().map(at).collect(), stroke);
        }
        for &[x, y, radius] in circles {
            painter.circle_stroke(at([x, y]), radius * scale, stroke);
        }
    }

    fn strokes(self) -> Strokes {
        const fn of(
            boxes: &'static [[f32; 4]],
            lines: &'static [&'static [[f32; 2]]],
            circles: &'static [[f32; 3]],
        ) -> Strokes {
            Strokes { boxes, lines, circles }
        }
        match self {
            Self::Deployment => of(
                &[[9.0, 3.0, 15.0, 8.0], [3.0, 16.0, 9.0, 21.0], [15.0, 16.0, 21.0, 21.0]],
                &[&[[12.0, 8.0], [12.0, 12.0]], &[[6.0, 16.0], [6.0, 12.0], [18.0, 12.0], [18.0, 16.0]]],
                &[],
            ),
            Self::Site => of(
                &[[5.0, 3.0, 19.0, 21.0]],
                &[
                    &[[9.0, 7.5], [10.5, 7.5]],
                    &[[13.5, 7.5], [15.0, 7.5]],
                    &[[9.0, 12.0], [10.5, 12.0]],
                    &[[13.5, 12.0], [15.0, 12.0]],
                    &[[10.0, 21.0], [10.0, 16.5], [14.0, 16.5], [14.0, 21.0]],
                ],
                &[],
            ),
            Self::BranchSite => of(
                &[],
                &[
                    &[[3.0, 11.0], [12.0, 4.0], [21.0, 11.0]],
                    &[[5.5, 9.5], [5.5, 20.5], [18.5, 20.5], [18.5, 9.5]],
                    &[[10.0, 20.5], [10.0, 14.5], [14.0, 14.5], [14.0, 20.5]],
                ],
                &[],
            ),
            Self::DataCentre => of(
                &[[3.5, 4.0, 20.5, 20.0]],
                &[&[[3.5, 12.0], [20.5, 12.0]], &[[10.5, 8.0], [17.0, 8.0]], &[[10.5, 16.0], [17.0, 16.0]]],
                &[[7.0, 8.0, 0.8], [7.0, 16.0, 0.8]],
            ),
            Self::Link => of(&[], &[&[[8.0, 12.0], [16.0, 12.0]]], &[[5.0, 12.0, 3.0], [19.0, 12.0, 3.0]]),
            Self::FrontEnd => of(
                &[[4.0, 7.5, 20.0, 20.5]],
                &[&[[6.5, 4.5], [17.5, 4.5]], &[[8.0, 12.0], [16.0, 12.0]], &[[8.0, 16.0], [13.0, 16.0]]],
                &[],
            ),
            Self::StandardEdition => {
                of(&[[4.0, 4.5, 20.0, 19.5]], &[&[[8.0, 10.0], [16.0, 10.0]], &[[8.0, 14.5], [13.0, 14.5]]], &[])
            }
            Self::Director => of(
                &[],
                &[
                    &[[12.0, 21.0], [12.0, 9.0]],
                    &[[12.0, 14.0], [6.0, 14.0], [3.5, 11.0], [6.0, 8.0], [12.0, 8.0]],
                    &[[12.0, 9.0], [18.0, 9.0], [20.5, 6.0], [18.0, 3.0], [12.0, 3.0], [12.0, 9.0]],
                ],
                &[],
            ),
            Self::Edge => of(
                &[],
                &[
                    &[
                        [12.0, 3.0],
                        [19.5, 6.0],
                        [19.5, 12.0],
                        [17.5, 16.5],
                        [12.0, 21.0],
                        [6.5, 16.5],
                        [4.5, 12.0],
                        [4.5, 6.0],
                        [12.0, 3.0],
                    ],
                    &[[12.0, 8.0], [12.0, 15.5]],
                ],
                &[],
            ),
            Self::Mediation => {
                of(&[], &[&[[3.0, 8.5], [20.0, 8.5], [16.0, 4.5]], &[[21.0, 15.5], [4.0, 15.5], [8.0, 19.5]]], &[])
            }
            Self::Chat => of(
                &[],
                &[
                    &[
                        [4.0, 4.5],
                        [20.0, 4.5],
                        [20.0, 16.0],
                        [12.0, 16.0],
                        [7.5, 20.5],
                        [7.5, 16.0],
                        [4.0, 16.0],
                        [4.0, 4.5],
                    ],
                    &[[8.0, 8.5], [16.0, 8.5]],
                    &[[8.0, 12.0], [13.0, 12.0]],
                ],
                &[],
            ),
            Self::Application => of(
                &[[4.0, 4.0, 10.0, 10.0], [14.0, 4.0, 20.0, 10.0], [4.0, 14.0, 10.0, 20.0], [14.0, 14.0, 20.0, 20.0]],
                &[],
                &[],
            ),
            Self::Video => {
                of(&[[3.0, 6.5, 15.0, 17.5]], &[&[[15.0, 11.0], [21.0, 7.5], [21.0, 16.5], [15.0, 13.0]]], &[])
            }
            Self::Appliance => of(
                &[[3.0, 12.0, 21.0, 20.0]],
                &[&[[12.0, 12.0], [12.0, 8.0]], &[[8.0, 5.5], [12.0, 3.5], [16.0, 5.5]], &[[7.0, 16.0], [9.0, 16.0]]],
                &[[16.5, 16.0, 0.9]],
            ),
            Self::Server | Self::Computer => of(
                &[[6.0, 3.0, 18.0, 21.0]],
                &[&[[9.0, 7.5], [15.0, 7.5]], &[[9.0, 11.0], [15.0, 11.0]]],
                &[[12.0, 16.5, 1.0]],
            ),
            Self::Database => of(
                &[],
                &[
                    &[[4.5, 6.0], [7.0, 8.2], [12.0, 9.0], [17.0, 8.2], [19.5, 6.0]],
                    &[[4.5, 6.0], [7.0, 3.8], [12.0, 3.0], [17.0, 3.8], [19.5, 6.0]],
                    &[[4.5, 6.0], [4.5, 18.0], [7.0, 20.2], [12.0, 21.0], [17.0, 20.2], [19.5, 18.0], [19.5, 6.0]],
                    &[[4.5, 12.0], [7.0, 14.2], [12.0, 15.0], [17.0, 14.2], [19.5, 12.0]],
                ],
                &[],
            ),
            Self::Share | Self::Open => of(
                &[],
                &[&[[3.0, 5.0], [9.5, 5.0], [11.5, 8.0], [21.0, 8.0], [21.0, 19.5], [3.0, 19.5], [3.0, 5.0]]],
                &[],
            ),
            Self::Gateway => of(
                &[],
                &[&[
                    [7.5, 3.5],
                    [4.0, 4.5],
                    [4.5, 10.0],
                    [8.5, 15.5],
                    [14.0, 19.5],
                    [19.5, 20.0],
                    [20.5, 16.5],
                    [16.0, 13.5],
                    [13.5, 15.5],
                    [8.5, 10.5],
                    [10.5, 8.0],
                    [7.5, 3.5],
                ]],
                &[],
            ),
            Self::Trunk => of(
                &[],
                &[
                    &[[3.0, 9.5], [21.0, 9.5]],
                    &[[3.0, 14.5], [21.0, 14.5]],
                    &[[17.0, 5.5], [21.0, 9.5]],
                    &[[7.0, 18.5], [3.0, 14.5]],
                ],
                &[],
            ),
            Self::WebApps => of(
                &[[4.0, 3.5, 20.0, 15.5]],
                &[
                    &[[12.0, 15.5], [12.0, 18.0]],
                    &[[8.0, 21.0], [12.0, 18.0], [16.0, 21.0]],
                    &[[8.0, 12.0], [8.0, 10.0]],
                    &[[12.0, 12.0], [12.0, 7.0]],
                    &[[16.0, 12.0], [16.0, 9.0]],
                ],
                &[],
            ),
            Self::Network => of(
                &[],
                &[
                    &[[3.5, 12.0], [20.5, 12.0]],
                    &[[12.0, 3.5], [8.5, 8.0], [8.5, 16.0], [12.0, 20.5]],
                    &[[12.0, 3.5], [15.5, 8.0], [15.5, 16.0], [12.0, 20.5]],
                ],
                &[[12.0, 12.0, 8.5]],
            ),
            Self::Search => of(&[], &[&[[15.0, 15.0], [21.0, 21.0]]], &[[10.0, 10.0, 6.5]]),
            Self::New => of(&[], &[&[[12.0, 4.0], [12.0, 20.0]], &[[4.0, 12.0], [20.0, 12.0]]], &[]),
            Self::Close => of(&[], &[&[[6.0, 6.0], [18.0, 18.0]], &[[18.0, 6.0], [6.0, 18.0]]], &[]),
        }
    }
}

/// Draws the mark of a severity: a disc, a triangle, a ring with an i. The shape says it as well as the colour.
pub fn paint_severity(painter: &Painter, center: Pos2, radius: f32, severity: Severity, color: Color32) {
    match severity {
        Severity::Error => {
            painter.circle_filled(center, radius, color);
        }
        Severity::Warning => {
            let (half, top, bottom) = (radius * 1.1, radius * 1.05, radius * 0.85);
            let corners =
                [center - Vec2::new(0.0, top), center + Vec2::new(half, bottom), center + Vec2::new(-half, bottom)];
            painter.add(eframe::egui::Shape::convex_polygon(corners.to_vec(), color, Stroke::NONE));
        }
        Severity::Info => {
            let stroke = Stroke::new(1.4, color);
            painter.circle_stroke(center, radius, stroke);
            painter.vline(center.x, center.y - radius * 0.1..=center.y + radius * 0.55, stroke);
            painter.circle_filled(center - Vec2::new(0.0, radius * 0.45), 0.8, color);
        }
    }
}

/// Draws the triangle of something that opens and closes.
pub(super) fn paint_chevron(painter: &Painter, center: Pos2, is_open: bool, color: Color32) {
    let corners =
        if is_open { [[-3.5, -1.5], [0.0, 2.0], [3.5, -1.5]] } else { [[-1.5, -3.5], [2.0, 0.0], [-1.5, 3.5]] };
    let line = corners.map(|[x, y]| center + Vec2::new(x, y)).to_vec();
    painter.line(line, Stroke::new(1.4, color));
}
