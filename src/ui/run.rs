use std::path::PathBuf;

use eframe::egui::ViewportBuilder;

use crate::ui::app::App;

/// There is no screen to show a window on.
#[derive(Debug, thiserror::Error)]
#[error("no window can be shown here: {reason}")]
pub struct NoWindow {
    reason: String,
}

/// Shows the window, with a file in it, until it is closed.
#[allow(clippy::needless_pass_by_value, reason = "each renderer that is tried gets its own copy")]
pub fn run(path: Option<PathBuf>) -> Result<(), NoWindow> {
    if cfg!(all(unix, not(target_os = "macos")))
        && ["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET"].iter().all(|name| std::env::var_os(name).is_none())
    {
        let reason = "neither DISPLAY nor WAYLAND_DISPLAY names a screen".to_owned();
        return Err(NoWindow { reason });
    }
    let mut last = None;
    for &renderer in RENDERERS {
        let options = eframe::NativeOptions {
            renderer,
            viewport: ViewportBuilder::default()
                .with_app_id("linchpin")
                .with_title("Linchpin")
                .with_inner_size([1360.0, 860.0])
                .with_min_inner_size([860.0, 520.0])
                .with_drag_and_drop(true),
            ..eframe::NativeOptions::default()
        };
        let path = path.clone();
        let begin: eframe::AppCreator<'_> = Box::new(move |cc| {
            let mut app = App::new(cc);
            if let Some(path) = path {
                app.open(&path);
            }
            Ok(Box::new(app))
        });
        match eframe::run_native("linchpin", options, begin) {
            Ok(()) => return Ok(()),
            Err(error) => last = Some(error),
        }
    }
    let said = last.as_ref().map(ToString::to_string).unwrap_or_default();
    Err(NoWindow { reason: without_source_line(&said).to_owned() })
}

/// The windowing library puts a line of its own source in front of what the system said.
fn without_source_line(said: &str) -> &str {
    said.rsplit_once(".rs:").and_then(|(_, rest)| rest.split_once(": ")).map_or(said, |(_, reason)| reason)
}

/// Remote desktops and virtual machines on Windows often have no OpenGL worth the name, so Direct3D comes first there.
#[cfg(windows)]
const RENDERERS: &[eframe::Renderer] = &[eframe::Renderer::Wgpu, eframe::Renderer::Glow];
#[cfg(not(windows))]
const RENDERERS: &[eframe::Renderer] = &[eframe::Renderer::Glow];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_is_given_without_the_place_in_somebody_elses_source() {
        let said =
            "winit EventLoopError: os error at /home/winit/src/mod.rs:788: Failed to open connection to X server";
        assert_eq!(without_source_line(said), "Failed to open connection to X server");
        assert_eq!(without_source_line("no adapter: none found"), "no adapter: none found");
    }
}
