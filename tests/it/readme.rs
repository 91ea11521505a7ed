//! The picture in the README is the window as it is.

use eframe::egui::Theme;

use crate::source::root;
use crate::window::{Answers, empty, row, settle};

/// How many pixels in a thousand may differ before the picture counts as an old one.
const TOLERANCE: usize = 5;

#[test]
fn the_picture_in_the_readme_shows_the_window_as_it_is() {
    let mut window = empty([1600.0, 1000.0], Theme::Light, Answers::default());
    window.state_mut().open(&root().join("topologies/enterprise-mirrored-faulty.sketch"));
    settle(&mut window);
    row(&window, "lon-fe.contoso.com").click();
    settle(&mut window);
    let now = window.render().unwrap();
    let path = root().join("docs/linchpin.png");
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        now.save(&path).unwrap();
    }
    let then = image::open(&path).unwrap().into_rgba8();
    assert_eq!(then.dimensions(), now.dimensions());
    let n_different = then.pixels().zip(now.pixels()).filter(|(then, now)| then != now).count();
    let n_pixels = (now.width() * now.height()) as usize;
    assert!(
        n_different * 1000 <= n_pixels * TOLERANCE,
        "{n_different} of {n_pixels} pixels differ; UPDATE_SNAPSHOTS=1 cargo test readme makes the picture anew"
    );
}
