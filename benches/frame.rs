//! What one frame of the whole window costs on the processor: outline, canvas, inspector and problems of a large
//! deployment, everything in view, nothing changing.

mod generate;

use std::path::Path;

use divan::Bencher;
use eframe::egui::Theme;
use egui_kittest::Harness;
use linchpin::session::Env;
use linchpin::ui::{App, Chosen, Failed, FileDialogs, SaveWish};

fn main() {
    divan::main();
}

/// Nobody is asked for a file here.
struct NoDialogs;

impl FileDialogs for NoDialogs {
    fn open(&self, answer: Chosen) {
        answer(None);
    }

    fn save(&self, _: SaveWish, answer: Chosen) {
        answer(None);
    }

    fn folder(&self, _: Option<&Path>, answer: Chosen) {
        answer(None);
    }

    fn show(&self, _: &Path, _: Failed) {}
}

#[divan::bench(args = [200, 2_000, 20_000], sample_count = 50)]
fn window(bencher: Bencher<'_, '_>, n_servers: usize) {
    let mut window = Harness::builder()
        .with_size([1600.0, 1000.0])
        .with_theme(Theme::Light)
        .build_eframe(|cc| App::with(&cc.egui_ctx, Env::fixed(None), Box::new(NoDialogs)));
    window.state_mut().show(generate::deployment(n_servers));
    // The picture and the findings come from other threads.
    while window.state().is_busy() {
        window.step();
    }
    for _ in 0..200 {
        window.step();
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    bencher.bench_local(|| window.step());
}
