//! Pictures of the window without a screen or a graphics card: the same bytes on every machine.

use std::collections::BTreeMap;

use eframe::egui::{self, ColorImage, TextureId, TexturesDelta, epaint};
use egui_kittest::TestRenderer;
use image::{Rgba, RgbaImage};

/// Draws triangles on the CPU in plain floating point.
#[derive(Default)]
pub(crate) struct CpuRenderer {
    textures: BTreeMap<u64, Texture>,
}

struct Texture {
    image: ColorImage,
    is_smooth: bool,
}

type Pixel = [f32; 4];

fn key(id: TextureId) -> u64 {
    match id {
        TextureId::Managed(id) => id << 1,
        TextureId::User(id) => id << 1 | 1,
    }
}

impl TestRenderer for CpuRenderer {
    fn handle_delta(&mut self, delta: &mut TexturesDelta) {
        for (id, images) in delta.set.drain() {
            for change in images {
                let epaint::ImageData::Color(source) = &change.image;
                let is_smooth = change.options.magnification == egui::TextureFilter::Linear;
                match change.pos {
                    None => {
                        self.textures.insert(key(id), Texture { image: (**source).clone(), is_smooth });
                    }
                    Some([left, top]) => {
                        let Some(Texture { image, .. }) = self.textures.get_mut(&key(id)) else { continue };
                        let ([width, height], stride) = (source.size, image.size[0]);
                        for row in 0..height {
                            let to = (top + row) * stride + left;
                            image.pixels[to..to + width].copy_from_slice(&source.pixels[row * width..][..width]);
                        }
                    }
                }
            }
        }
        for id in delta.free.drain() {
            self.textures.remove(&key(id));
        }
    }

    fn render(&mut self, ctx: &egui::Context, output: &egui::FullOutput) -> Result<RgbaImage, String> {
        let scale = ctx.pixels_per_point();
        let size = ctx.content_rect().size() * scale;
        let mut frame = Frame::new(size.x.round() as usize, size.y.round() as usize);
        for primitive in ctx.tessellate(output.shapes.clone(), scale) {
            let epaint::Primitive::Mesh(mesh) = &primitive.primitive else { continue };
            let Some(texture) = self.textures.get(&key(mesh.texture_id)) else { continue };
            let clip = frame.clip(primitive.clip_rect * scale);
            for corners in mesh.indices.chunks_exact(3) {
                let corners = [0, 1, 2].map(|at| {
                    let mut vertex = mesh.vertices[corners[at] as usize];
                    vertex.pos = (vertex.pos.to_vec2() * scale).to_pos2();
                    vertex
                });
                frame.triangle(texture, clip, corners);
            }
        }
        Ok(frame.into_image())
    }
}

impl Texture {
    fn sample(&self, u: f32, v: f32) -> Pixel {
        let [width, height] = self.image.size.map(|length| length as i32);
        let at = |x: i32, y: i32| {
            let pixel = self.image.pixels[(y.clamp(0, height - 1) * width + x.clamp(0, width - 1)) as usize];
            pixel.to_array().map(f32::from)
        };
        let (x, y) = (u * width as f32 - 0.5, v * height as f32 - 0.5);
        if !self.is_smooth {
            return at((x + 0.5).floor() as i32, (y + 0.5).floor() as i32);
        }
        let (left, top) = (x.floor(), y.floor());
        let row = |y: i32| mix(at(left as i32, y), at(left as i32 + 1, y), x - left);
        mix(row(top as i32), row(top as i32 + 1), y - top)
    }
}

fn mix(a: Pixel, b: Pixel, share: f32) -> Pixel {
    std::array::from_fn(|channel| a[channel] + (b[channel] - a[channel]) * share)
}

struct Frame {
    width: usize,
    pixels: Vec<[u8; 4]>,
}

impl Frame {
    fn new(width: usize, height: usize) -> Self {
        Self { width, pixels: vec![[0; 4]; width * height] }
    }

    fn height(&self) -> usize {
        self.pixels.len() / self.width.max(1)
    }

    /// Whole pixels: left, top, right, bottom.
    fn clip(&self, rect: egui::Rect) -> [i32; 4] {
        let left_top = rect.min.round().max(egui::Pos2::ZERO);
        let right = (rect.max.x.round() as i32).min(self.width as i32);
        let bottom = (rect.max.y.round() as i32).min(self.height() as i32);
        [left_top.x as i32, left_top.y as i32, right, bottom]
    }

    fn triangle(&mut self, texture: &Texture, clip: [i32; 4], [a, b, c]: [epaint::Vertex; 3]) {
        let area = edge(a.pos, b.pos, c.pos);
        if area == 0.0 {
            return;
        }
        let (b, c, area) = if area < 0.0 { (c, b, -area) } else { (b, c, area) };
        let corners = [a.pos, b.pos, c.pos];
        let [clip_left, clip_top, clip_right, clip_bottom] = clip;
        let least = |of: fn(&egui::Pos2) -> f32| corners.iter().map(of).fold(f32::INFINITY, f32::min).floor() as i32;
        let most = |of: fn(&egui::Pos2) -> f32| corners.iter().map(of).fold(f32::NEG_INFINITY, f32::max).ceil() as i32;
        let columns = least(|at| at.x).max(clip_left)..most(|at| at.x).min(clip_right);
        let rows = least(|at| at.y).max(clip_top)..most(|at| at.y).min(clip_bottom);
        // A pixel on an edge that two triangles share belongs to one of them.
        let owns = [(b.pos, c.pos), (c.pos, a.pos), (a.pos, b.pos)]
            .map(|(from, to)| (from.y == to.y && to.x > from.x) || to.y < from.y);
        let plain = (a.uv == b.uv && b.uv == c.uv).then(|| texture.sample(a.uv.x, a.uv.y));
        let colors = [a, b, c].map(|vertex| vertex.color.to_array().map(f32::from));
        for y in rows {
            for x in columns.clone() {
                let at = egui::Pos2::new(x as f32 + 0.5, y as f32 + 0.5);
                let edges = [edge(b.pos, c.pos, at), edge(c.pos, a.pos, at), edge(a.pos, b.pos, at)];
                if !edges.iter().zip(owns).all(|(&edge, owns)| edge > 0.0 || (edge == 0.0 && owns)) {
                    continue;
                }
                let [wa, wb, wc] = edges.map(|edge| edge / area);
                let paint = plain.unwrap_or_else(|| {
                    let u = a.uv.x * wa + b.uv.x * wb + c.uv.x * wc;
                    texture.sample(u, a.uv.y * wa + b.uv.y * wb + c.uv.y * wc)
                });
                let source: Pixel = std::array::from_fn(|channel| {
                    let color = colors[0][channel] * wa + colors[1][channel] * wb + colors[2][channel] * wc;
                    color * paint[channel] / 255.0
                });
                let pixel = &mut self.pixels[y as usize * self.width + x as usize];
                let rest = 1.0 - source[3] / 255.0;
                for (channel, value) in pixel.iter_mut().enumerate() {
                    *value = (source[channel] + f32::from(*value) * rest + 0.5).clamp(0.0, 255.0) as u8;
                }
            }
        }
    }

    /// The picture, its colours no longer multiplied by their opacity.
    fn into_image(self) -> RgbaImage {
        let plain = |value: u8, alpha: u8| match alpha {
            0 => 0,
            _ => (u32::from(value) * 255 / u32::from(alpha)).min(255) as u8,
        };
        let (width, height) = (self.width as u32, self.height() as u32);
        let mut image = RgbaImage::new(width, height);
        for (pixel, [r, g, b, a]) in image.pixels_mut().zip(self.pixels) {
            *pixel = Rgba([plain(r, a), plain(g, a), plain(b, a), a]);
        }
        image
    }
}

/// Twice the area of the triangle, negative if its corners run the other way round.
fn edge(from: egui::Pos2, to: egui::Pos2, at: egui::Pos2) -> f32 {
    (to.x - from.x) * (at.y - from.y) - (to.y - from.y) * (at.x - from.x)
}
