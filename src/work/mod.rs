//! What a long function is given, so that it can be stopped and watched from another thread.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

/// Asks a running job to stop. Clones speak of the same job.
#[derive(Debug, Clone, Default)]
pub struct Cancel(Arc<AtomicBool>);

impl Cancel {
    /// Tells the job to stop at its next look.
    pub fn cancel(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether somebody has asked to stop; polled at least every few milliseconds.
    pub fn is_cancelled(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// How far a running job is, in thousandths. Clones speak of the same job.
#[derive(Debug, Clone, Default)]
pub struct Progress(Arc<AtomicU32>);

impl Progress {
    /// Says that `done` of `total` steps are behind us.
    pub fn set(&self, done: usize, total: usize) {
        let share = (done.min(total) * 1000).checked_div(total).unwrap_or(1000) as u32;
        self.0.store(share, Ordering::Relaxed);
    }

    /// From 0 (just begun) to 1 (done).
    pub fn fraction(&self) -> f32 {
        self.0.load(Ordering::Relaxed) as f32 / 1000.0
    }
}
