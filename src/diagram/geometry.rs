//! Points and rectangles on the sheet. One unit is a pixel at 100 %; y grows downwards.

use std::ops::{Add, Sub};

/// A place on the sheet, or a step from one place to another.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Point {
    /// To the right.
    pub x: f32,
    /// Downwards.
    pub y: f32,
}

/// A width and a height.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Size {
    /// From left to right.
    pub width: f32,
    /// From top to bottom.
    pub height: f32,
}

/// An upright rectangle.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Rect {
    /// The upper left corner.
    pub min: Point,
    /// The lower right corner.
    pub max: Point,
}

/// One of the four sides of a rectangle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// The upper side.
    Top,
    /// The right side.
    Right,
    /// The lower side.
    Bottom,
    /// The left side.
    Left,
}

impl Point {
    /// The origin of the sheet.
    pub const ZERO: Self = Self { x: 0.0, y: 0.0 };

    /// The point at `x`, `y`.
    pub const fn new(x: f32, y: f32) -> Self {
        Self { x, y }
    }

    /// How far a walk along the axes to `other` is.
    pub fn manhattan(self, other: Self) -> f32 {
        (self.x - other.x).abs() + (self.y - other.y).abs()
    }

    /// How long the step is.
    pub fn length(self) -> f32 {
        self.x.hypot(self.y)
    }

    /// So many of this step.
    #[must_use]
    pub fn times(self, n: f32) -> Self {
        Self::new(self.x * n, self.y * n)
    }

    /// The step of length 1 that goes the same way; none for a step of no length.
    #[must_use]
    pub fn direction(self) -> Self {
        match self.length() {
            0.0 => Self::ZERO,
            length => Self::new(self.x / length, self.y / length),
        }
    }

    /// The step turned by a quarter, clockwise on the sheet.
    #[must_use]
    pub const fn turned(self) -> Self {
        Self::new(-self.y, self.x)
    }

    /// The point that share of the way to `other`.
    #[must_use]
    pub fn towards(self, other: Self, share: f32) -> Self {
        self + (other - self).times(share)
    }
}

impl Add for Point {
    type Output = Self;

    fn add(self, step: Self) -> Self {
        Self::new(self.x + step.x, self.y + step.y)
    }
}

impl Sub for Point {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self::new(self.x - other.x, self.y - other.y)
    }
}

impl Size {
    /// Nothing at all.
    pub const ZERO: Self = Self { width: 0.0, height: 0.0 };

    /// The size `width` by `height`.
    pub const fn new(width: f32, height: f32) -> Self {
        Self { width, height }
    }

    /// The smallest size that both fit into.
    pub fn max(self, other: Self) -> Self {
        Self::new(self.width.max(other.width), self.height.max(other.height))
    }
}

impl Rect {
    /// The rectangle of this size with its upper left corner here.
    pub fn from_min_size(min: Point, size: Size) -> Self {
        Self { min, max: Point::new(min.x + size.width, min.y + size.height) }
    }

    /// The smallest rectangle that holds both points.
    pub fn from_corners(a: Point, b: Point) -> Self {
        Self { min: Point::new(a.x.min(b.x), a.y.min(b.y)), max: Point::new(a.x.max(b.x), a.y.max(b.y)) }
    }

    /// From left to right.
    pub fn width(&self) -> f32 {
        self.max.x - self.min.x
    }

    /// From top to bottom.
    pub fn height(&self) -> f32 {
        self.max.y - self.min.y
    }

    /// Width and height.
    pub fn size(&self) -> Size {
        Size::new(self.width(), self.height())
    }

    /// The middle.
    pub fn center(&self) -> Point {
        Point::new((self.min.x + self.max.x) / 2.0, (self.min.y + self.max.y) / 2.0)
    }

    /// The same rectangle, moved.
    #[must_use]
    pub fn translated(&self, step: Point) -> Self {
        Self { min: self.min + step, max: self.max + step }
    }

    /// The rectangle with each side moved outwards, or inwards when `by` is negative.
    #[must_use]
    pub fn inflated(&self, by: f32) -> Self {
        let step = Point::new(by, by);
        Self { min: self.min - step, max: self.max + step }
    }

    /// The smallest rectangle around both.
    #[must_use]
    pub fn union(&self, other: &Self) -> Self {
        Self {
            min: Point::new(self.min.x.min(other.min.x), self.min.y.min(other.min.y)),
            max: Point::new(self.max.x.max(other.max.x), self.max.y.max(other.max.y)),
        }
    }

    /// The smallest rectangle around all of them, if there are any.
    pub fn around(rects: impl IntoIterator<Item = Self>) -> Option<Self> {
        rects.into_iter().reduce(|all, rect| all.union(&rect))
    }

    /// Whether the point is inside or on the border.
    pub fn contains(&self, point: Point) -> bool {
        (self.min.x..=self.max.x).contains(&point.x) && (self.min.y..=self.max.y).contains(&point.y)
    }

    /// Whether no part of `other` sticks out.
    pub fn contains_rect(&self, other: &Self) -> bool {
        self.contains(other.min) && self.contains(other.max)
    }

    /// Whether the interiors share a point; rectangles that only touch do not overlap.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.min.x < other.max.x && other.min.x < self.max.x && self.min.y < other.max.y && other.min.y < self.max.y
    }

    /// Whether the upright or level segment from `a` to `b` enters the interior.
    pub fn is_crossed_by(&self, a: Point, b: Point) -> bool {
        let along = Self::from_corners(a, b);
        along.min.x < self.max.x && self.min.x < along.max.x && along.min.y < self.max.y && self.min.y < along.max.y
    }

    /// Whether the point lies on one of the four sides, to a hair.
    pub fn has_on_border(&self, point: Point) -> bool {
        const HAIR: f32 = 0.01;
        self.inflated(HAIR).contains(point) && !self.inflated(-HAIR).contains(point)
    }
}

impl Side {
    /// All four, clockwise from the top.
    pub const ALL: [Self; 4] = [Self::Top, Self::Right, Self::Bottom, Self::Left];

    /// The unit step away from a rectangle through this side.
    pub fn outward(self) -> Point {
        match self {
            Self::Top => Point::new(0.0, -1.0),
            Self::Right => Point::new(1.0, 0.0),
            Self::Bottom => Point::new(0.0, 1.0),
            Self::Left => Point::new(-1.0, 0.0),
        }
    }

    /// The side across.
    #[must_use]
    pub fn opposite(self) -> Self {
        match self {
            Self::Top => Self::Bottom,
            Self::Right => Self::Left,
            Self::Bottom => Self::Top,
            Self::Left => Self::Right,
        }
    }

    /// Whether one walks along this side from left to right rather than from top to bottom.
    pub fn is_level(self) -> bool {
        matches!(self, Self::Top | Self::Bottom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rect(x: f32, y: f32, width: f32, height: f32) -> Rect {
        Rect::from_min_size(Point::new(x, y), Size::new(width, height))
    }

    #[test]
    fn neighbours_that_touch_do_not_overlap() {
        assert!(!rect(0.0, 0.0, 10.0, 10.0).overlaps(&rect(10.0, 0.0, 10.0, 10.0)));
        assert!(rect(0.0, 0.0, 10.0, 10.0).overlaps(&rect(9.0, 9.0, 10.0, 10.0)));
    }

    #[test]
    fn a_segment_along_the_border_does_not_cross() {
        let card = rect(0.0, 0.0, 10.0, 10.0);
        assert!(!card.is_crossed_by(Point::new(-5.0, 0.0), Point::new(15.0, 0.0)));
        assert!(card.is_crossed_by(Point::new(-5.0, 5.0), Point::new(15.0, 5.0)));
        assert!(!card.is_crossed_by(Point::new(-5.0, 5.0), Point::new(0.0, 5.0)));
    }

    #[test]
    fn the_border_is_neither_inside_nor_outside() {
        let card = rect(0.0, 0.0, 10.0, 10.0);
        assert!(card.has_on_border(Point::new(0.0, 4.0)));
        assert!(!card.has_on_border(Point::new(4.0, 4.0)));
        assert!(!card.has_on_border(Point::new(11.0, 4.0)));
    }
}
