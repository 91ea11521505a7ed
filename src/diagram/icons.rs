//! Small drawings of kinds of card: marks on a field of 18 by 18, scaled to where they go.

use crate::diagnostic::Severity;
use crate::diagram::scene::{Icon, NodeIcon};

use Mark::{Circle, Dot, Filled, Frame, Line};

/// The side of the field.
pub const FIELD: f32 = 18.0;
/// How wide the lines are on it.
pub const LINE: f32 = 1.5;

/// A place on the field.
pub type Place = [f32; 2];

/// A part of a drawing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Mark {
    /// A line through places.
    Line(&'static [Place]),
    /// A rectangle between two corners, not filled.
    Frame(Place, Place),
    /// A circle of that radius, not filled.
    Circle(Place, f32),
    /// A filled circle.
    Dot(Place, f32),
    /// A filled polygon.
    Filled(&'static [Place]),
}

impl Icon {
    /// What it is drawn with.
    pub const fn marks(self) -> &'static [Mark] {
        match self {
            Self::Severity(Severity::Error) => &[Dot([9.0, 9.0], 7.0)],
            Self::Severity(Severity::Warning) => &[Filled(&[[9.0, 2.0], [17.0, 16.0], [1.0, 16.0]])],
            Self::Severity(Severity::Info) => &[Circle([9.0, 9.0], 7.0)],
            Self::Node(kind) => marks_of(kind),
        }
    }
}

const fn marks_of(kind: NodeIcon) -> &'static [Mark] {
    match kind {
        NodeIcon::Server => &[
            Frame([1.0, 2.0], [17.0, 8.0]),
            Frame([1.0, 10.0], [17.0, 16.0]),
            Dot([4.5, 5.0], 1.0),
            Dot([4.5, 13.0], 1.0),
            Line(&[[8.0, 5.0], [14.0, 5.0]]),
            Line(&[[8.0, 13.0], [14.0, 13.0]]),
        ],
        NodeIcon::Shield => &[
            Line(&[[9.0, 1.5], [16.0, 4.0], [15.5, 10.0], [9.0, 16.5], [2.5, 10.0], [2.0, 4.0], [9.0, 1.5]]),
            Line(&[[6.0, 9.0], [8.5, 11.5], [12.5, 6.5]]),
        ],
        NodeIcon::Globe => &[
            Circle([9.0, 9.0], 7.5),
            Line(&[[1.5, 9.0], [16.5, 9.0]]),
            Line(&[[9.0, 1.5], [5.8, 5.0], [5.2, 9.0], [5.8, 13.0], [9.0, 16.5]]),
            Line(&[[9.0, 1.5], [12.2, 5.0], [12.8, 9.0], [12.2, 13.0], [9.0, 16.5]]),
        ],
        NodeIcon::Phone => &[Frame([4.5, 1.0], [13.5, 17.0]), Line(&[[7.5, 14.0], [10.5, 14.0]])],
        NodeIcon::Chat => &[
            Line(&[
                [1.5, 2.5],
                [16.5, 2.5],
                [16.5, 12.0],
                [8.0, 12.0],
                [4.5, 15.5],
                [4.5, 12.0],
                [1.5, 12.0],
                [1.5, 2.5],
            ]),
            Line(&[[5.0, 6.0], [13.0, 6.0]]),
            Line(&[[5.0, 8.8], [10.5, 8.8]]),
        ],
        NodeIcon::App => &[
            Frame([1.5, 1.5], [8.0, 8.0]),
            Frame([10.0, 1.5], [16.5, 8.0]),
            Frame([1.5, 10.0], [8.0, 16.5]),
            Frame([10.0, 10.0], [16.5, 16.5]),
        ],
        NodeIcon::Camera => {
            &[Frame([1.0, 4.5], [11.5, 13.5]), Line(&[[11.5, 8.0], [17.0, 5.0], [17.0, 13.0], [11.5, 10.0]])]
        }
        NodeIcon::Branch => &[
            Line(&[[1.5, 16.5], [1.5, 7.0], [9.0, 1.5], [16.5, 7.0], [16.5, 16.5], [1.5, 16.5]]),
            Frame([6.5, 10.0], [11.5, 16.5]),
        ],
        NodeIcon::Document => &[
            Line(&[[3.0, 1.5], [11.0, 1.5], [15.0, 5.5], [15.0, 16.5], [3.0, 16.5], [3.0, 1.5]]),
            Line(&[[6.0, 8.5], [12.0, 8.5]]),
            Line(&[[6.0, 12.0], [12.0, 12.0]]),
        ],
        NodeIcon::Network => &[
            Circle([9.0, 3.5], 2.0),
            Circle([3.5, 14.0], 2.0),
            Circle([14.5, 14.0], 2.0),
            Line(&[[9.0, 5.5], [9.0, 9.0]]),
            Line(&[[3.5, 12.0], [3.5, 9.0], [14.5, 9.0], [14.5, 12.0]]),
        ],
    }
}
